import { dateWords } from '../port/date-words.ts'
import type { Action, ActionId, ChatReply, Tone } from '../port/reply.ts'
import { isOver, type Case, type State } from './case.ts'
import { momentWords } from './office-hours.ts'
import type { Queue } from './queue.ts'
import { dueAt } from './due.ts'

/** The name of a case in every message about it. */
export const caseName = (number: number): string => `Case ${number}`

/** A case's state in words. */
export const stateWords: Readonly<Record<State, string>> = {
  open: 'open, not claimed yet',
  claimed: 'counsel is at work on it',
  waiting: 'waiting for the asker; the deadline is paused',
  answered: 'answered by counsel',
  closed: 'closed',
}

const labels: Readonly<Partial<Record<ActionId, string>>> = {
  claim: 'Claim',
  'ask-info': 'Ask for info',
  answer: 'Answer',
  note: 'Note',
  reassign: 'Reassign',
  'hand-back': 'Hand back',
  move: 'Not ours',
  close: 'Close',
  reopen: 'Reopen',
  withdraw: 'Withdraw the answer',
  'show-case': 'Show case',
  'still-open': 'Still a question',
}

/** A button for a case. */
export const caseButton = (id: ActionId, number: number, label = labels[id] ?? id): Action => ({ id, label, of: String(number) })

/**
 * The button that closes a case, after a confirmation. `under` is the record entry of counsel's answer, if
 * the button is below that answer.
 */
export const endButton = (number: number, label: string, under?: string): Action => ({
  ...caseButton('close', number, label),
  ...(under === undefined ? {} : { choice: under }),
  asks: `${caseName(number)} closes. Counsel does nothing more on it unless somebody reopens it.`,
})

/** The buttons of a case at its desk, by its state. */
export const deskActions: Readonly<Record<State, readonly ActionId[]>> = {
  open: ['claim', 'reassign', 'note', 'move'],
  claimed: ['answer', 'ask-info', 'note', 'reassign', 'hand-back', 'move'],
  waiting: ['answer', 'ask-info', 'note', 'reassign', 'hand-back', 'move'],
  answered: ['withdraw', 'reopen', 'note', 'close'],
  closed: ['reopen', 'withdraw', 'note'],
}

/** The state of a case as labels and values, for a card. Moments are in the time zone `zone`. */
export function statusFields(one: Case, queue: Queue, now: number, zone: string): ReadonlyArray<readonly [string, string]> {
  const [first, due] = duesOf(one, queue, now)
  const moment = (at: number): string => momentWords(at, zone)
  return [
    ['State', stateWords[one.state]],
    ['Queue', queue.name],
    ...(one.claimedBy === undefined ? [] : [['Counsel', one.claimedBy.name] as const]),
    ...(first === undefined ? [] : [['First word due by', moment(first)] as const]),
    ...(due === undefined ? [] : [['Answer due by', moment(due)] as const]),
    ...(one.neededBy === undefined ? [] : [['Needed by', dateWords(one.neededBy)] as const]),
    ...(one.urgency === 'urgent' ? [['Urgency', 'urgent'] as const] : []),
  ]
}

const primary: ReadonlySet<ActionId> = new Set(['claim', 'answer'])

/**
 * For two buttons at the desk, "Hand back" and "Reopen": the text that is shown for confirmation. It says
 * what will happen.
 */
const asksFirst: Readonly<Partial<Record<ActionId, (name: string) => string>>> = {
  'hand-back': (name) => `${name} is open to all counsel again, and nobody has it.`,
  reopen: (name) => `${name} is open again: its clock runs anew, and the asker is told to hold the transaction until counsel answers.`,
}

/**
 * A button at the desk. The button for the next step (claim, answer) is primary. Closing, handing back and
 * reopening a case must be confirmed.
 */
export function deskButton(id: ActionId, number: number): Action {
  if (id === 'close') return endButton(number, 'Close')
  const asks = asksFirst[id]?.(caseName(number))
  return {
    ...caseButton(id, number),
    ...(primary.has(id) ? { isPrimary: true } : {}),
    ...(id === 'withdraw' ? { isDanger: true } : {}),
    ...(asks === undefined ? {} : { asks }),
  }
}

type Dues = readonly [first: number | undefined, answer: number | undefined]
/**
 * When counsel's first response and answer are due, in epoch milliseconds; each is `undefined` if {@link
 * dueAt} gives no time.
 */
export const duesOf = (one: Case, queue: Queue, now: number): Dues => [
  dueAt(one, queue, 'firstResponse', now),
  dueAt(one, queue, 'answer', now),
]

/**
 * The moments (dates with times) that a reply mentions, each with the exact words for it in the reply's
 * text.
 */
export const momentsAt = (zone: string, ...moments: ReadonlyArray<number | undefined>): Pick<ChatReply, 'moments'> => ({
  moments: moments.flatMap((at) => (at === undefined ? [] : [{ at, words: momentWords(at, zone) }])),
})

/**
 * The time zone in which an asker is shown moments: their own if it is known, otherwise that of the queue.
 */
export const zoneOf = (one: Case, queue: Queue): string => one.askerZone ?? queue.hours.zone

/** The asker's card of a case: its number, who has it, and when to expect an answer. */
export function composeStatus(one: Case, queue: Queue, now: number): ChatReply {
  const dues = duesOf(one, queue, now)
  const zone = zoneOf(one, queue)
  return {
    isLive: true,
    tone: 'neutral',
    title: isOver(one) ? `${caseName(one.number)}: ${stateWords[one.state]}` : `${caseName(one.number)} is with ${queue.name}`,
    ...momentsAt(zone, ...dues),
    blocks: [
      { kind: 'fields', fields: statusFields(one, queue, now, zone) },
      {
        kind: 'text',
        text: isOver(one)
          ? 'Nothing more happens unless somebody reopens it.'
          : `${nextWords(one, dues, zone)} Until then hold the transaction.`,
      },
    ],
    actions: isOver(one) ? [caseButton('still-open', one.number, 'Still a question')] : [endButton(one.number, 'No longer needed')],
  }
}

function nextWords({ state }: Case, [, due]: Dues, zone: string): string {
  if (state === 'waiting') return 'Counsel asked you something; reply here in plain words.'
  return due === undefined ? 'Counsel answers here.' : `Counsel answers here by ${momentWords(due, zone)}.`
}

/** A reply with a title and one text below it. */
export const textReply = (title: string, text: string, tone: Tone = 'neutral', actions: readonly Action[] = []): ChatReply => ({
  tone,
  title,
  blocks: [{ kind: 'text', text }],
  actions,
})
