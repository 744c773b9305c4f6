import type { Place } from '../port/incoming.ts'
import type { Sent } from '../port/platform.ts'
import { prepared } from '../store/prepared.ts'
import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'
import { batchCalls } from '../store/batch.ts'
import { backoff, mostTries, mostTriesTold } from './backoff.ts'
import type { Claimed } from './claims.ts'
import { channelOf, spaceOf, type Outgoing } from './outbox.ts'
import { holdUntil, longestHold } from './rate-limit.ts'

/** The result of a send, to be stored. */
export type SendResult = {
  readonly claimed: Claimed
  readonly sent: Sent
  readonly now: number
  readonly chance: number
}

/** Reports a message that was not sent, or only in part, within the transaction that stores the result. */
export type Alarm = (tx: Tx, outgoing: Outgoing, problem: string, now: number) => Promise<void>

/** `givenUp` is called for a message that was given up, `shortened` for one that was sent only in part. */
export type Alarms = { readonly givenUp: Alarm; readonly shortened: Alarm }

/**
 * Returns a function that stores the results of sends; results that come at the same time share one commit.
 * A message that was refused, or tried too often, is given up.
 */
export const createResultStore = ({ db }: Store, alarms: Alarms): ((result: SendResult) => Promise<void>) =>
  batchCalls(async (all) => {
    await db.transaction().execute(async (tx) => {
      for (const result of all) await storeResult(tx, result, alarms)
    })
    return all.map(() => undefined)
  })

const markSent = prepared((db, { seq, now, message }: { readonly seq: number; readonly now: number; readonly message: string }) =>
  db
    .updateTable('outbox')
    .set((known) => ({
      state: 'sent',
      sent_at: now,
      message,
      delivery: null,
      problem: null,
      claimed_until: 0,
      unsure: known('unsure', '-', 1),
    }))
    .where('seq', '=', seq)
    .where('state', '=', 'due'),
)

async function storeResult(tx: Tx, { claimed, sent, now, chance }: SendResult, alarms: Alarms): Promise<void> {
  // Subtracts only this send from `unsure`: perhaps another send began after the claim of this one ended.
  const change = (values: object): Promise<unknown> =>
    tx
      .updateTable('outbox')
      .set((known) => ({ claimed_until: 0, unsure: known('unsure', '-', 1), ...values }))
      .where('seq', '=', claimed.seq)
      .where('state', '=', 'due')
      .execute()
  if (sent.kind === 'sent') {
    await markSent(tx, { seq: claimed.seq, now, message: sent.message })
    if (sent.place !== undefined) await moveTo(tx, claimed.seq, sent.place)
    if (sent.shortened !== undefined) await alarms.shortened(tx, claimed.outgoing, sent.shortened, now)
  } else if (sent.kind === 'notKnown')
    await leaveMarked(tx, claimed, { problem: sent.problem, due: now + backoff(failuresOf(claimed), chance) })
  else if (sent.kind === 'refused' || isOver(claimed, sent.after)) {
    await change({ state: 'dead', problem: sent.problem })
    await alarms.givenUp(tx, claimed.outgoing, sent.problem, now)
  } else {
    const waits = claimed.waits + (sent.after === undefined ? 0 : 1)
    const due = now + (sent.after === undefined ? backoff(failuresOf(claimed), chance) : waitFor(sent.after, waits, chance))
    await change({ due, problem: sent.problem, waits })
    if (sent.holdsSpace === true) await holdUntil(tx, spaceOf(claimed.outgoing.place), due, now)
  }
}

/**
 * The number of failed tries, including this one. A try to which the platform replied that the message must
 * be sent later is no failure.
 */
const failuresOf = ({ attempts, waits }: Claimed): number => attempts - waits

/** Whether a message was tried too often. */
const isOver = (claimed: Claimed, after: number | undefined): boolean =>
  after === undefined ? failuresOf(claimed) >= mostTries : claimed.waits + 1 >= mostTriesTold

/**
 * Leaves this send counted in `unsure`, because it may have arrived. The message is sent again until
 * `unsure` reaches `mostUnsure` (worker.ts).
 */
async function leaveMarked(tx: Tx, { seq }: Claimed, { problem, due }: { readonly problem: string; readonly due: number }): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ claimed_until: 0, due, problem: `${problem}; it may have arrived` })
    .where('seq', '=', seq)
    .where('state', '=', 'due')
    .execute()
}

/** Stores the place to which a message was actually sent, because replies and updates must go there. */
async function moveTo(tx: Tx, seq: number, place: Place): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ place: JSON.stringify(place), channel: channelOf(place), space: spaceOf(place) })
    .where('seq', '=', seq)
    .execute()
}

/**
 * How long to wait, in milliseconds: as long as the platform says, but at most an hour, in case it gives an
 * absurd time. If it gives no usable time, our own backoff decides.
 */
const waitFor = (after: number, waits: number, chance: number): number =>
  Number.isFinite(after) && after !== 0 ? Math.ceil(Math.min(Math.max(after, 0), longestHold)) : backoff(waits, chance)
