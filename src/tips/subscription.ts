import { channelOf } from '../delivery/outbox.ts'
import { ownChatOf, readPlace, type Person, type Place } from '../port/incoming.ts'
import type { SubscriptionRow } from '../store/tables.ts'
import type { Wish } from './sending-time.ts'

/** Who gets tips: a person, in their own chat; or everyone who reads a channel. */
export type Subscriber =
  | { readonly kind: 'person'; readonly id: string; readonly place: Place }
  | { readonly kind: 'place'; readonly id: string; readonly place: Place }

/** A subscription to tips. `topics` is empty for all topics; `by` is the id of the person who subscribed. */
export type Subscription = Wish & {
  readonly id: string
  readonly subscriber: Subscriber
  readonly by: string
  readonly topics: readonly string[]
  /** When the next tip is sent, in epoch milliseconds; `undefined` if none will be. */
  readonly due?: number
  readonly madeAt: number
}

/** A person as a subscriber. */
export const themselves = ({ id }: Pick<Person, 'id'>): Subscriber => ({ kind: 'person', id, place: ownChatOf(id) })

/** A channel as a subscriber; a thread in it counts as the channel. */
export const everyoneIn = ({ platform, id }: Place): Subscriber => ({
  kind: 'place',
  id: channelOf({ platform, id }),
  place: { platform, id },
})

/**
 * Whether a person may change a subscription: it must be their own, or that of the channel in which they
 * write. A bot may change none.
 */
export const mayChange = ({ subscriber }: Subscription, person: Person, place: Place): boolean =>
  person.bot !== true && (subscriber.kind === 'person' ? subscriber.id === person.id : subscriber.id === channelOf(place))

/** Converts a subscription to a row of the database. */
export const toRow = ({ subscriber, ...one }: Subscription): SubscriptionRow => ({
  id: one.id,
  subscriber: subscriber.id,
  kind: subscriber.kind,
  platform: subscriber.place.platform,
  channel: subscriber.place.id,
  place: JSON.stringify(subscriber.place),
  by: one.by,
  zone: one.zone,
  time: one.time,
  days: one.days.join(''),
  topics: one.topics.join(','),
  paused_until: one.pausedUntil ?? null,
  last_day: one.lastDay ?? null,
  due: one.due ?? null,
  made_at: one.madeAt,
})

/** Converts a row of the database to a subscription. */
export const ofRow = (row: SubscriptionRow): Subscription => ({
  id: row.id,
  subscriber: { kind: row.kind, id: row.subscriber, place: readPlace(row.place) },
  by: row.by,
  zone: row.zone,
  time: row.time,
  days: [...row.days].map(Number),
  topics: row.topics === '' ? [] : row.topics.split(','),
  ...(row.paused_until === null ? {} : { pausedUntil: row.paused_until }),
  ...(row.last_day === null ? {} : { lastDay: row.last_day }),
  ...(row.due === null ? {} : { due: row.due }),
  madeAt: row.made_at,
})
