import type { Base } from '../knowledge/base.ts'
import type { Action, Block } from '../port/reply.ts'
import { doubtWords, type Doubt } from './doubt.ts'
import type { HeldLeg } from './held-leg.ts'
import { subjectOf } from './deal-words.ts'
import { listWords } from './words.ts'
import { isMilder, type ShownVerdict } from '../engine/shown-verdict.ts'

/**
 * What a yes to "Is that so?" settles: the doubts with these keys (of {@link doubtKey}) no longer count, and the answer then has this
 * verdict.
 */
export type Confirm = { readonly settles: readonly string[]; readonly verdict: ShownVerdict }

/**
 * The kinds of doubt that a yes to "Is that so?" can remove, because their words often change nothing. Any
 * other kind could make the verdict stricter, or needs a more specific answer ("which country?").
 */
const confirmable: ReadonlySet<Doubt['kind']> = new Set(['unknown-thing', 'stray', 'denial', 'figure', 'day'])

/** A text by which a later answer recognizes the same doubt, e.g. "stray Grozny". */
export const doubtKey = ({ kind, words }: Doubt): string => `${kind} ${words}`

/**
 * For an answer that doubts turned into a question: what a yes would settle. `undefined` if a yes alone is
 * not enough, e.g. because a fact is missing. `isWhole`: the message was read to its end, and all its items
 * and places were decided.
 */
export function confirmOf(legs: readonly HeldLeg[], isWhole: boolean): Confirm | undefined {
  const open = legs.filter(({ shown }) => shown === 'need-facts')
  const isOnlyDoubted = ({ isHeld, doubts, leg }: HeldLeg): boolean =>
    isHeld &&
    doubts.length > 0 &&
    doubts.every(({ kind }) => confirmable.has(kind)) &&
    leg.reading.listedWithoutPart.length === 0 &&
    !leg.reading.unread
  if (!isWhole || open.length === 0 || !open.every(isOnlyDoubted)) return undefined
  const verdict = legs.map(({ ifSettled }) => ifSettled).reduce((worst, one) => (isMilder(worst, one) ? one : worst))
  return { settles: [...new Set(open.flatMap(({ doubts }) => doubts.map(doubtKey)))], verdict }
}

/**
 * The text around the question "Is that so?": how the message was read, which words seemed to change
 * nothing, and what to say if that is wrong.
 */
export function confirmBlocks(base: Base, leg: HeldLeg, doubts: readonly Doubt[]): readonly Block[] {
  const left = [...new Set(doubts.map(({ words }) => words))].slice(0, 4).map((words) => `"${words}"`)
  return [
    {
      kind: 'text',
      label: 'Question',
      text: `I read ${subjectOf(base, leg)}, and took ${listWords(left)} to change nothing. Is that so?`,
    },
    { kind: 'list', title: 'If it is not, tell me', items: [...new Set(doubts.map(doubtWords))].slice(0, 2) },
  ]
}

/** The buttons of the question "Is that so?". They are only a few, so that the question stands out. */
export const confirmActions: readonly Action[] = [
  { id: 'confirm', label: 'Yes, that is so', isPrimary: true },
  { id: 'change', label: 'No, change' },
  { id: 'ask-counsel', label: 'Ask counsel' },
  { id: 'why', label: 'Why?' },
]
