import { answer } from '../answer/answer.ts'
import type { Answer, Answerer, Turn } from '../answer/conversation-types.ts'
import { recordLeg, type RecordedLeg, type RecordedOutcome } from '../answer/recorded.ts'
import type { Person, Place } from '../port/incoming.ts'
import type { Facts } from '../engine/condition.ts'
import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'
import { append, type Link } from './chain.ts'

/**
 * The words of an answer, stored outside the chain. `question` is null if the guard against technical data
 * withheld it.
 */
export type AnswerWords = {
  readonly person: Pick<Person, 'id' | 'name'>
  readonly place: Place
  readonly question: string | null
  readonly turns: readonly Turn[]
  readonly reply: Answer['reply']
  /**
   * What the answer is based on (items, places, days, facts), and the words of the message that it does not
   * use. Answers recorded by older programs lack both.
   */
  readonly read?: Answer['read']
  readonly unused?: Answer['unused']
  /** Set if others are in the conversation, but only the asker saw the answer. */
  readonly isHidden?: true
  /**
   * Ids of other people who wrote some of the turns. When the words of one of these people are erased, the
   * words of this answer are erased, too.
   */
  readonly voices?: readonly string[]
}

/**
 * What the chain keeps of an answer forever. `asOf` is the day that was asked about, `today` the day of the
 * answer, `code` the version of the program, `knowledge` that of the knowledge.
 */
export type AnswerBody = {
  readonly asOf: string
  readonly today: string
  readonly code: string
  readonly knowledge: string
  readonly intent: Answer['intent']
  readonly verdict: Answer['verdict']
  readonly legs: ReadonlyArray<{
    readonly classes: readonly string[]
    readonly destination: string | null
    readonly facts: Facts
    readonly verdict: string
    readonly rules: readonly string[]
    /** What the leg cites; some legs recorded by older programs lack it. */
    readonly citations?: RecordedOutcome['citations']
    /** The reading from which the leg was decided; legs recorded by older programs lack it. */
    readonly read?: RecordedLeg
  }>
}

/** A recorded answer; `words` is `undefined` after they were erased, and in an export without words. */
export type RecordedAnswer = {
  readonly id: string
  readonly seq: number
  readonly at: number
  readonly receipt: string
  readonly body: AnswerBody
  readonly words: AnswerWords | undefined
}

/** Records an answer. `asOf` is the day that was asked about; `code` is the version of the program. */
export async function recordAnswer(
  tx: Tx,
  given: Answer,
  said: {
    readonly person: Person
    readonly place: Place
    readonly turns: readonly Turn[]
    readonly asOf: string
    readonly at: number
    readonly code: string
    readonly isHidden?: boolean
    readonly voices?: readonly string[]
  },
): Promise<Link> {
  const body: AnswerBody = {
    asOf: said.asOf,
    today: given.today,
    code: said.code,
    knowledge: given.knowledge,
    intent: given.intent,
    verdict: given.verdict,
    legs: given.legs.map((leg, index) => ({
      classes: leg.classes,
      destination: leg.country ?? null,
      facts: leg.facts,
      verdict: leg.shown,
      rules: given.answers[index]?.rules ?? [],
      citations: given.answers[index]?.citations ?? [],
      read: recordLeg(leg),
    })),
  }
  const words: AnswerWords = {
    person: { id: said.person.id, name: said.person.name },
    place: said.place,
    question: given.question,
    turns: said.turns,
    reply: given.reply,
    read: given.read,
    unused: given.unused,
    ...(said.isHidden === true ? { isHidden: true } : {}),
    ...(said.voices === undefined || said.voices.length === 0 ? {} : { voices: said.voices }),
  }
  return await append(tx, { kind: 'answer', at: said.at, receipt: given.receipt, person: said.person.id, body, words })
}

/**
 * Answers a recorded question again with the given knowledge, by default as on the day of the recorded
 * answer. `undefined` if its words were withheld or erased.
 */
export function answerRecorded(answerer: Answerer, { body, words }: RecordedAnswer, today = body.today): Answer | undefined {
  if (words === undefined || words.question === null) return undefined
  return answer(answerer, { question: words.question, asOf: body.asOf, today, turns: words.turns })
}

/** Finds recorded answers: one by its entry's id, or all with a receipt, oldest first. */
export async function findAnswers(
  { db }: Store,
  by: { readonly id: string } | { readonly receipt: string },
): Promise<readonly RecordedAnswer[]> {
  const [column, value] = 'id' in by ? (['record.id', by.id] as const) : (['record.receipt', by.receipt] as const)
  const rows = await answersIn(db).where(column, '=', value).orderBy('seq').execute()
  return rows.map(toAnswer)
}

/**
 * The last answers to a person, with any of their accounts, newest first; answers whose words were erased
 * are left out.
 */
export async function recentAnswers({ db }: Store, accounts: readonly string[], limit: number): Promise<readonly RecordedAnswer[]> {
  const rows = await answersIn(db).where('record_text.person', 'in', accounts).orderBy('seq', 'desc').limit(limit).execute()
  return rows.map(toAnswer)
}

/** Every recorded answer, or those with a receipt, oldest first; read in pages. */
export async function* allAnswers({ db }: Store, receipt?: string): AsyncGenerator<RecordedAnswer> {
  for (let after = 0; ;) {
    const page = answersIn(db).where('record.seq', '>', after).orderBy('seq').limit(500)
    const rows = await (receipt === undefined ? page : page.where('record.receipt', '=', receipt)).execute()
    if (rows.length === 0) return
    for (const row of rows) yield toAnswer(row)
    after = rows.at(-1)?.seq ?? after
  }
}

const answersIn = (db: Store['db']) =>
  db
    .selectFrom('record')
    .leftJoin('record_text', 'record_text.id', 'record.id')
    .select(['record.id', 'record.seq', 'record.at', 'record.receipt', 'record.body', 'record_text.words'])
    .where('record.kind', '=', 'answer')

/** Turns a row of the record, with its words, into an answer. */
export const toAnswer = (row: {
  readonly id: string
  readonly seq: number
  readonly at: number
  readonly receipt: string | null
  readonly body: string
  readonly words: string | null
}): RecordedAnswer => ({
  id: row.id,
  seq: row.seq,
  at: row.at,
  receipt: row.receipt ?? '',
  body: JSON.parse(row.body),
  words: row.words === null ? undefined : JSON.parse(row.words),
})
