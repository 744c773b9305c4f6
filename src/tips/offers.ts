import { createHash } from 'node:crypto'
import { put } from '../delivery/outbox.ts'
import type { Store } from '../store/store.ts'
import { dayIn } from '../cases/office-hours.ts'
import { slotAt, type Working } from './sending-time.ts'
import { readDays } from './days.ts'
import type { Request } from './request.ts'
import type { TipsSettings } from './settings.ts'
import { everyoneIn, type Subscriber } from './subscription.ts'
import { subscriptionOf } from './subscriptions.ts'
import { composeOffer, subscriptionWords } from './compose-subscription.ts'

/** Tips that an admin suggests to a channel. */
export type TipsOffer = Request & { readonly id: string; readonly subscriber: Subscriber }

/** The offers in the settings. The id of an offer is a hash of all its fields. */
export const offersOf = ({ offer }: TipsSettings): readonly TipsOffer[] =>
  offer.map(({ to, zone, at, days, topics }) => ({
    id: createHash('sha256')
      .update(JSON.stringify([to, zone, at, days, topics]))
      .digest('hex')
      .slice(0, 12),
    subscriber: everyoneIn(to),
    zone,
    time: at,
    days: readDays(days) ?? [],
    topics,
  }))

/**
 * Makes each offer once, at a time when tips may be sent, to channels that have no tips yet. An offer
 * subscribes nobody: somebody in the channel has to press its button.
 */
export async function makeOffers(store: Store, settings: TipsSettings, working: Working, now: number): Promise<void> {
  for (const offer of offersOf(settings)) {
    const { id, subscriber, zone } = offer
    const slot = slotAt(offer, working, now)
    if (slot === undefined) continue
    await store.write(async (tx) => {
      if ((await subscriptionOf(tx, subscriber.id)) !== undefined) return
      const words = subscriptionWords({ ...offer, by: '', madeAt: now }, dayIn(zone, now))
      await put(
        tx,
        { kind: 'post', key: `tips-offer:${id}`, place: subscriber.place, reply: composeOffer(words, id), expires: slot.until },
        now,
      )
    })
  }
}
