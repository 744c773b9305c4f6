import type { Block, ChatReply } from '../reply/reply.ts'
import { button, caseName, stateWords } from './compose.ts'
import type { Case, State } from './case.ts'
import { momentWords } from './clock.ts'
import type { Queue } from './queue.ts'
import { dueAt, type Reminder } from './targets.ts'

/** Several due cases in one message, for one reader. */
export function composeReminders(
  due: ReadonlyArray<{ readonly one: Case; readonly queue: Queue; readonly reminders: readonly Reminder[] }>,
  now: number,
): ChatReply {
  const said: Readonly<Record<Reminder, string>> = {
    'first-75': 'three quarters of the time for a first word are gone',
    'first-breach': 'the time for a first word is over',
    'answer-75': 'three quarters of the time for an answer are gone',
    'answer-breach': 'the time for an answer is over',
    'needed-by': 'the asker needs it by now',
  }
  return {
    tone: 'caution',
    title: due.length === 1 ? 'One case is due' : `${due.length} cases are due`,
    blocks: [
      {
        kind: 'list',
        title: 'Due',
        items: due.map(({ one, queue, reminders }) => {
          const at = dueAt(one, queue, 'answer', now)
          return `${caseName(one.number)} (${queue.name}, ${one.claimedBy?.name ?? 'not claimed'}): ${reminders.map((reminder) => said[reminder]).join('; ')}${at === undefined ? '' : `; answer due by ${momentWords(at, queue.hours.zone)}`}`
        }),
      },
    ],
    actions: due.slice(0, 5).map(({ one }) => button('show-case', one.number, `Show case ${one.number}`)),
  }
}

/** A case in a line: its queue, who asked, who has it and when the answer is due. */
export function caseLine(one: Case, queues: readonly Queue[], now: number): string {
  const queue = queues.find(({ id }) => id === one.queue)
  const due = queue === undefined ? undefined : dueAt(one, queue, 'answer', now)
  return [
    `${caseName(one.number)}${one.urgency === 'urgent' ? ' (urgent)' : ''}`,
    queue?.name ?? one.queue,
    `from ${one.asker.name}`,
    one.claimedBy?.name ?? 'not claimed',
    due === undefined ? stateWords[one.state] : `answer due by ${momentWords(due, queue?.hours.zone ?? 'UTC')}`,
  ].join(' · ')
}

/** The queue as counsel reads it: oldest first, those to be claimed on top; or an asker's own cases. */
export function composeCases(title: string, cases: readonly Case[], queues: readonly Queue[], now: number): ChatReply {
  const order: readonly State[] = ['open', 'claimed', 'waiting', 'answered', 'closed']
  return {
    tone: 'neutral',
    title,
    blocks: [
      ...order.flatMap((state): readonly Block[] => {
        const items = cases.filter((one) => one.state === state).map((one) => caseLine(one, queues, now))
        return items.length === 0
          ? []
          : [{ kind: 'list', title: `${stateWords[state].charAt(0).toUpperCase()}${stateWords[state].slice(1)}`, items }]
      }),
      ...(cases.length === 0 ? [{ kind: 'text' as const, text: 'There is nothing here.' }] : []),
    ],
    actions: cases.slice(0, 5).map((one) => button('show-case', one.number, `Show case ${one.number}`)),
  }
}

/** One entry of a case's history in a line. */
export type HistoryLine = { readonly at: number; readonly who: string; readonly act: string; readonly text: string | undefined }

const actWords: Readonly<Record<string, string>> = {
  open: 'took it to counsel',
  claim: 'claimed it',
  'ask-info': 'asked the asker',
  inform: 'replied',
  answer: 'answered',
  note: 'noted',
  reassign: 'gave it to somebody else',
  'hand-back': 'handed it back',
  move: 'moved it to another queue',
  close: 'closed it',
  reopen: 'reopened it',
  withdraw: 'withdrew the answer',
}

/** A case's history, for those who may read it. */
export function composeHistory(lines: readonly HistoryLine[], zone: string): Block {
  return {
    kind: 'list',
    title: 'What happened, the latest first',
    items: lines
      .toReversed()
      .map(
        ({ at, who, act, text }) =>
          `${momentWords(at, zone)}: ${who} ${actWords[act] ?? act}${text === undefined || text === '' ? '' : `: ${text}`}`,
      ),
  }
}
