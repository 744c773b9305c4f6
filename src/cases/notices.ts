import { clip } from '../port/clip.ts'
import { dateWords } from '../port/date-words.ts'
import type { Action, ChatReply } from '../port/reply.ts'
import type { AnswerText } from './brief.ts'
import type { Case, CounselAnswer } from './case.ts'
import { momentWords } from './office-hours.ts'
import { caseButton, caseName, endButton, momentsAt, textReply, stateWords } from './asker-card.ts'
import type { Queue } from './queue.ts'
import { dayOf } from '../engine/days.ts'

/** Counsel's question to the asker. */
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

/** The asker's reply, for the desk. */
export const composeInformed = (one: Case, text: string): ChatReply =>
  textReply(`${caseName(one.number)}: the asker replied`, `${one.asker.name}: ${text}`)

/** Tells the desk that counsel's words did not reach the asker. `problem` is the platform's error with its remedy. */
export const composeUnreached = (one: Case, problem: string): ChatReply =>
  textReply(
    `${caseName(one.number)}: the asker was not reached`,
    `${one.asker.name} did not get counsel’s last words (${problem}). They stand in the case; please reach them another way.`,
    'caution',
    [caseButton('show-case', one.number)],
  )

/** Tells a lead (counsel, if no person is named as lead) that the card of a case at its desk is shortened. */
export const composeShortPacket = (one: Case, { name }: Queue): ChatReply =>
  textReply(
    `${caseName(one.number)}: its card is shortened`,
    `The desk of ${name} did not take the whole of it. All of it is here:`,
    'caution',
    [caseButton('show-case', one.number)],
  )

/** Tells a lead (counsel, if no person is named as lead) that the card of a case did not reach its desk. */
export const composeNoPacket = (one: Case, { name }: Queue, problem: string): ChatReply =>
  textReply(
    `${caseName(one.number)} is not at the desk`,
    `The desk of ${name} did not take it (${problem}). Nobody there knows of it; please look at the case, and see that it is taken.`,
    'stop',
    [caseButton('show-case', one.number)],
  )

/** Tells a lead (counsel, if no person is named as lead) that what the asker wrote in a case did not reach its desk. */
export const composeNoWords = (one: Case, { name }: Queue, problem: string): ChatReply =>
  textReply(
    `${caseName(one.number)} has words that are not at the desk`,
    `${one.asker.name} wrote something that the desk of ${name} did not take (${problem}). It stands in the case; please read it there.`,
    'caution',
    [caseButton('show-case', one.number)],
  )

/**
 * Whether counsel's answer still counts: it does (`good`, `closed`), or its case was reopened, or it was
 * replaced or withdrawn.
 */
export type Standing = 'good' | 'closed' | 'open again' | 'replaced' | 'withdrawn'

const outdated: Readonly<Partial<Record<Standing, readonly [title: string, text: string]>>> = {
  'open again': ['Looked at again', 'The case was opened again; until counsel answers anew, hold the transaction.'],
  replaced: ['Replaced', 'Counsel answered again; that answer counts, and this one does not any more.'],
  withdrawn: ['Withdrawn', 'Counsel took this answer back. Do not rely on it any more.'],
}

/**
 * What the card of counsel's answer needs besides the answer: the asker's question (`undefined` if its
 * words were erased), the time zone in which the asker is shown moments, and whether the answer still
 * counts.
 */
export type Telling = { readonly question: string | undefined; readonly zone: string; readonly standing: Standing }

/**
 * Counsel's answer as it is shown in the asker's thread. If the answer no longer counts, the card says so
 * and has no buttons.
 */
export function composeAnswer(
  one: Case,
  { by, at, expires, ...words }: AnswerText & CounselAnswer,
  { question, zone, standing }: Telling,
): ChatReply {
  const { number } = one
  const [title, text] = outdated[standing] ?? []
  const still: Action = { ...caseButton('still-open', number), choice: words.entry }
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
          ...(question === undefined ? [] : [['Your question', clip(question, 200)] as const]),
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

/** Tells one side of a case (the asker or counsel) that the other side reopened it. `text` is what is still open. */
export const composeReopened = (one: Case, by: string, text: string | undefined): ChatReply =>
  textReply(`${caseName(one.number)} is opened again`, text === undefined ? `${by} opened it again.` : `${by}: ${text}`, 'question', [
    caseButton('show-case', one.number),
  ])

/** Asks the asker what is still open, after they reopened their case without a message. */
export const composeStillOpen = (one: Case): ChatReply =>
  textReply(
    `${caseName(one.number)}: what is still open?`,
    'Reply here in plain words; it goes to counsel, who has your question again. Send no technical data.',
    'question',
  )

/** Tells one side of a case (the asker or counsel) that the other side closed it. `text` is the reason, if one was given. */
export const composeClosed = (one: Case, by: string, text: string | undefined): ChatReply =>
  textReply(
    `${caseName(one.number)} is closed`,
    `${by} closed it${text === undefined ? '.' : `: ${text}`}\nStill a question? Reopen it with a word, and counsel has it again.`,
    'neutral',
    [caseButton('still-open', one.number)],
  )

/** Tells somebody that a case was given to them. */
export const composeAssigned = (one: Case, by: string, queue: Queue, due: number | undefined): ChatReply => ({
  ...textReply(
    `${caseName(one.number)} is yours now`,
    `${by} gave it to you (${queue.name}, from ` +
      `${one.asker.name}).${due === undefined ? '' : ` The answer is due by ${momentWords(due, queue.hours.zone)}.`}`,
    'question',
    [{ ...caseButton('show-case', one.number), isPrimary: true }],
  ),
  ...momentsAt(queue.hours.zone, due),
})

/** Tells the asker that counsel's answer is late. */
export const composeLate = (one: Case, queue: Queue): ChatReply =>
  textReply(
    `${caseName(one.number)}: counsel is late`,
    `The answer from ${queue.name} was due by now. ` +
      `Counsel${queue.leads.length > 0 ? ' and their lead know' : ' knows'}; it still comes here. Until ` +
      'then hold the transaction.',
    'caution',
    [caseButton('show-case', one.number)],
  )

/** Confirms an act to the person who did it, if the place where they acted shows no card of the case. */
export const composeDone = (one: Case): ChatReply =>
  textReply(`${caseName(one.number)}: done`, `It is now: ${stateWords[one.state]}.`, 'neutral', [caseButton('show-case', one.number)])

/** Tells the asker that counsel withdrew an answer. */
export function composeWithdrawn(one: Case, by: string, text: string): ChatReply {
  return {
    tone: 'stop',
    title: `Withdrawn by counsel: the answer to ${caseName(one.number).toLowerCase()}`,
    blocks: [
      { kind: 'text', text: `${by}: ${text}` },
      { kind: 'text', text: 'Do not rely on that answer any more. Counsel has the question again and answers here.' },
    ],
    actions: [caseButton('show-case', one.number)],
  }
}

/**
 * Tells the asker that their case was closed automatically, `days` days after counsel answered it.
 * This does not change the answer.
 */
export function composeClosedAnswered({ number, answer }: Case, days: number, now: number): ChatReply {
  const expires = answer?.expires
  const isPast = expires !== undefined && expires < dayOf(now)
  const validity = expires === undefined ? 'until it is withdrawn, or the facts or the law change' : `until ${dateWords(expires)}`
  return textReply(
    `${caseName(number)} is closed`,
    `Counsel answered it ${days} day${days === 1 ? '' : 's'} ago, so it closes by itself. The answer ` +
      `stays as it was given: it ${isPast ? 'was' : 'is'} good ${validity}. Still a question? Reopen it ` +
      'with a word, and counsel has it again.',
    'neutral',
    [caseButton('still-open', number)],
  )
}

/** Tells the asker and the deputy that the deputy stands in for counsel (`away`) until a day. */
export const composeCover = (one: Case, away: string, deputy: string, until: string): ChatReply =>
  textReply(
    `${caseName(one.number)}: ${deputy} stands in`,
    `${away} is away until ${dateWords(until)}. ${deputy} has the case in the meantime.`,
  )
