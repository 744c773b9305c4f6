import { severity, type Said } from '../engine/explore.ts'
import type { Base } from '../knowledge/base.ts'
import type { Action, Block } from '../port/reply.ts'
import { doubtWords, type Doubt } from './doubt.ts'
import type { HeldLeg } from './doubts.ts'
import { subjectOf } from './question.ts'
import { listWords } from './words.ts'

/** The doubts that a yes removes, as keys of {@link doubtKey}, and the verdict that holds then. */
export type Confirm = { readonly settles: readonly string[]; readonly verdict: Said }

/**
 * The kinds of doubt that a yes can remove, because the words in question may change nothing. Every other kind is about something
 * graver, or needs an answer of its own.
 */
const confirmable: ReadonlySet<Doubt['kind']> = new Set(['unknown-thing', 'stray', 'denial', 'figure', 'day'])

/** A key by which a later answer recognizes a doubt. */
export const doubtKey = ({ kind, words }: Doubt): string => `${kind} ${words}`

/** For an answer held back by doubts: what a yes would settle. `undefined` where a yes alone is not enough to clear it. */
export function confirmOf(legs: readonly HeldLeg[], isWhole: boolean): Confirm | undefined {
  const open = legs.filter(({ said }) => said === 'need-facts')
  const isOnlyDoubted = ({ isHeld, doubts, leg }: HeldLeg): boolean =>
    isHeld &&
    doubts.length > 0 &&
    doubts.every(({ kind }) => confirmable.has(kind)) &&
    leg.reading.setAside.length === 0 &&
    !leg.reading.unread
  if (!isWhole || open.length === 0 || !open.every(isOnlyDoubted)) return undefined
  const verdict = legs
    .map(({ ifSettled }) => ifSettled)
    .reduce((worst, one) => (severity.indexOf(one) > severity.indexOf(worst) ? one : worst))
  return { settles: [...new Set(open.flatMap(({ doubts }) => doubts.map(doubtKey)))], verdict }
}

/** Asks whether the message was read right, before the answer clears the deal, and says what to tell if it was not. */
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

/** Only a few buttons, so that the question stands out. */
export const confirmActions: readonly Action[] = [
  { id: 'confirm', label: 'Yes, that is so', isPrimary: true },
  { id: 'change', label: 'No, change' },
  { id: 'ask-counsel', label: 'Ask counsel' },
  { id: 'why', label: 'Why?' },
]
