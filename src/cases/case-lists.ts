import type { CaseTitles, Counts, Ranked } from './worklist.ts'
import { titleOf } from '../answer/words.ts'
import { dateWords } from '../port/date-words.ts'
import type { Action, Block, ChatReply, Row } from '../port/reply.ts'
import { caseButton, caseName, stateWords } from './asker-card.ts'
import type { Case, State } from './case.ts'
import { momentWords } from './office-hours.ts'
import type { Page } from './list-pages.ts'
import { queueOf, type Queue } from './queue.ts'
import { dueAt, never, type Reminder } from './due.ts'

/** At most this many cases are listed in one message, because platforms refuse messages that are too long. */
const mostReminded = 20

const reminderWords: Readonly<Record<Reminder, string>> = {
  'first-75': 'a first word is due soon',
  'first-breach': 'first word overdue',
  'answer-75': 'the answer is due soon',
  'answer-breach': 'answer overdue',
  'needed-by': 'the asker needs it by now',
}

/** A block that lists the reminders already given for a case, for counsel; no block before the first reminder. */
export function remindersGiven({ reminded }: Case): readonly Block[] {
  const known: Readonly<Record<string, string | undefined>> = reminderWords
  return reminded.length === 0
    ? []
    : [{ kind: 'text', label: 'Reminders given', text: reminded.map((one) => known[one] ?? one).join('; ') }]
}

/** Reminders of several cases in one message, for one reader. */
export function composeReminders(
  due: ReadonlyArray<{ readonly one: Case; readonly queue: Queue; readonly reminders: readonly Reminder[] }>,
  now: number,
): ChatReply {
  return {
    tone: 'caution',
    title: due.length === 1 ? 'One case is due' : `${due.length} cases are due`,
    blocks: [
      {
        kind: 'list',
        title: 'Due',
        items: due.slice(0, mostReminded).map(({ one, queue, reminders }) => {
          const at = dueAt(one, queue, 'answer', now)
          const said = [
            ...reminders.map((reminder) => reminderWords[reminder]),
            ...(at === undefined ? [] : [dueWords(at, queue.hours.zone, now)]),
          ]
          return `${caseName(one.number)} (${queue.name}, ${one.claimedBy?.name ?? 'not claimed'}): ${said.join('; ')}`
        }),
      },
      ...(due.length <= mostReminded
        ? []
        : [{ kind: 'text' as const, text: `And ${due.length - mostReminded} more: type cases to see all, the most overdue first.` }]),
    ],
    actions: due.slice(0, 5).map(({ one }) => caseButton('show-case', one.number, `Show case ${one.number}`)),
  }
}

/**
 * What a list of cases needs besides the cases: all queues, the titles of the cases (`about`), the present
 * moment, and the reader's time zone if it is known.
 */
export type ListReader = {
  readonly queues: readonly Queue[]
  readonly about: CaseTitles
  readonly now: number
  readonly zone?: string | undefined
}

/**
 * A case as a row: its verdict, what it is about, who has it and when the answer is due (without a due
 * time, its state). If `isDesk`, the row is for counsel: it also says who asked, and has a button to claim
 * an open case.
 */
export function caseRow(one: Case, { queues, about, now, zone }: ListReader, isDesk: boolean): Row {
  const queue = queueOf(queues, one)
  const due = queue === undefined ? undefined : dueAt(one, queue, 'answer', now)
  const { title = titleOf(one.verdict), subtitle } = about.get(one.number) ?? {}
  const note = [
    ...(isDesk ? [`from ${one.asker.name}`] : []),
    queue?.name ?? one.queue,
    one.claimedBy?.name ?? 'not claimed',
    ...(one.neededBy === undefined ? [] : [`needed by ${dateWords(one.neededBy)}`]),
    due === undefined ? stateWords[one.state] : dueWords(due, zone ?? queue?.hours.zone ?? 'UTC', now),
  ]
  return {
    text: `${caseName(one.number)}${one.urgency === 'urgent' ? ' (urgent)' : ''}: ${title}${subtitle === undefined ? '' : `. ${subtitle}`}`,
    note: note.join(' · '),
    actions: [
      ...(isDesk && one.state === 'open' ? [{ ...caseButton('claim', one.number), isPrimary: true as const }] : []),
      caseButton('show-case', one.number, `Show case ${one.number}`),
    ],
  }
}

const dueWords = (due: number, zone: string, now: number): string => `answer ${due < now ? 'was ' : ''}due by ${momentWords(due, zone)}`

/**
 * One page of the queue for counsel: first overdue cases, then the others by due time, then those that wait
 * for the asker, then the rest without a due time, and answered ones last.
 */
export function composeQueue(
  {
    open,
    answered,
    counts,
    page,
  }: { readonly open: readonly Ranked[]; readonly answered: readonly Case[]; readonly counts: Counts; readonly page: Page },
  reader: ListReader,
): ChatReply {
  const { now } = reader
  const groups: ReadonlyArray<readonly [title: string, cases: readonly Case[]]> = [
    ['Overdue', casesOf(open, ({ due }) => due < now)],
    ['Due', casesOf(open, ({ due }) => due >= now && due < never)],
    ['Waiting for the asker', casesOf(open, ({ one, due }) => due === never && one.state === 'waiting')],
    ['Without a due time', casesOf(open, ({ one, due }) => due === never && one.state !== 'waiting')],
    ['Answered by counsel', answered],
  ]
  return composeList('The queue', countWords(counts), groups, page, (one) => caseRow(one, reader, true))
}

const casesOf = (all: readonly Ranked[], isMeant: (ranked: Ranked) => boolean): readonly Case[] => all.filter(isMeant).map(({ one }) => one)

function countWords({ open, overdue, unclaimed, waiting, answered }: Counts): string {
  const are = (count: number): string => `${count} ${count === 1 ? 'is' : 'are'}`
  if (open === 0 && answered === 0) return 'There is nothing here.'
  const cases = `${open} ${open === 1 ? 'case is' : 'cases are'} open`
  return (
    `${cases}: ${overdue} overdue, ${unclaimed} not claimed, ${waiting} waiting for the asker. ` +
    `${are(answered)} answered and not closed.`
  )
}

/** One page of an asker's own cases. */
export function composeAsked(cases: readonly Case[], total: number, page: Page, reader: ListReader): ChatReply {
  const order: readonly State[] = ['open', 'claimed', 'waiting', 'answered', 'closed']
  const groups = order.map((state) => [capital(stateWords[state]), cases.filter((one) => one.state === state)] as const)
  return composeList('Your cases', total === 0 ? 'There is nothing here.' : undefined, groups, page, (one) => caseRow(one, reader, false))
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`

function composeList(
  title: string,
  summary: string | undefined,
  groups: ReadonlyArray<readonly [title: string, cases: readonly Case[]]>,
  page: Page,
  rowOf: (one: Case) => Row,
): ChatReply {
  const [next, last] = [page.number + 1, page.number - 1]
  return {
    tone: 'neutral',
    title,
    blocks: [
      ...(summary === undefined ? [] : [{ kind: 'text' as const, text: summary }]),
      ...groups.flatMap(([title, cases]): readonly Block[] =>
        cases.length === 0 ? [] : [{ kind: 'rows', title, rows: cases.map(rowOf) }],
      ),
      ...(page.of === 1
        ? []
        : [
            {
              kind: 'note' as const,
              text:
                `Page ${page.number} of ${page.of}. To see another, type cases and its number, such as cases ` +
                `${next > page.of ? 1 : next}.`,
            },
          ]),
    ],
    actions: [...(next > page.of ? [] : [pageButton('Next page', next)]), ...(last < 1 ? [] : [pageButton('Page before', last)])],
  }
}

const pageButton = (label: string, page: number): Action => ({ id: 'cases', label, of: String(page) })

/** One entry in the history of a case. */
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
  lapse: 'closed it, because it had stood answered for long',
  reopen: 'reopened it',
  withdraw: 'withdrew the answer',
}

/**
 * A case's history as a list, latest first. `lines` must be given oldest first; the caller has to check
 * that the reader may see them.
 */
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
