import { whoOf } from '../cases/case.ts'
import { put } from '../delivery/outbox.ts'
import { append } from '../record/chain.ts'
import { isSameChannel, placeKey, ownChatOf } from '../port/incoming.ts'
import { firstWords } from './first-words.ts'
import type { TimedEvent, ChatParts, Plan } from './plan.ts'

/**
 * How late the introduction can be sent, in milliseconds (an hour). After that it would surprise people, so
 * it is dropped.
 */
const fresh = 3_600_000

/**
 * Records that Licet was added or removed. After it was added, Licet introduces itself once, if the
 * platform gives a place for that. If the platform does not say who did it, the record names nobody.
 */
export const planInstall = ({ settings }: Pick<ChatParts, 'settings'>, { said, place, person, now }: TimedEvent): Plan => ({
  write: async (tx) => {
    const isKnown = person.bot !== true
    await append(tx, {
      kind: said.kind === 'removed' ? 'removed' : 'installed',
      at: now,
      body: { platform: place.platform, where: place.id },
      ...(isKnown ? { person: person.id, words: { person: whoOf(person) } } : {}),
    })
    if (said.kind !== 'installed' || said.greets === undefined) return
    const greeted = said.greets
    const reply = firstWords(settings, {
      isAlone: isSameChannel(greeted, ownChatOf(person.id)),
      desks: settings.queues.filter(({ desk }) => isSameChannel(desk, greeted)).map(({ name }) => name),
    })
    await put(tx, { kind: 'post', key: `first:${placeKey(greeted)}`, place: greeted, reply, expires: now + fresh }, now)
  },
})
