import { planFor } from './chat/assistant.ts'
import { replyKey, say, type ChatParts, type TimedEvent, type Plan } from './chat/plan.ts'
import { insteadOf, shownAtOnce, type Reaction } from './chat/reaction.ts'
import { finishEvent, putBack, type Waiting } from './delivery/inbox.ts'
import { isSaid, keyAbove } from './delivery/outbox.ts'
import type { Worker } from './delivery/worker.ts'
import type { Incoming } from './port/incoming.ts'
import { faultOf, type Tell } from './port/log.ts'
import type { Meter } from './port/meter.ts'
import type { Platform } from './port/platform.ts'
import { storeProblem } from './store/problem.ts'
import { dayOf } from './engine/days.ts'

/** What `handleOne` needs. `chance` gives a random number from 0 to 1; `tell` writes a line to the log. */
export type HandleParts = ChatParts & {
  readonly platforms: readonly Platform[]
  readonly now: () => number
  readonly chance: () => number
  readonly tell: Tell
  readonly meter: Meter
}

/**
 * Adds to an event the moment and day of its handling, and in `above` the outbox key of Licet's message that
 * started the thread of the event; `undefined` if there is none.
 */
export const toTimedEvent = async ({ store, now }: HandleParts, incoming: Incoming): Promise<TimedEvent> => ({
  ...incoming,
  now: now(),
  today: dayOf(now()),
  above: await keyAbove(store, incoming),
})

/**
 * How the messages of an event are sent. `claim` reserves a message within a transaction. `speak` calls the
 * function that `claim` returned or, if there is none, sends all that is due; it does not wait for the
 * result.
 */
export type Sender = Pick<Worker, 'claim'> & { readonly speak: (send: (() => Promise<void>) | undefined) => void }

/**
 * Handles one event in one transaction. If that fails, the event is put back and tried again. `late`:
 * nobody waits for a form to open any more, so a message with a button that opens the form is sent instead.
 */
export async function handleOne(parts: HandleParts, sender: Sender, event: Waiting, incoming: Incoming, late: boolean): Promise<Reaction> {
  const { store, now, chance, tell } = parts
  const canShow = !late && incoming.opensForms !== false
  const hasWindows = parts.platforms.some(({ name, opensWindows }) => name === incoming.place.platform && opensWindows === true)
  try {
    const heard = await toTimedEvent(parts, incoming)
    const plan: Plan = await planFor(parts, heard)
    const done = await store.write(async (tx) => {
      if (!(await finishEvent(tx, event.id))) return undefined
      await plan.write?.(tx)
      const unshown = insteadOf(plan, heard)
      if (unshown !== undefined && !(canShow && (plan.form !== undefined || hasWindows))) await say(tx, heard, unshown)
      return { send: await sender.claim(tx, heard.place.platform, replyKey(heard)) }
    })
    if (done === undefined) return {}
    if (plan.answered !== undefined) parts.meter.answered(plan.answered)
    sender.speak(done.send)
    await plan.after?.()
    if (late) return {}
    const opens = canShow && (plan.form !== undefined || hasWindows)
    return {
      ...(opens ? shownAtOnce(plan, heard, () => sayUnshown(parts, sender, heard, plan)) : {}),
      ...(plan.home === undefined ? {} : { home: plan.home }),
      isSaid: () => isSaid(store, replyKey(heard)),
    }
  } catch (error) {
    const problem = storeProblem(error) ?? faultOf(error)
    const ids = { id: event.id, attempts: event.attempts }
    tell(`inbox: ${problem}`, { level: 'error', event: 'inbox.failed', ids })
    const isOver = await putBack(store, event, problem.slice(0, 1000), now(), chance()).catch(() => false)
    if (isOver) tell('inbox: given up after many tries', { level: 'error', event: 'inbox.given-up', ids })
    return {}
  }
}

/** Sends a form or window as a message, because the platform could not show it at once. */
async function sayUnshown({ store }: HandleParts, sender: Sender, heard: TimedEvent, plan: Plan): Promise<void> {
  const instead = insteadOf(plan, heard)
  if (instead === undefined) return
  const send = await store.write(async (tx) => {
    await say(tx, heard, instead)
    return await sender.claim(tx, heard.place.platform, replyKey(heard))
  })
  sender.speak(send)
}
