import { dateWords } from '../port/date-words.ts'
import type { Action, ChatReply } from '../port/reply.ts'
import type { AnswerText } from './brief.ts'
import type { Case, Given } from './case.ts'
import { momentWords } from './office-hours.ts'
import { button, caseName, endButton, momentsAt, simple, stateWords } from './asker-card.ts'
import type { Queue } from './queue.ts'

/** Counsel asks the asker. */
export function composeInfoRequest(one: Case, text: string): ChatReply {
  return {
    tone: 'question',
    title: `Counsel asks about ${caseName(one.number).toLowerCase()}`,
    blocks: [
      { kind: 'text', text: `${one.claimedBy?.name ?? 'Counsel'}: ${text}` },
      { kind: 'note', text: 'Reply here in plain words; it goes to counsel. The clock waits for you. Send no technical data.' },
    ],
    actions: [],
  }
}

/** The asker's plain reply, at the desk. */
export const composeInformed = (one: Case, text: string): ChatReply =>
  simple(`${caseName(one.number)}: the asker replied`, `${one.asker.name}: ${text}`)

/** Counsel's words did not arrive. The problem is the platform's own, with the way to mend it. */
export const composeUnreached = (one: Case, problem: string): ChatReply =>
  simple(
    `${caseName(one.number)}: the asker was not reached`,
    `${one.asker.name} did not get counsel’s last words (${problem}). They stand in the case; please reach them another way.`,
    'caution',
    [button('show-case', one.number)],
  )

/** A lead is told that the card of a case says only a part of it. */
export const composeShortPacket = (one: Case, { name }: Queue): ChatReply =>
  simple(
    `${caseName(one.number)}: its card is shortened`,
    `The desk of ${name} did not take the whole of it. All of it is here:`,
    'caution',
    [button('show-case', one.number)],
  )

/** A lead is told that nobody at the desk sees a case. */
export const composeNoPacket = (one: Case, { name }: Queue, problem: string): ChatReply =>
  simple(
    `${caseName(one.number)} is not at the desk`,
    `The desk of ${name} did not take it (${problem}). Nobody there knows of it; please look at the case, and see that it is taken.`,
    'stop',
    [button('show-case', one.number)],
  )

/** How an answer of counsel's stands: good, its case closed or opened again, or not to be relied on any more. */
export type Standing = 'good' | 'closed' | 'open again' | 'replaced' | 'withdrawn'

const outdated: Readonly<Partial<Record<Standing, readonly [title: string, text: string]>>> = {
  'open again': ['Looked at again', 'The case was opened again; until counsel answers anew, hold the transaction.'],
  replaced: ['Replaced', 'Counsel answered again; that answer counts, and this one does not any more.'],
  withdrawn: ['Withdrawn', 'Counsel took this answer back. Do not rely on it any more.'],
}

/** What counsel's answer is told with: the asker's question, the zone they read moments in, and how the answer stands. */
export type Telling = { readonly question: string | undefined; readonly zone: string; readonly standing: Standing }

/** Counsel's answer, in the asker's thread, as it stands now: one that does not count any more has no buttons. */
export function composeAnswer(
  one: Case,
  { by, at, expires, ...words }: AnswerText & Given,
  { question, zone, standing }: Telling,
): ChatReply {
  const { number } = one
  const [title, text] = outdated[standing] ?? []
  const still: Action = { ...button('still-open', number), choice: words.entry }
  return {
    tone: text === undefined ? 'neutral' : 'stop',
    title: `${title === undefined ? '' : `${title}: `}Answer from counsel: ${caseName(number).toLowerCase()}`,
    ...momentsAt(zone, at),
    blocks: [
      ...(text === undefined ? [] : [{ kind: 'text' as const, text }]),
      { kind: 'text', text: words.text, ...(standing === 'withdrawn' || standing === 'replaced' ? { isStruck: true } : {}) },
      ...(words.conditions.length === 0 ? [] : [{ kind: 'list' as const, title: 'Conditions', items: words.conditions }]),
      ...(words.sources.length === 0 ? [] : [{ kind: 'list' as const, title: 'Counsel relies on', items: words.sources }]),
      {
        kind: 'fields',
        fields: [
          ...(question === undefined ? [] : [['Your question', clipped(question)] as const]),
          ['From', by.name],
          ['Given', momentWords(at, zone)],
          ['Good until', expires === undefined ? 'withdrawn, or the facts or the law change' : dateWords(expires)],
          ['Receipt of the question', one.receipt],
        ],
      },
    ],
    actions: standing === 'good' ? [endButton(number, 'Thanks, close', words.entry), still] : standing === 'closed' ? [still] : [],
  }
}

const clipped = (words: string): string => (words.length > 200 ? `${words.slice(0, 199)}…` : words)

/** The asker says that something is still open, or that there is more to say. */
export const composeReopened = (one: Case, by: string, text: string | undefined): ChatReply =>
  simple(`${caseName(one.number)} is opened again`, text === undefined ? `${by} opened it again.` : `${by}: ${text}`, 'question', [
    button('show-case', one.number),
  ])

/** The asker opened their case again without a word. */
export const composeStillOpen = (one: Case): ChatReply =>
  simple(
    `${caseName(one.number)}: what is still open?`,
    'Reply here in plain words; it goes to counsel, who has your question again. Send no technical data.',
    'question',
  )

/** Somebody else closed the asker's case. */
export const composeClosed = (one: Case, by: string, text: string | undefined): ChatReply =>
  simple(
    `${caseName(one.number)} is closed`,
    `${by} closed it${text === undefined ? '.' : `: ${text}`}\nStill a question? Reopen it with a word, and counsel has it again.`,
    'neutral',
    [button('still-open', one.number)],
  )

/** Somebody has a case now who did not take it themselves. */
export const composeAssigned = (one: Case, by: string, queue: Queue, due: number | undefined): ChatReply => ({
  ...simple(
    `${caseName(one.number)} is yours now`,
    `${by} gave it to you (${queue.name}, from ${one.asker.name}).${due === undefined ? '' : ` The answer is due by ${momentWords(due, queue.hours.zone)}.`}`,
    'question',
    [{ ...button('show-case', one.number), isPrimary: true }],
  ),
  ...momentsAt(queue.hours.zone, due),
})

/** Counsel is late, and the asker was promised an answer. */
export const composeLate = (one: Case, queue: Queue): ChatReply =>
  simple(
    `${caseName(one.number)}: counsel is late`,
    `The answer from ${queue.name} was due by now. Counsel${queue.leads.length > 0 ? ' and their lead know' : ' knows'}; it still comes here. Until then hold the transaction.`,
    'caution',
    [button('show-case', one.number)],
  )

/** What was done, for whoever did it where neither card is. */
export const composeDone = (one: Case): ChatReply =>
  simple(`${caseName(one.number)}: done`, `It is now: ${stateWords[one.state]}.`, 'neutral', [button('show-case', one.number)])

/** An answer is taken back, wherever it was given. */
export function composeWithdrawn(one: Case, by: string, text: string): ChatReply {
  return {
    tone: 'stop',
    title: `Withdrawn by counsel: the answer to ${caseName(one.number).toLowerCase()}`,
    blocks: [
      { kind: 'text', text: `${by}: ${text}` },
      { kind: 'text', text: 'Do not rely on that answer any more. Counsel has the question again and answers here.' },
    ],
    actions: [button('show-case', one.number)],
  }
}

/** A case closes because it has stood answered for so many days. The answer is what it was. */
export function composeLapsed({ number, answer }: Case, days: number, now: number): ChatReply {
  const expires = answer?.expires
  const isPast = expires !== undefined && expires < new Date(now).toISOString().slice(0, 10)
  const validity = expires === undefined ? 'until it is withdrawn, or the facts or the law change' : `until ${dateWords(expires)}`
  return simple(
    `${caseName(number)} is closed`,
    `Counsel answered it ${days} day${days === 1 ? '' : 's'} ago, so it closes by itself. The answer stays as it was given: it ${isPast ? 'was' : 'is'} good ${validity}. Still a question? Reopen it with a word, and counsel has it again.`,
    'neutral',
    [button('still-open', number)],
  )
}

/** Somebody stands in for counsel. */
export const composeCover = (one: Case, away: string, deputy: string, until: string): ChatReply =>
  simple(
    `${caseName(one.number)}: ${deputy} stands in`,
    `${away} is away until ${dateWords(until)}. ${deputy} has the case in the meantime.`,
  )
