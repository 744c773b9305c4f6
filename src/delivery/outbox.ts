import type { Selectable, Transaction } from 'kysely'
import { splitId } from '../port/space-id.ts'
import { ownChatOf, readPlace, type Incoming, type Place } from '../port/incoming.ts'
import type { Delivery } from '../port/platform.ts'
import type { ChatReply } from '../port/reply.ts'
import { prepared } from '../store/prepared.ts'
import type { Store } from '../store/store.ts'
import type { Tx, OutboxRow, Tables } from '../store/tables.ts'

/**
 * A message to be sent. `key` is its permanent name: if it is put into the outbox twice, it is sent once.
 * `thread` and `of` are keys of earlier messages: the message goes into the thread of `thread`, or replaces
 * `of`. From the time `expires` on it is not sent. `link` leads to a conversation, or to an earlier message
 * given by its key. The other fields are those of {@link Delivery}.
 */
export type Outgoing = {
  readonly key: string
  readonly place: Place
  readonly reply: ChatReply
  readonly expires?: number
  readonly waiting?: string
  readonly insiders?: boolean
  readonly link?: { readonly label: string } & ({ readonly to: Place } | { readonly of: string })
} & (
  | { readonly kind: 'post'; readonly only?: string; readonly event?: string; readonly thread?: string }
  | { readonly kind: 'update'; readonly of: string }
)

/** The channel of a place: its messages are sent in order and at one pace. */
export const channelOf = ({ platform, id }: Place): string => `${platform} ${id}`

/** The space of a place, such as a workspace or a tenant: its channels together are sent to at one pace. A terminal has none of its own. */
export const spaceOf = ({ platform, id }: Place): string => `${platform} ${id.includes('.') ? splitId(id).space : ''}`

/** Puts a message into the outbox, in the transaction of the event that causes it. */
export async function put(tx: Tx, { key, place, expires, ...said }: Outgoing, now: number): Promise<void> {
  await addRow(tx, {
    key,
    platform: place.platform,
    channel: channelOf(place),
    space: spaceOf(place),
    place: JSON.stringify(place),
    delivery: JSON.stringify(said),
    due: now,
    made_at: now,
    entry: said.reply.entry ?? null,
    expires: expires ?? null,
  })
}

type NewRow = Pick<
  Selectable<OutboxRow>,
  'key' | 'platform' | 'channel' | 'space' | 'place' | 'delivery' | 'due' | 'made_at' | 'entry' | 'expires'
>

const addRow = prepared((db, { key, platform, channel, space, place, delivery, due, made_at, entry, expires }: NewRow) =>
  db
    .insertInto('outbox')
    .values({
      key,
      platform,
      channel,
      space,
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

/**
 * What to give the platform, with the keys of other messages replaced by the platform's ids. Or `problem`:
 * why the message cannot be sent. `undefined` for the update of a message whose id the platform did not
 * tell: that message stays as it is.
 */
export async function toDelivery(
  { db }: Store,
  { place, reply, ...rest }: Outgoing,
): Promise<Delivery | { readonly problem: string } | undefined> {
  const readers = {
    ...(rest.waiting === undefined ? {} : { waiting: rest.waiting }),
    ...(rest.insiders === undefined ? {} : { insiders: rest.insiders }),
    ...(rest.link === undefined ? {} : await linkOf(db, rest.link)),
  }
  if (rest.kind === 'post') {
    const root = rest.thread === undefined ? undefined : await messageOf(db, rest.thread)
    return {
      kind: 'post',
      place: root === undefined || root === '' ? place : { ...place, thread: root },
      reply,
      ...(rest.only === undefined ? {} : { only: rest.only }),
      ...(rest.event === undefined ? {} : { event: rest.event }),
      ...readers,
    }
  }
  const first = await db.selectFrom('outbox').select(['message', 'place']).where('key', '=', rest.of).executeTakeFirst()
  if (first === undefined || first.message === null) return { problem: 'the message to be made new never arrived' }
  if (first.message === '') return undefined
  return { kind: 'update', place: readPlace(first.place), reply, message: first.message, ...readers }
}

/**
 * The link with the place that it leads to: the conversation, or the message that was sent. An empty object
 * if the message was not sent or has no id.
 */
async function linkOf(db: Store['db'], link: NonNullable<Outgoing['link']>): Promise<Pick<Delivery, 'link'>> {
  if ('to' in link) return { link }
  const row = await db.selectFrom('outbox').select(['message', 'place']).where('key', '=', link.of).executeTakeFirst()
  return row?.message == null || row.message === ''
    ? {}
    : { link: { label: link.label, to: { ...readPlace(row.place), thread: row.message } } }
}

/**
 * The platform's id of a message: `undefined` if the message was not sent, '' if the platform did not tell
 * the id.
 */
export async function messageOf(db: Store['db'] | Transaction<Tables>, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('outbox').select('message').where('key', '=', key).executeTakeFirst()
  return row?.message ?? undefined
}

/** Whether a message waits to be sent (`due`), was sent, or was given up (`dead`); `undefined` if there is none with this key. */
export async function stateOf(db: Store['db'] | Transaction<Tables>, key: string): Promise<OutboxRow['state'] | undefined> {
  return (await db.selectFrom('outbox').select('state').where('key', '=', key).executeTakeFirst())?.state
}

/** Removes a message that was given up, so that one with the same key can be put into the outbox. */
export async function forgetGivenUp(tx: Tx, key: string): Promise<void> {
  await tx.deleteFrom('outbox').where('key', '=', key).where('state', '=', 'dead').execute()
}

const messagesIn = prepared((db, { message, here, there }: { readonly message: string; readonly here: string; readonly there: string }) =>
  db.selectFrom('outbox').select(['key', 'channel']).where('message', '=', message).where('channel', 'in', [here, there]).orderBy('seq'),
)

/**
 * The outbox key of Licet's message that started the thread in which an event happened; `undefined` if
 * there is none. A message in the person's own chat with Licet is found even if the event comes from
 * another place.
 */
export async function keyAbove({ db }: Store, { place, person }: Pick<Incoming, 'place' | 'person'>): Promise<string | undefined> {
  if (place.thread === undefined) return undefined
  const here = channelOf(place)
  const found = await messagesIn(db, { message: place.thread, here, there: channelOf(ownChatOf(person.id)) })
  return (found.find(({ channel }) => channel === here) ?? found[0])?.key
}

/**
 * Finds a message in a place by the platform's id. Returns its key in the outbox, and the record entry of
 * the answer that it shows; `undefined` if Licet sent no such message.
 */
export async function messageShownAs(
  { db }: Store,
  place: Place,
  message: string,
): Promise<{ readonly key: string; readonly entry: string | null } | undefined> {
  // All messages whose ids the platform did not tell have an empty id, so an empty id identifies none of
  // them.
  if (message === '') return undefined
  return await db
    .selectFrom('outbox')
    .select(['key', 'entry'])
    .where('message', '=', message)
    .where('channel', '=', channelOf(place))
    .orderBy('seq')
    .executeTakeFirst()
}

const dueWithKey = prepared((db, { key }: { readonly key: string }) =>
  db.selectFrom('outbox').select('seq').where('key', '=', key).where('state', '=', 'due'),
)

/** Whether no message with this key is waiting to be sent: it was sent or given up, or never existed. */
export const isSaid = async ({ db }: Store, key: string): Promise<boolean> => (await dueWithKey(db, { key })).length === 0

/** Messages that were given up, newest first, for a human to check. */
export async function deadLetters({ db }: Store, limit: number) {
  return await db
    .selectFrom('outbox')
    .select(['key', 'channel', 'attempts', 'problem', 'made_at'])
    .where('state', '=', 'dead')
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
}
