import type { Answer } from '../answer/conversation-types.ts'
import type { Base } from '../knowledge/base.ts'
import { answerRecorded, findAnswers, type RecordedAnswer } from '../record/answers.ts'
import { messagesNeeded } from '../record/needed-messages.ts'
import { keptWords } from '../record/read-chain.ts'
import type { Versions } from '../record/versions.ts'
import type { Store } from '../store/store.ts'
import { parseCase, type Case } from './case.ts'

/** The texts of counsel's answer, as the record keeps them. */
export type AnswerText = { readonly text: string; readonly conditions: readonly string[]; readonly sources: readonly string[] }

/** An answer that counsel gave to a question of the same topic. */
export type Similar = {
  readonly number: number
  readonly queue: string
  readonly by: string
  readonly at: number
  readonly expires: string | undefined
  readonly text: string
}

/**
 * What counsel is shown about a question: the recorded answer, the same answer decided again (which gives its facts and rules), and
 * counsel's answers to similar questions.
 */
export type Brief = {
  readonly base: Base
  readonly recorded: RecordedAnswer
  /**
   * The answer, decided again; `undefined` if its words were erased, or if this program cannot load the
   * version of the knowledge that gave it.
   */
  readonly answer: Answer | undefined
  readonly similar: readonly Similar[]
  /** The earlier messages of the conversation on which the answer depends. */
  readonly neededMessages: readonly string[]
}

/**
 * Makes the brief of a recorded answer; `undefined` if the record has no such answer. Call it before the transaction that uses the
 * brief, because it reads the database itself.
 */
export async function briefOf(store: Store, versions: Versions, entry: string): Promise<Brief | undefined> {
  const [recorded] = await findAnswers(store, { id: entry })
  if (recorded === undefined) return undefined
  const answerer = await versions.of(recorded.body.knowledge)
  const answer = answerer === undefined ? undefined : answerRecorded(answerer, recorded)
  const follows = messagesNeeded(answerer ?? versions.current, recorded)
  return { base: (answerer ?? versions.current).base, recorded, answer, similar: await similarTo(store, recorded), neededMessages: follows }
}

/** The question that a brief is about; `undefined` if there is no brief, or the words of the question were erased or withheld. */
export const questionOf = (brief: Brief | undefined): string | undefined => brief?.recorded.words?.question ?? undefined

/** The topic of an answer: item classes and destinations. Questions with the same topic are similar. */
export const topicOf = ({ body }: RecordedAnswer): string =>
  body.legs
    .map((leg) => `${leg.classes.join('+')} to ${leg.destination ?? '?'}`)
    .join('; ')
    .slice(0, 500)

async function similarTo(store: Store, recorded: RecordedAnswer): Promise<readonly Similar[]> {
  const topic = topicOf(recorded)
  if (topic === '') return []
  const rows = await store.db
    .selectFrom('cases')
    .select('body')
    .where('topic', '=', topic)
    .where('state', 'in', ['answered', 'closed'])
    .orderBy('number', 'desc')
    .limit(50)
    .execute()
  const others = rows.map(({ body }) => parseCase(body)).filter((one) => one.entry !== recorded.id)
  const similar = await Promise.all(others.map((one) => readSimilar(store, one)))
  return similar.flat()
}

async function readSimilar(store: Store, { number, queue, answer }: Case): Promise<readonly Similar[]> {
  if (answer === undefined || answer.withdrawn === true) return []
  const words = await keptWords<AnswerText>(store, answer.entry)
  return words === undefined ? [] : [{ number, queue, by: answer.by.name, at: answer.at, expires: answer.expires, text: words.text }]
}
