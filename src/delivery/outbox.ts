import type { Expression, ExpressionBuilder, Selectable, SqlBool, Transaction } from 'kysely'
import { placeOf, type Incoming, type Place } from '../reply/incoming.ts'
import type { Delivery, Platform, Sent } from '../reply/platform.ts'
import type { ChatReply } from '../reply/reply.ts'
import { prepared } from '../store/prepared.ts'
import type { Store, Tx } from '../store/store.ts'
import type { OutboxRow, Tables } from '../store/tables.ts'
import { together } from '../store/together.ts'
import { backoff, mostTries } from './backoff.ts'
import { holdUntil, longestHold, possible, takeSlot } from './pace.ts'

/** How long a send may take before it counts as lost, in milliseconds. */
export const sendLease = 60_000

/**
 * Something to be said. `key` names it for good: putting it twice says it once. `thread` and `of` are keys of earlier
 * messages: say it in the thread of that one, or make that one new. From `expires` on it is not said any more.
 */
export type Outgoing = {
  readonly key: string
  readonly place: Place
  readonly reply: ChatReply
  readonly due?: number
  readonly expires?: number
} & ({ readonly kind: 'post'; readonly only?: string; readonly thread?: string } | { readonly kind: 'update'; readonly of: string })

/** A row that this process may send now. `unsure` counts sends before this one that may or may not have arrived. */
export type Claimed = {
  readonly seq: number
  readonly key: string
  readonly attempts: number
  readonly unsure: number
  readonly outgoing: Outgoing
}

/** The channel of a place: what is said there is said in order, and at its pace. */
export const channelOf = ({ platform, id }: Place): string => `${platform} ${id}`

/** Puts something to be said, within the transaction of what caused it. */
export async function put(tx: Tx, { key, place, due, expires, ...said }: Outgoing, now: number): Promise<void> {
  await addRow(tx, {
    key,
    platform: place.platform,
    channel: channelOf(place),
    place: JSON.stringify(place),
    delivery: JSON.stringify(said),
    due: due ?? now,
    made_at: now,
    entry: said.reply.entry ?? null,
    expires: expires ?? null,
  })
}

type NewRow = Pick<Selectable<OutboxRow>, 'key' | 'platform' | 'channel' | 'place' | 'delivery' | 'due' | 'made_at' | 'entry' | 'expires'>

const addRow = prepared((db, { key, platform, channel, place, delivery, due, made_at, entry, expires }: NewRow) =>
  db
    .insertInto('outbox')
    .values({
      key,
      platform,
      channel,
      place,
      delivery,
      due,
      made_at,
      entry,
      expires,
      state: 'due',
      attempts: 0,
      unsure: 0,
      claimed_until: 0,
      sent_at: null,
      message: null,
      problem: null,
    })
    .onConflict((conflict) => conflict.column('key').doNothing()),
)

/** Claims what may be sent now: the oldest message of each channel that is free, in the order they were put. */
export async function claim({ db }: Store, platform: Platform, now: number, limit: number): Promise<readonly Claimed[]> {
  const candidates = await headOfEachChannel(db, platform, now, limit)
  if (candidates.length === 0) return []
  return await db.transaction().execute(async (tx) => {
    const claimed: Claimed[] = []
    for (const { seq } of candidates) {
      const { row, isHeld } = await paced(tx, platform, toClaimed(await takeRow(tx, { seq, now, until: now + sendLease })), now)
      if (row !== undefined) claimed.push(row)
      if (isHeld) break
    }
    return claimed
  })
}

/** Claims a message within the transaction that put it, where nothing waits before it in its channel and the pace allows it. */
export async function claimPut(tx: Tx, platform: Platform, key: string, now: number): Promise<Claimed | undefined> {
  const taken = toClaimed(await takeFirst(tx, { key, platform: platform.name, now, until: now + sendLease }))
  return (await paced(tx, platform, taken, now)).row
}

/** A row that was taken keeps its claim where the pace allows it. `isHeld`: nothing can be said on the platform now. */
async function paced(
  tx: Tx,
  platform: Platform,
  taken: Claimed | undefined,
  now: number,
): Promise<{ readonly row?: Claimed; readonly isHeld?: boolean }> {
  if (taken === undefined) return {}
  const isFree = await takeSlot(tx, platform.name, platform.pace.platform, now)
  if (isFree && (await takeSlot(tx, channelOf(taken.outgoing.place), platform.pace.channel, now))) return { row: taken }
  await giveBack(tx, taken)
  return { isHeld: !isFree }
}

type Taking = { readonly now: number; readonly until: number }

const taking = (db: Store['db'], { now, until }: Taking) =>
  db
    .updateTable('outbox')
    .set((known) => ({ claimed_until: until, attempts: known('attempts', '+', 1), unsure: known('unsure', '+', 1) }))
    .where('state', '=', 'due')
    .where('claimed_until', '<=', now)
    .where(isTimely(now))
    .returning(['seq', 'key', 'attempts', 'unsure', 'place', 'delivery'])

const takeRow = prepared((db, blanks: Taking & { readonly seq: number }) => taking(db, blanks).where('seq', '=', blanks.seq))

const takeFirst = prepared((db, blanks: Taking & { readonly key: string; readonly platform: string }) =>
  taking(db, blanks).where('key', '=', blanks.key).where('platform', '=', blanks.platform).where('due', '<=', blanks.now).where(isFirst),
)

function toClaimed([row]: ReadonlyArray<Pick<Selectable<OutboxRow>, 'seq' | 'key' | 'attempts' | 'unsure' | 'place' | 'delivery'>>):
  | Claimed
  | undefined {
  if (row === undefined) return undefined
  const outgoing = { key: row.key, place: JSON.parse(row.place), ...JSON.parse(row.delivery ?? '{}') } as Outgoing
  return { seq: row.seq, key: row.key, attempts: row.attempts, unsure: row.unsure - 1, outgoing }
}

/** Whether nothing waits before it in its channel. */
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

/** Gives up what nobody could say in time: the platform was away, or no process ran. */
export async function giveUpLate({ db }: Store, now: number): Promise<void> {
  const late = db
    .selectFrom('outbox')
    .select('seq')
    .where('state', '=', 'due')
    .where('expires', '<=', now)
    .where('claimed_until', '<=', now)
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

type Heads = {
  readonly platform: string
  readonly now: number
  /** Channels that are at rest only between these two times are at their pace's end. */
  readonly latest: number
  readonly possible: number
  readonly limit: number
}

const heads = (db: Store['db'], { platform, now, latest, possible, limit }: Heads) =>
  db
    .selectFrom('outbox')
    .select('outbox.seq')
    .where('state', '=', 'due')
    .where('platform', '=', platform)
    .where('due', '<=', now)
    .where('claimed_until', '<=', now)
    .where(isTimely(now))
    .where(isFirst)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('pace')
            .select('pace.channel')
            .whereRef('pace.channel', '=', 'outbox.channel')
            .where('free_at', '>', latest)
            .where('free_at', '<=', possible),
        ),
      ),
    )
    .orderBy('seq')
    .limit(limit)

const headOfEach = prepared(heads)
const headOfOne = prepared((db, blanks: Heads & { readonly channel: string }) => heads(db, blanks).where('channel', '=', blanks.channel))

async function headOfEachChannel(
  db: Store['db'],
  {
    name,
    channel,
    pace: {
      channel: { gap, burst },
    },
  }: Platform,
  now: number,
  limit: number,
): Promise<ReadonlyArray<{ readonly seq: number }>> {
  const values = { platform: name, now, latest: now + gap * (burst - 1), possible: possible(now, gap * burst), limit }
  return channel === undefined ? await headOfEach(db, values) : await headOfOne(db, { ...values, channel: `${name} ${channel}` })
}

/** What the platform is to be told, with the messages it refers to looked up; or why that cannot be done. */
export async function toDelivery({ db }: Store, { place, reply, ...rest }: Outgoing): Promise<Delivery | { readonly problem: string }> {
  if (rest.kind === 'post') {
    const root = rest.thread === undefined ? undefined : await messageOf(db, rest.thread)
    return {
      kind: 'post',
      place: root === undefined ? place : { ...place, thread: root },
      reply,
      ...(rest.only === undefined ? {} : { only: rest.only }),
    }
  }
  const message = await messageOf(db, rest.of)
  return message === undefined ? { problem: 'the message to be made new never arrived' } : { kind: 'update', place, reply, message }
}

/** The platform's id of a message that was sent. */
export async function messageOf(db: Store['db'] | Transaction<Tables>, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('outbox').select('message').where('key', '=', key).executeTakeFirst()
  return row?.message ?? undefined
}

const messagesIn = prepared((db, { message, here, there }: { readonly message: string; readonly here: string; readonly there: string }) =>
  db.selectFrom('outbox').select(['key', 'channel']).where('message', '=', message).where('channel', 'in', [here, there]).orderBy('seq'),
)

/** The key of the message that an event's thread stands under; what was said to a person directly counts wherever they reply to it. */
export async function keyAbove({ db }: Store, { place, person }: Pick<Incoming, 'place' | 'person'>): Promise<string | undefined> {
  if (place.thread === undefined) return undefined
  const here = channelOf(place)
  const found = await messagesIn(db, { message: place.thread, here, there: channelOf(placeOf(person.id)) })
  return (found.find(({ channel }) => channel === here) ?? found[0])?.key
}

/** What a message at a place was put as: its key, and the record's entry of the answer that it says. */
export async function putAs(
  { db }: Store,
  place: Place,
  message: string,
): Promise<{ readonly key: string; readonly entry: string | null } | undefined> {
  return await db
    .selectFrom('outbox')
    .select(['key', 'entry'])
    .where('message', '=', message)
    .where('channel', '=', channelOf(place))
    .orderBy('seq')
    .executeTakeFirst()
}

/** What came of a send, to be written down. */
export type Settled = {
  readonly claimed: Claimed
  readonly platform: string
  readonly sent: Sent
  readonly now: number
  readonly chance: number
}

/** Is told of what is given up, within the transaction that writes it down. */
export type GivenUp = (tx: Tx, outgoing: Outgoing, problem: string, now: number) => Promise<void>

/** Writes down what came of sends; what ends at the same time in one commit. What was refused, or tried too often, is given up and listed. */
export const createLedger = ({ db }: Store, givenUp: GivenUp): ((settled: Settled) => Promise<void>) =>
  together(async (all) => {
    await db.transaction().execute(async (tx) => {
      for (const settled of all) await settle(tx, settled, givenUp)
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

async function settle(tx: Tx, { claimed, platform, sent, now, chance }: Settled, givenUp: GivenUp): Promise<void> {
  // Only this send is sure now: one that was begun after its claim ran out keeps its mark.
  const change = (values: object): Promise<unknown> =>
    tx
      .updateTable('outbox')
      .set((known) => ({ claimed_until: 0, unsure: known('unsure', '-', 1), ...values }))
      .where('seq', '=', claimed.seq)
      .where('state', '=', 'due')
      .execute()
  if (sent.kind === 'sent') await markSent(tx, { seq: claimed.seq, now, message: sent.message })
  else if (sent.kind === 'refused' || claimed.attempts >= mostTries) {
    await change({ state: 'dead', problem: sent.problem })
    await givenUp(tx, claimed.outgoing, sent.problem, now)
  } else {
    const due = now + waitFor(sent.after, claimed.attempts, chance)
    await change({ due, problem: sent.problem })
    if (sent.everywhere === true) await holdUntil(tx, platform, due)
  }
}

/** Never sooner than our own patience asks for, never later than an hour: what a platform says may be nonsense. */
const waitFor = (after: number | undefined, attempts: number, chance: number): number => {
  const own = backoff(attempts, chance)
  return after === undefined || !Number.isFinite(after) ? own : Math.ceil(Math.min(Math.max(after, after === 0 ? own : 0), longestHold))
}

/** What was given up, newest first, for a human to look at. */
export async function deadLetters({ db }: Store, limit: number) {
  return await db
    .selectFrom('outbox')
    .select(['key', 'channel', 'attempts', 'problem', 'made_at'])
    .where('state', '=', 'dead')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}
