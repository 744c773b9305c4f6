import { severity, type Said } from '../engine/explore.ts'
import type { Base } from '../knowledge/base.ts'
import type { Action, Block } from '../port/reply.ts'
import { doubtWords, type Doubt } from './doubt.ts'
import type { HeldLeg } from './doubts.ts'
import { subjectOf } from './question.ts'
import { listWords } from './words.ts'

/** What a yes to an answer settles, as keys of {@link doubtKey}, and the verdict it gives. */
export type Confirm = { readonly settles: readonly string[]; readonly verdict: Said }

/**
 * Doubts that a yes can settle, because the words may change nothing. All others name something graver or ask for an answer of
 * their own.
 */
const confirmable: ReadonlySet<Doubt['kind']> = new Set(['unknown-thing', 'stray', 'denial', 'figure', 'day'])

/** A key by which a later answer recognizes a doubt. */
export const doubtKey = ({ kind, words }: Doubt): string => `${kind} ${words}`

/** What a yes to a held answer would settle; `undefined` where anything else keeps it from clearing. */
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

/** The question whether an answer was read right, before it clears, and what to tell if it was not. */
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
