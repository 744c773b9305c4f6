import type { Expression, ExpressionBuilder, Selectable, SqlBool } from 'kysely'
import type { Pace, Platform } from '../port/platform.ts'
import { prepared } from '../store/prepared.ts'
import type { Store } from '../store/store.ts'
import type { Tx, OutboxRow, Tables } from '../store/tables.ts'
import { farthestWait, hasCome } from './clock-skew.ts'
import { channelOf, spaceOf, type Outgoing } from './outbox.ts'
import { longestHold, takeSlot } from './rate-limit.ts'
import { readPlace } from '../port/incoming.ts'

/**
 * How long a claim on a message lasts, in milliseconds. If the send has not ended by then, its result is
 * unknown, and another process can claim the message.
 */
export const sendLease = 60_000

/**
 * A message that this process has claimed and must send now. `unsure` counts earlier sends of which it is
 * unknown whether they arrived, `waits` those to which the platform replied that the message must be sent
 * later, with a time.
 */
export type Claimed = {
  readonly seq: number
  readonly key: string
  readonly attempts: number
  readonly unsure: number
  readonly waits: number
  readonly outgoing: Outgoing
}

/**
 * Claims up to `limit` messages that are due: the oldest of each channel that the pace allows to be sent to,
 * in the order in which they came into the outbox.
 */
export async function claim({ db }: Store, platform: Platform, now: number, limit: number): Promise<readonly Claimed[]> {
  const candidates = await headOfEachChannel(db, platform, now, limit)
  if (candidates.length === 0) return []
  return await db.transaction().execute(async (tx) => {
    const claimed: Claimed[] = []
    const full = new Set<string>()
    for (const { seq, space } of candidates) {
      if (full.has(space)) continue
      const taken = toClaimed(await takeRow(tx, { seq, until: now + sendLease, ...momentOf(now) }))
      const { row, isFull } = await paced(tx, platform, taken, now)
      if (row !== undefined) claimed.push(row)
      if (isFull) full.add(space)
    }
    return claimed
  })
}

/**
 * Claims a message in the transaction that puts it into the outbox, if no earlier message waits in its
 * channel and the pace allows it. Otherwise returns `undefined`.
 */
export async function claimPut(tx: Tx, platform: Platform, key: string, now: number): Promise<Claimed | undefined> {
  const taken = toClaimed(await takeFirst(tx, { key, platform: platform.name, until: now + sendLease, ...momentOf(now) }))
  return (await paced(tx, platform, taken, now)).row
}

/**
 * Keeps a claim if the pace allows sending the message, otherwise gives it back. `isFull`: for now, the
 * whole space must not be sent anything.
 */
async function paced(
  tx: Tx,
  platform: Platform,
  taken: Claimed | undefined,
  now: number,
): Promise<{ readonly row?: Claimed; readonly isFull?: boolean }> {
  if (taken === undefined) return {}
  const isFree = await takeSlot(tx, spaceOf(taken.outgoing.place), platform.pace.space, now)
  if (isFree && (await takeSlot(tx, channelOf(taken.outgoing.place), platform.pace.channel, now))) return { row: taken }
  await giveBack(tx, taken)
  return { isFull: !isFree }
}

/**
 * The present time, and the latest plausible times for the end of a claim (`farthestClaim`) and for a due
 * message (`farthestDue`); see clock-skew.ts.
 */
type Moment = { readonly now: number; readonly farthestClaim: number; readonly farthestDue: number }

const momentOf = (now: number): Moment => ({
  now,
  farthestClaim: farthestWait(now, sendLease),
  farthestDue: farthestWait(now, longestHold),
})

const isUnclaimed = ({ now, farthestClaim }: Omit<Moment, 'farthestDue'>) => hasCome<'outbox'>('claimed_until', now, farthestClaim)
const isDue = ({ now, farthestDue }: Omit<Moment, 'farthestClaim'>) => hasCome<'outbox'>('due', now, farthestDue)

type Taking = Moment & { readonly until: number }

const taking = (db: Store['db'], { now, farthestClaim, until }: Taking) =>
  db
    .updateTable('outbox')
    .set((known) => ({ claimed_until: until, attempts: known('attempts', '+', 1), unsure: known('unsure', '+', 1) }))
    .where('state', '=', 'due')
    .where(isUnclaimed({ now, farthestClaim }))
    .where(isTimely(now))
    .returning(['seq', 'key', 'attempts', 'unsure', 'waits', 'place', 'delivery'])

const takeRow = prepared((db, blanks: Taking & { readonly seq: number }) => taking(db, blanks).where('seq', '=', blanks.seq))

const takeFirst = prepared((db, blanks: Taking & { readonly key: string; readonly platform: string }) =>
  taking(db, blanks).where('key', '=', blanks.key).where('platform', '=', blanks.platform).where(isDue(blanks)).where(isFirst),
)

function toClaimed([row]: ReadonlyArray<
  Pick<Selectable<OutboxRow>, 'seq' | 'key' | 'attempts' | 'unsure' | 'waits' | 'place' | 'delivery'>
>): Claimed | undefined {
  if (row === undefined) return undefined
  const outgoing: Outgoing = { key: row.key, place: readPlace(row.place), ...JSON.parse(row.delivery ?? '{}') }
  return { seq: row.seq, key: row.key, attempts: row.attempts, unsure: row.unsure - 1, waits: row.waits, outgoing }
}

/** Whether no earlier message waits in its channel. */
const isFirst = (row: ExpressionBuilder<Tables, 'outbox'>): Expression<SqlBool> =>
  row.not(
    row.exists(
      row
        .selectFrom('outbox as earlier')
        .select('earlier.seq')
        .where('earlier.state', '=', 'due')
        .whereRef('earlier.channel', '=', 'outbox.channel')
        .whereRef('earlier.seq', '<', 'outbox.seq'),
    ),
  )

const isTimely =
  (now: number) =>
  (row: ExpressionBuilder<Tables, 'outbox'>): Expression<SqlBool> =>
    row.or([row('expires', 'is', null), row('expires', '>', now)])

/**
 * Gives up messages whose time `expires` came before they could be sent, e.g. because the platform could
 * not be reached or no process was running.
 */
export async function giveUpLate({ db }: Store, now: number): Promise<void> {
  const late = db
    .selectFrom('outbox')
    .select('seq')
    .where('state', '=', 'due')
    .where('expires', '<=', now)
    .where(isUnclaimed(momentOf(now)))
  if ((await late.limit(1).executeTakeFirst()) === undefined) return
  await db
    .updateTable('outbox')
    .set({ state: 'dead', problem: 'its time was over before it could be said; see what kept the platform from taking it' })
    .where('seq', 'in', late)
    .execute()
}

async function giveBack(tx: Tx, { seq, attempts, unsure }: Claimed): Promise<void> {
  await tx
    .updateTable('outbox')
    .set({ claimed_until: 0, attempts: attempts - 1, unsure })
    .where('seq', '=', seq)
    .execute()
}

/**
 * A channel or space whose `free_at` is after `latest` has used up its slots and must wait. A `free_at` after `possible` was written by
 * a clock that ran ahead, and is ignored.
 */
type Limits = { readonly latest: number; readonly possible: number }

const limitsOf = ({ gap, burst }: Pace, now: number): Limits => ({
  latest: now + gap * (burst - 1),
  possible: farthestWait(now, gap * burst),
})

/** Whether the pace of the channel or space in `column` allows sending. */
const isWithinPace =
  (column: 'outbox.channel' | 'outbox.space', { latest, possible }: Limits, { now, farthestDue }: Omit<Moment, 'farthestClaim'>) =>
  (row: ExpressionBuilder<Tables, 'outbox'>): Expression<SqlBool> =>
    row.not(
      row.exists(
        row
          .selectFrom('pace')
          .select('pace.channel')
          .whereRef('pace.channel', '=', column)
          .where((pace) =>
            pace.or([
              pace.and([pace('free_at', '>', latest), pace('free_at', '<=', possible)]),
              pace.not(hasCome<'pace'>('held_until', now, farthestDue)(pace)),
            ]),
          ),
      ),
    )

type Heads = Moment & {
  readonly platform: string
  /** The {@link Limits} of the channel and of its space. */
  readonly latestOfChannel: number
  readonly possibleOfChannel: number
  readonly latestOfSpace: number
  readonly possibleOfSpace: number
  readonly limit: number
}

const heads = (
  db: Store['db'],
  { platform, now, farthestClaim, farthestDue, latestOfChannel, possibleOfChannel, latestOfSpace, possibleOfSpace, limit }: Heads,
) =>
  db
    .selectFrom('outbox')
    .select(['outbox.seq', 'outbox.space'])
    .where('state', '=', 'due')
    .where('platform', '=', platform)
    .where(isDue({ now, farthestDue }))
    .where(isUnclaimed({ now, farthestClaim }))
    .where(isTimely(now))
    .where(isFirst)
    .where(isWithinPace('outbox.channel', { latest: latestOfChannel, possible: possibleOfChannel }, { now, farthestDue }))
    .where(isWithinPace('outbox.space', { latest: latestOfSpace, possible: possibleOfSpace }, { now, farthestDue }))
    .orderBy('seq')
    .limit(limit)

const headOfEach = prepared(heads)
const headOfOne = prepared((db, blanks: Heads & { readonly channel: string }) => heads(db, blanks).where('channel', '=', blanks.channel))

async function headOfEachChannel(
  db: Store['db'],
  { name, channel, pace }: Platform,
  now: number,
  limit: number,
): Promise<ReadonlyArray<{ readonly seq: number; readonly space: string }>> {
  const [ofChannel, ofSpace] = [limitsOf(pace.channel, now), limitsOf(pace.space, now)]
  const values = {
    platform: name,
    ...momentOf(now),
    latestOfChannel: ofChannel.latest,
    possibleOfChannel: ofChannel.possible,
    latestOfSpace: ofSpace.latest,
    possibleOfSpace: ofSpace.possible,
    limit,
  }
  return channel === undefined ? await headOfEach(db, values) : await headOfOne(db, { ...values, channel: `${name} ${channel}` })
}
