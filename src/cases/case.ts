import type { Place } from '../port/incoming.ts'

/** A person in a case: the id, and the name to show. */
export type Who = { readonly id: string; readonly name: string }

/** A person as the record and the case keep them: the account and its name. */
export const whoOf = ({ id, name }: Who): Who => ({ id, name })

export const states = ['open', 'claimed', 'waiting', 'answered', 'closed'] as const
/** `open`: nobody has it. `claimed`: counsel works on it. `waiting`: counsel waits for the asker's reply, and the clock is stopped. */
export type State = (typeof states)[number]

/**
 * A question that was taken to counsel. The case holds ids and names; the texts are in the record. Times
 * are epoch milliseconds.
 */
export type Case = {
  readonly number: number
  readonly state: State
  readonly queue: string
  /** Item classes and destinations of the question, by which counsel's answers to similar questions are found (see `topicOf`). */
  readonly topic: string
  /**
   * Ids of entries in the record: `entry` of Licet's answer that was taken to counsel, `opening` of the words that the asker added to
   * it.
   */
  readonly entry: string
  readonly opening: string
  readonly receipt: string
  readonly verdict: string
  readonly asker: Who
  /** The asker's time zone, if their platform tells it. */
  readonly askerZone?: string
  readonly askerPlace: Place
  /** The outbox key of the case's card at the desk (its packet); replies in the thread of that message belong to the case. */
  readonly packet: string
  readonly urgency: 'normal' | 'urgent'
  readonly neededBy?: string
  readonly claimedBy?: Who
  readonly openedAt: number
  readonly firstResponseAt?: number
  /**
   * The spans in which the clock ran since the case was opened, or last reopened: the time that counts
   * towards due times. While the clock runs, the last span has no end.
   */
  readonly ran: ReadonlyArray<{ readonly from: number; readonly to?: number }>
  /** Reminders given since the case was opened, moved or reopened: `first-75`, `answer-breach` and so on. */
  readonly reminded: readonly string[]
  /**
   * Whether the asker was asked something (by counsel, or because they reopened the case without words) and
   * has not replied. This remains true when somebody else takes the case.
   */
  readonly isAsked?: boolean
  readonly answer?: CounselAnswer
}

/** Parses a case as it is stored in the database. */
export const parseCase = (body: string): Case => JSON.parse(body)

/** Counsel's answer: the entry of the record with its words, the last ISO day on which it is valid, and whether it was withdrawn. */
export type CounselAnswer = {
  readonly entry: string
  readonly by: Who
  readonly at: number
  readonly expires?: string
  readonly withdrawn?: boolean
}

/** An act on a case (claim, answer, close, …), with the texts that belong to it. */
export type Act =
  | { readonly kind: 'claim' | 'hand-back' }
  /**
   * `text` is the reason for closing, or what is still open. `under` is the record entry of the answer
   * below which the button was pressed.
   */
  | { readonly kind: 'close' | 'reopen'; readonly text?: string; readonly under?: string }
  | { readonly kind: 'ask-info' | 'inform' | 'note' | 'withdraw'; readonly text: string }
  | {
      readonly kind: 'answer'
      readonly text: string
      readonly conditions: readonly string[]
      readonly sources: readonly string[]
      readonly expires?: string
    }
  | { readonly kind: 'reassign'; readonly to: Who }
  | { readonly kind: 'move'; readonly queue: string }
export type ActKind = Act['kind']

/**
 * The roles of a person in a case. A `claimant` is counsel at this moment, and has the case (claimed it, or
 * was given it) or is the deputy of the person who has it.
 */
export type Role = 'asker' | 'counsel' | 'lead' | 'claimant'

/** Who may do what, in which states. */
export const permissions: Readonly<Record<ActKind, { readonly by: readonly Role[]; readonly in: readonly State[] }>> = {
  claim: { by: ['counsel'], in: ['open'] },
  'ask-info': { by: ['claimant'], in: ['claimed', 'waiting'] },
  inform: { by: ['asker'], in: ['open', 'claimed', 'waiting'] },
  answer: { by: ['claimant'], in: ['claimed', 'waiting'] },
  note: { by: ['counsel', 'lead'], in: states },
  reassign: { by: ['claimant', 'lead'], in: ['open', 'claimed', 'waiting'] },
  'hand-back': { by: ['claimant', 'lead'], in: ['claimed', 'waiting'] },
  move: { by: ['counsel', 'lead'], in: ['open', 'claimed', 'waiting'] },
  close: { by: ['asker', 'claimant', 'lead'], in: ['open', 'claimed', 'waiting', 'answered'] },
  reopen: { by: ['asker', 'counsel', 'lead'], in: ['answered', 'closed'] },
  withdraw: { by: ['claimant', 'lead'], in: states },
}

/**
 * Why an act is refused. `stale`: its button is outdated. `unfit`: the target of a move or reassignment is unsuitable. `no-answer`:
 * there is no answer to withdraw, or it was withdrawn before.
 */
export type Refusal = 'bot' | 'not-yours' | 'wrong-state' | 'already-claimed' | 'no-answer' | 'stale' | 'unfit'

/** A case after an act, or why the act is refused. */
export type ActOutcome = { readonly case: Case } | { readonly refused: Refusal }

/**
 * The person who acts. A bot is refused every act. `roles` are the person's roles in the case at this moment.
 */
export type Actor = { readonly who: Who; readonly bot: boolean; readonly roles: readonly Role[] }

/** Why a person may not do this kind of act on a case in its present state; `undefined` if they may do it. */
export function refusalOf(one: Case, kind: ActKind, { bot, roles }: Actor): Refusal | undefined {
  const { by, in: within } = permissions[kind]
  if (bot) return 'bot'
  if (!by.some((role) => roles.includes(role))) return 'not-yours'
  if (!within.includes(one.state))
    return kind === 'claim' && one.claimedBy !== undefined && one.state !== 'closed' ? 'already-claimed' : 'wrong-state'
  return kind === 'withdraw' && (one.answer === undefined || one.answer.withdrawn === true) ? 'no-answer' : undefined
}

/**
 * Whether a button is outdated: its answer was withdrawn or replaced, or it closes a case that is no longer
 * in the state "answered".
 */
const isOutdatedButton = ({ answer, state }: Case, { kind, under }: Pick<Act, 'kind'> & { readonly under?: string }): boolean =>
  under !== undefined && (answer?.entry !== under || answer.withdrawn === true || (kind === 'close' && state !== 'answered'))

/**
 * Why a person may not do an act on a case in its present state. Not checked here: whether a move or reassignment has a suitable
 * target.
 */
export const refusalFor = (one: Case, doing: Pick<Act, 'kind'> & { readonly under?: string }, by: Actor): Refusal | undefined =>
  isOutdatedButton(one, doing) ? 'stale' : refusalOf(one, doing.kind, by)

/**
 * Applies an act to a case; a pure function. `entry` is the record entry with the texts of the act; `isFit` says whether the target
 * of a move or reassignment is suitable.
 */
export function act(
  one: Case,
  doing: Act,
  by: Actor,
  at: { readonly now: number; readonly entry: string; readonly isFit: boolean },
): ActOutcome {
  const refused = refusalFor(one, doing, by) ?? ((doing.kind === 'reassign' || doing.kind === 'move') && !at.isFit ? 'unfit' : undefined)
  return refused === undefined ? { case: after(one, doing, by, at) } : { refused }
}

function after(one: Case, doing: Act, by: Actor, { now, entry }: { readonly now: number; readonly entry: string }): Case {
  switch (doing.kind) {
    case 'claim':
      return running({ ...withFirstResponse(one, now), state: 'claimed', claimedBy: by.who }, now)
    case 'ask-info':
      return stopped({ ...withFirstResponse(one, now), state: 'waiting', isAsked: true }, now)
    case 'inform':
      return one.state === 'waiting' ? running({ ...one, state: 'claimed', isAsked: false }, now) : { ...one, isAsked: false }
    case 'answer':
      return stopped(
        {
          ...withFirstResponse(one, now),
          state: 'answered',
          isAsked: false,
          answer: { entry, by: by.who, at: now, ...(doing.expires === undefined ? {} : { expires: doing.expires }) },
        },
        now,
      )
    case 'note':
      return one
    case 'reassign':
      return { ...one, state: one.state === 'open' ? 'claimed' : one.state, claimedBy: doing.to }
    case 'hand-back':
      return handedBack(one, now)
    case 'move':
      return running({ ...unclaimed(one), queue: doing.queue, reminded: [] }, now)
    case 'close':
      return stopped({ ...one, state: 'closed' }, now)
    case 'reopen':
      return running(
        {
          ...(one.claimedBy === undefined ? unclaimed(one) : { ...one, state: 'claimed' }),
          reminded: [],
          ran: [],
          // An asker who reopened the case without words is asked what is still open.
          isAsked: by.roles.includes('asker') && doing.text === undefined,
        },
        now,
      )
    case 'withdraw':
      return isOver(one)
        ? running({ ...one, ...takenBack(one), state: one.claimedBy === undefined ? 'open' : 'claimed', reminded: [], ran: [] }, now)
        : { ...one, ...takenBack(one) }
  }
}

/** Closes an answered case automatically, because nobody has acted on it for a long time. */
export const closedAnswered = (one: Case, now: number): Case => stopped({ ...one, state: 'closed' }, now)

/**
 * Takes an unfinished case away from whoever has it: it is open again, and its clock runs. An answered or closed case remains unchanged.
 */
export const handedBack = (one: Case, now: number): Case => (isOver(one) ? one : running(unclaimed(one), now))

/** Whether a case is answered or closed: nothing more happens to it unless somebody acts. */
export const isOver = ({ state }: Case): boolean => state === 'answered' || state === 'closed'

const takenBack = ({ answer }: Case): Partial<Case> => (answer === undefined ? {} : { answer: { ...answer, withdrawn: true } })

const withFirstResponse = (one: Case, now: number): Case => ({ ...one, firstResponseAt: one.firstResponseAt ?? now })

function unclaimed({ claimedBy: _nobody, ...one }: Case): Case {
  return { ...one, state: 'open' }
}

/** Whether a case's clock runs, i.e. the time counts towards due times. */
export const isRunning = ({ ran }: Case): boolean => ran.length > 0 && ran.at(-1)?.to === undefined

const running = (one: Case, now: number): Case => (isRunning(one) ? one : { ...one, ran: [...one.ran, { from: now }] })

const stopped = (one: Case, now: number): Case =>
  isRunning(one) ? { ...one, ran: one.ran.map((span) => (span.to === undefined ? { ...span, to: now } : span)) } : one
