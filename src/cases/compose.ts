import { composeWhy } from '../answer/why.ts'
import type { Action, ActionId, Block, ChatReply, Tone } from '../reply/reply.ts'
import type { AnswerText, Brief } from './brief.ts'
import type { Case, Refusal, State } from './case.ts'
import { dayIn, momentWords } from './clock.ts'
import type { Queue } from './queue.ts'
import { dueAt } from './targets.ts'

/** The words that stand beside a case in every message about it. */
export const caseName = (number: number): string => `Case ${number}`

/** A case's state in words. */
export const stateWords: Readonly<Record<State, string>> = {
  open: 'open, nobody has it yet',
  claimed: 'counsel is at work on it',
  waiting: 'waiting for the asker; the clock stands still',
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
}

/** A button of a case. */
export const button = (id: ActionId, number: number, label = labels[id] ?? id): Action => ({ id, label, of: String(number) })

const deskActions: Readonly<Record<State, readonly ActionId[]>> = {
  open: ['claim', 'reassign', 'note', 'move'],
  claimed: ['answer', 'ask-info', 'note', 'reassign', 'hand-back', 'move'],
  waiting: ['answer', 'ask-info', 'note', 'reassign', 'hand-back', 'move'],
  answered: ['withdraw', 'reopen', 'note', 'close'],
  closed: ['reopen', 'withdraw', 'note'],
}

function statusFields(one: Case, queue: Queue, now: number): ReadonlyArray<readonly [string, string]> {
  const first = dueAt(one, queue, 'firstResponse', now)
  const due = dueAt(one, queue, 'answer', now)
  const moment = (at: number): string => momentWords(at, queue.hours.zone)
  return [
    ['State', stateWords[one.state]],
    ['Queue', queue.name],
    ['Counsel', one.claimedBy?.name ?? 'not claimed yet'],
    ...(first === undefined ? [] : [['First word due by', moment(first)] as const]),
    ...(due === undefined ? [] : [['Answer due by', moment(due)] as const]),
    ...(one.neededBy === undefined ? [] : [['Needed by', one.neededBy] as const]),
    ...(one.urgency === 'urgent' ? [['Urgency', 'urgent'] as const] : []),
  ]
}

/** What counsel sees: the question, its facts and where each came from, what the rules said, sources and similar answers. */
export function composePacket(one: Case, queue: Queue, brief: Brief, remark: string | undefined, now: number): ChatReply {
  const { recorded, answer, similar, base } = brief
  const question = recorded.words?.question ?? 'The words of this question were erased.'
  const title = recorded.words?.reply.title ?? one.verdict
  const said = recorded.words?.reply.blocks.filter((block) => block.kind === 'text') ?? []
  const because = (said.find(({ label }) => label === 'Because') ?? said[0])?.text
  const why = answer === undefined ? [] : composeWhy(base, answer).blocks
  return {
    isLive: true,
    tone: 'question',
    title: `${caseName(one.number)}: ${title}`,
    blocks: [
      { kind: 'fields', fields: [['From', one.asker.name], ...statusFields(one, queue, now), ['Receipt', one.receipt]] },
      { kind: 'text', text: `The question: ${question}${remark === undefined || remark === '' ? '' : `\nThe asker adds: ${remark}`}` },
      ...(because === undefined ? [] : [{ kind: 'text' as const, text: `What the rules said: ${title}. ${because}` }]),
      ...why,
      ...similarBlocks(similar, queue, now),
    ],
    actions: deskActions[one.state].map((id) => button(id, one.number)),
  }
}

/** Answers of the same queue that still hold. */
function similarBlocks(similar: Brief['similar'], queue: Queue, now: number): readonly Block[] {
  const today = dayIn(queue.hours.zone, now)
  const standing = similar.filter((one) => one.queue === queue.id && (one.expires === undefined || one.expires >= today)).slice(0, 3)
  if (standing.length === 0) return []
  const items = standing.map(
    ({ number, by, at, expires, text }) =>
      `${caseName(number)}, ${by}, ${dayIn(queue.hours.zone, at)}${expires === undefined ? '' : `, good until ${expires}`}: ${text}`,
  )
  return [{ kind: 'list', title: 'Counsel on the same items and places before', items }]
}

/** What the asker sees: the number, who has it and when to expect an answer. */
export function composeStatus(one: Case, queue: Queue, now: number): ChatReply {
  const due = dueAt(one, queue, 'answer', now)
  const isOver = one.state === 'closed' || one.state === 'answered'
  const line =
    one.state === 'waiting'
      ? 'Counsel asked you something; reply here in plain words.'
      : isOver
        ? 'Nothing more happens unless somebody reopens it.'
        : due === undefined
          ? 'Counsel answers here.'
          : `Counsel answers here by ${momentWords(due, queue.hours.zone)}.`
  return {
    isLive: true,
    tone: 'neutral',
    title: `${caseName(one.number)} is with ${queue.name}`,
    blocks: [
      { kind: 'fields', fields: statusFields(one, queue, now) },
      { kind: 'text', text: isOver ? line : `${line} Until then hold the transaction.` },
    ],
    actions: isOver ? [button('reopen', one.number)] : [button('close', one.number, 'No longer needed')],
  }
}

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

/** Counsel's answer, in the asker's thread. */
export function composeAnswer(one: Case, words: AnswerText, at: string): ChatReply {
  const { answer, number } = one
  return {
    tone: 'neutral',
    title: `Answer from counsel: ${caseName(number).toLowerCase()}`,
    blocks: [
      { kind: 'text', text: words.text },
      ...(words.conditions.length === 0 ? [] : [{ kind: 'list' as const, title: 'Conditions', items: words.conditions }]),
      ...(words.sources.length === 0 ? [] : [{ kind: 'list' as const, title: 'Counsel relies on', items: words.sources }]),
      {
        kind: 'fields',
        fields: [
          ['From', answer?.by.name ?? 'counsel'],
          ['Given', at],
          ['Good until', answer?.expires ?? 'withdrawn, or the facts or the law change'],
          ['Receipt of the question', one.receipt],
        ],
      },
    ],
    actions: [button('close', number, 'Thanks, close'), button('reopen', number, 'Still a question')],
  }
}

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
  const validity = expires === undefined ? 'until it is withdrawn, or the facts or the law change' : `until ${expires}`
  return simple(
    `${caseName(number)} is closed`,
    `Counsel answered it ${days} day${days === 1 ? '' : 's'} ago, so it closes by itself. The answer stays as it was given: it ${isPast ? 'was' : 'is'} good ${validity}. Still a question? Reopen the case.`,
    'neutral',
    [button('reopen', number)],
  )
}

/** Somebody stands in for counsel. */
export const composeCover = (one: Case, away: string, deputy: string, until: string): ChatReply =>
  simple(`${caseName(one.number)}: ${deputy} stands in`, `${away} is away until ${until}. ${deputy} has the case in the meantime.`)

const refusals: Readonly<Record<Refusal, string>> = {
  bot: 'Only a person can do that.',
  'not-yours': 'Only counsel who has the case can do that, and nobody on their own question. Nothing was changed.',
  'wrong-state': 'The case has moved on since that button was shown, so nothing was changed.',
  'already-claimed': 'Somebody has claimed it already, so nothing was changed.',
  'no-answer': 'There is no answer to take back.',
  unfit:
    'That cannot be: a case goes only to counsel of its queue, never to the asker, and moves only to another queue. Nothing was changed.',
}

/** Why nothing was done, kindly and to that person alone. */
export function composeRefusal(refusal: Refusal, one: Case): ChatReply {
  const has = refusal === 'already-claimed' && one.claimedBy !== undefined ? ` ${one.claimedBy.name} has it.` : ''
  return {
    tone: 'neutral',
    title: `${caseName(one.number)}: not done`,
    blocks: [{ kind: 'text', text: `${refusals[refusal]}${has} It is now: ${stateWords[one.state]}.` }],
    actions: [],
  }
}

/** A case that is not there, or not for this person: both are told the same. */
export const composeUnknownCase = (of: string): ChatReply =>
  simple('No such case', `There is no case ${of.slice(0, 12)} that you can see. Type cases to list yours.`)

/** A title and one line. */
export const simple = (title: string, text: string, tone: Tone = 'neutral', actions: readonly Action[] = []): ChatReply => ({
  tone,
  title,
  blocks: [{ kind: 'text', text }],
  actions,
})
