import type { Answer } from '../answer/answer.ts'
import { canonicalJson } from '../answer/canonical.ts'
import type { ChatReply } from '../reply/reply.ts'
import { answerAgain, type RecordedAnswer } from './answers.ts'
import type { Versions } from './versions.ts'

/** What came of deciding a recorded answer again. */
export type Replay =
  | { readonly kind: 'impossible'; readonly why: string }
  | { readonly kind: 'same' | 'different'; readonly answer: Answer; readonly sameCode: boolean }

/** Decides a recorded answer again with the knowledge of its version and its own dates: the reply must be the same bytes. */
export async function replay(versions: Versions, recorded: RecordedAnswer, code: string): Promise<Replay> {
  const then = await versions.of(recorded.body.knowledge)
  if (then === undefined)
    return {
      kind: 'impossible',
      why: `the knowledge version ${recorded.body.knowledge} was not kept here, or this program cannot load it any more`,
    }
  if (recorded.words === undefined) return { kind: 'impossible', why: 'its words were erased; verdict, facts and rules stand in the chain' }
  const again = answerAgain(then, recorded)
  if (again === undefined) return { kind: 'impossible', why: 'the question was withheld by the technical-data guard and never kept' }
  const isSame = canonicalJson(again.reply) === canonicalJson(recorded.words.reply) && again.receipt === recorded.receipt
  return { kind: isSame ? 'same' : 'different', answer: again, sameCode: recorded.body.code === code }
}

/** One leg of an answer that is decided otherwise now. Rules are those that govern. */
export type Moved = {
  readonly leg: string
  readonly was: string
  readonly is: string
  readonly rulesGone: readonly string[]
  readonly rulesNew: readonly string[]
}

/** What would differ between the recorded decision and another: verdicts and governing rules, leg by leg. */
export function compare({ legs }: RecordedAnswer['body'], now: Answer): readonly Moved[] {
  const length = Math.max(legs.length, now.answers.length)
  return Array.from({ length }, (_, index) => {
    const [was, is] = [legs[index], now.answers[index]]
    return {
      leg: [is?.item.name ?? was?.classes.join(), is?.destination ?? was?.destination].filter(Boolean).join(' to '),
      was: was?.verdict ?? 'no verdict',
      is: is?.verdict ?? 'no verdict',
      rulesGone: (was?.rules ?? []).filter((rule) => is?.rules.includes(rule) !== true),
      rulesNew: (is?.rules ?? []).filter((rule) => was?.rules.includes(rule) !== true),
    }
  }).filter(({ was, is, rulesGone, rulesNew }) => was !== is || rulesGone.length > 0 || rulesNew.length > 0)
}

/** What is worded otherwise in another answer than in the recorded one, part by part: its title, a block by its own title or kind, its buttons, its receipt. */
export function reworded({ words, receipt }: RecordedAnswer, now: Answer): readonly string[] {
  const [was, is] = [new Map(words === undefined ? [] : partsOf(words.reply)), new Map(partsOf(now.reply))]
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name))
  return receipt === now.receipt ? names : [...names, 'the receipt']
}

/** Each part of a reply with all it says; blocks of one name are one part. */
function partsOf({ title, blocks, actions, ...rest }: ChatReply): ReadonlyArray<readonly [name: string, says: string]> {
  const named = Map.groupBy(blocks, (block) => ('title' in block && block.title !== undefined ? `\`${block.title}\`` : `a ${block.kind}`))
  return [
    ['the title', title],
    ...[...named].map(([name, some]) => [name, canonicalJson(some)] as const),
    ['the buttons', canonicalJson(actions)],
    ['the look', canonicalJson(rest)],
  ]
}

/** What the current knowledge says today to a recorded question. */
export const answerAgainToday = (versions: Versions, recorded: RecordedAnswer, today: string): Answer | undefined =>
  answerAgain(versions.current, { ...recorded, body: { ...recorded.body, asOf: today } }, today)
