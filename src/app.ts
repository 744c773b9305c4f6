import { answer, type Answerer } from './answer/answer.ts'
import { createFinder, type Match } from './answer/find.ts'
import { concerns, planFor, problemsOf, understood, withhold } from './chat/assistant.ts'
import { renewDues } from './cases/dues.ts'
import { toldOf } from './cases/unreached.ts'
import { takeIn } from './chat/intake.ts'
import { recognize } from './chat/linking.ts'
import { replyKey, say, type Heard, type Parts, type Plan } from './chat/parts.ts'
import { talkLasts } from './chat/talk.ts'
import { shownAt, type Shown } from './chat/shown.ts'
import { offerOf } from './chat/words.ts'
import type { Config } from './config.ts'
import { createConversations } from './delivery/conversations.ts'
import { createDoors } from './delivery/doors.ts'
import { createReceiver, finish, isWaiting, putBack, takeUp, type Waiting } from './delivery/inbox.ts'
import { createRefusals } from './delivery/refusals.ts'
import { createSecrets } from './delivery/secrets.ts'
import { keyAbove } from './delivery/outbox.ts'
import { createWorker, type Worker } from './delivery/worker.ts'
import { patience } from './doctor/check.ts'
import { examine } from './doctor/examine.ts'
import { runJobs } from './jobs.ts'
import { keepVersions } from './record/versions.ts'
import { suggest } from './language/form/picks.ts'
import type { Form, PickOption, PickSource } from './reply/form.ts'
import { placeKey, type Incoming, type Place } from './reply/incoming.ts'
import type { Kept, Platform } from './reply/platform.ts'
import type { ChatReply } from './reply/reply.ts'
import { openMemory } from './store/kv.ts'
import { StoreError, storeProblem } from './store/problem.ts'
import { openStore } from './store/store.ts'
import { createTrouble } from './store/trouble.ts'
import { createVault } from './store/vault.ts'
import { zonesFrom } from './tips/zones.ts'

/** What came of handing in an event. Once it is `taken` it is stored, and may be acknowledged; `done` tells what to show at once. */
export type Accepted =
  | { readonly kind: 'invalid'; readonly problems: Readonly<Record<string, string>> }
  | { readonly kind: 'seen' }
  /** Nothing that concerns Licet: it was not kept. */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'taken'; readonly done: Promise<Reaction> }

/**
 * What is to be shown at once, and to nobody later. `offer` is for a platform that could not show it: it puts the form behind a
 * button, and says what a window would have.
 */
export type Reaction = {
  readonly form?: Form
  readonly window?: ChatReply
  readonly offer?: () => Promise<void>
  readonly home?: ChatReply
}

/** The running program, behind every platform. */
export type App = Kept & {
  /** Stores an event and begins to handle it. Throws a StoreError where it could not be stored: then it must not be acknowledged. */
  readonly accept: (incoming: Incoming) => Promise<Accepted>
  /** What a pick field of a form offers for what was typed so far, the best first; 100 at most. */
  readonly suggest: (from: PickSource, typed: string) => readonly PickOption[]
  /** Counts something that a platform refused before it became an event: a forged signature, an unknown workspace. */
  readonly refused: (platform: string, why: string) => void
  /** Articles and rules that fit some words, best first; the newest reviewed where there are no words. */
  readonly find: (words: string, limit: number) => readonly Match[]
  /** What a message that Licet sent stands for; nothing where it is none of those. */
  readonly shown: (place: Place, message: string) => Promise<Shown>
  /** What is to be done now and then: events left over, jobs that are due, messages that wait. Call it every second or so. */
  readonly tick: () => Promise<void>
  /** Waits for what is under way, sends by the clock too, begins nothing more, and closes the stores. */
  readonly close: () => Promise<void>
}

/** What an app is made of. `now` is in epoch milliseconds; `chance` is between 0 and 1; `tell` gets one line for the log, never words of a person. */
export type AppParts = Omit<Parts, 'lookUp' | 'examine'> & {
  readonly platforms: readonly Platform[]
  /** What secrets are sealed with, the newest first; none where no platform keeps any. */
  readonly keys?: readonly Buffer[]
  readonly now: () => number
  readonly chance: () => number
  readonly tell: (line: string) => void
}

/** What a program is started with from outside. */
export type Outside = Pick<AppParts, 'platforms' | 'now' | 'chance' | 'tell'>

/** Opens what a configuration names and starts the program. Throws a StoreError where the database cannot be opened. */
export async function startApp(config: Config, knowledge: Answerer, code: string, outside: Outside): Promise<App> {
  const store = await openStore(config.databaseUrl)
  const memory = openMemory(store, config.redisUrl, talkLasts, outside.tell)
  const versions = await keepVersions(store, knowledge, outside.now())
  await renewDues(store, config.settings.queues, outside.now())
  return createApp({ ...outside, store, memory, versions, settings: config.settings, keys: config.keys, code })
}

const examineRunning = (parts: AppParts): ReturnType<Parts['examine']> =>
  examine({ ...parts, open: () => Promise.resolve(parts), knowledge: () => parts.versions.current.base }, { patience, tell: parts.tell })

/** So many names are offered at once. */
const mostOffered = 100

/** What runs: what it is made of, and what it can find out about itself. */
type Running = AppParts & Parts

/** Asks the platform that a person is of. */
const lookUpAt =
  (platforms: readonly Platform[]): Parts['lookUp'] =>
  async (id) => {
    const platform = platforms.find(({ name }) => id.startsWith(`${name}:`))
    return platform?.person === undefined ? 'unknown' : ((await platform.person(id)) ?? 'nobody')
  }

/** What answering finds out once takes half a second; this way no event waits for it, and every one is acknowledged in time. */
const warmUp = (knowledge: Answerer, today: string): void => void answer(knowledge, { question: 'a drone to Poland', asOf: today, today })

/** The program over stores that are open. */
export function createApp(given: AppParts): App {
  const secrets = createSecrets(given.store, createVault(given.keys ?? []), given.now)
  const doors = createDoors(given.store, given.keys ?? [], given.now)
  const parts: Running = { ...given, lookUp: lookUpAt(given.platforms), examine: () => examineRunning(given) }
  const { store, now, tell } = parts
  warmUp(parts.versions.current, dayOf(now()))
  const worker = createWorker({ ...parts, told: toldOf(parts.settings.queues) })
  const receive = createReceiver(store)
  const refusals = createRefusals(store)
  const underWay = new Set<Promise<unknown>>()
  const inOrder = createOrder()
  const keep = <T>(work: Promise<T>): Promise<T> => {
    const kept = work.catch((error: unknown) =>
      tell(`unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    )
    underWay.add(kept)
    void kept.finally(() => underWay.delete(kept))
    return work
  }
  const mouth: Mouth = { claim: worker.claim, speak: (send = worker.deliver) => void keep(send()) }
  let isClosing = false
  /** The events that this process is at, or that wait in it for their turn. */
  const inHand = new Set<string>()
  const handle = (event: Waiting, incoming: Incoming, late: boolean): Promise<Reaction> => {
    inHand.add(event.id)
    const work = async (): Promise<Reaction> => {
      // Meanwhile another process may have handled what was taken up; and at the end it is left to the next start.
      if (late && (isClosing || !(await isWaiting(store, event.id).catch(() => true)))) return {}
      return await handleOne(parts, mouth, event, incoming, late)
    }
    const handled = inOrder(`${placeKey(incoming.place)} ${incoming.person.id}`, work)
    return keep(handled.finally(() => inHand.delete(event.id)))
  }
  const trouble = createTrouble('tick', tell)
  const tick = async (): Promise<void> => {
    try {
      await refusals.flush(now())
      await doors.sweep()
      // Who has much in hand takes up nothing: it would only be done twice.
      for (const event of await takeUp(store, now(), mostInHand - inHand.size))
        if (!inHand.has(event.id)) void handle(event, JSON.parse(event.payload) as Incoming, true)
      await runJobs(parts, now())
      trouble.over()
    } catch (error) {
      trouble.met(error)
    }
    await worker.deliver()
  }
  return {
    accept: async (event) => {
      const taken = takeIn(event)
      if ('problems' in taken) return { kind: 'invalid', problems: taken.problems }
      const problems = problemsOf(parts, taken.incoming, now())
      if (Object.keys(problems).length > 0) return { kind: 'invalid', problems }
      const known = { ...taken.incoming, person: await storing(recognize(parts, taken.incoming.person)) }
      const incoming = withhold(parts, understood(parts, known))
      if (!(await concerns(parts, taken.incoming))) return { kind: 'ignored' }
      const payload = JSON.stringify(incoming)
      if (!(await storing(receive({ id: incoming.event, payload, now: now() })))) return { kind: 'seen' }
      return { kind: 'taken', done: handle({ id: incoming.event, payload, attempts: 1 }, incoming, false) }
    },
    suggest: (from, typed) => (from === 'zone' ? zonesFrom(typed, mostOffered) : suggest(parts.versions.current.base, from, typed)),
    refused: refusals.count,
    find: createFinder(parts.versions.current),
    shown: (place, message) => shownAt(parts, place, message, now()),
    conversations: createConversations(store, now),
    secrets,
    doors,
    tick: () => (isClosing ? Promise.resolve() : keep(tick())),
    close: async () => {
      isClosing = true
      // What is due and not begun stays for the next start; what is being handled may still be said.
      void worker.stop()
      while (underWay.size > 0) await Promise.all(underWay)
      await worker.stop()
      await parts.memory.close()
      await store.close()
    },
  }
}

/** A database that cannot keep something says so in its own words. */
const storing = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    const words = storeProblem(error)
    throw words === undefined ? error : new StoreError(words, error)
  })

const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

/** How what was put is said: `speak` sends what was claimed, or all that is due, and nobody waits for it. */
type Mouth = Pick<Worker, 'claim'> & { readonly speak: (send: (() => Promise<void>) | undefined) => void }

/** Handles one event in one transaction. What fails is put back and tried again. `late`: nobody waits for a form any more, so a button that opens it is offered. */
async function handleOne(parts: Running, mouth: Mouth, event: Waiting, incoming: Incoming, late: boolean): Promise<Reaction> {
  const { store, now, chance, tell } = parts
  const canShow = !late && incoming.opensForms !== false
  const hasWindows = parts.platforms.some(({ name, opensWindows }) => name === incoming.place.platform && opensWindows === true)
  try {
    const heard: Heard = { ...incoming, now: now(), today: dayOf(now()), above: await keyAbove(store, incoming) }
    const plan: Plan = await planFor(parts, heard)
    const done = await store.write(async (tx) => {
      if (!(await finish(tx, event.id))) return undefined
      await plan.write?.(tx)
      const unshown = insteadOf(plan, heard)
      if (unshown !== undefined && !(canShow && (plan.form !== undefined || hasWindows))) await say(tx, heard, unshown)
      return { send: await mouth.claim(tx, heard.place.platform, replyKey(heard)) }
    })
    if (done === undefined) return {}
    mouth.speak(done.send)
    await plan.after?.()
    if (late) return {}
    const opens = canShow && (plan.form !== undefined || hasWindows)
    return { ...(opens ? reactionOf(parts, mouth, heard, plan) : {}), ...(plan.home === undefined ? {} : { home: plan.home }) }
  } catch (error) {
    const problem = storeProblem(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))
    tell(`inbox: ${event.id}: ${problem}`)
    const isOver = await putBack(store, event, problem.slice(0, 1000), now(), chance()).catch(() => false)
    if (isOver) tell(`inbox: ${event.id}: given up after ${event.attempts} tries`)
    return {}
  }
}

/** What is said where a form cannot be opened, or a window: a button that opens the form, and what the window has. */
const insteadOf = ({ form, window }: Plan, { said }: Heard): ChatReply | undefined => (form === undefined ? window : offerOf(form, said))

/** A form or a window to be opened now, or else what stands for it. */
function reactionOf({ store }: Running, mouth: Mouth, heard: Heard, plan: Plan): Reaction {
  const instead = insteadOf(plan, heard)
  if (instead === undefined) return {}
  const offer = async (): Promise<void> => {
    const send = await store.write(async (tx) => {
      await say(tx, heard, instead)
      return await mouth.claim(tx, heard.place.platform, replyKey(heard))
    })
    mouth.speak(send)
  }
  return { ...(plan.form === undefined ? { window: plan.window } : { form: plan.form }), offer } as Reaction
}

/** A process takes up what others left only as long as it has fewer events in hand. */
const mostInHand = 20

/** So many events are handled at the same time. */
const lanes = 16

/** Runs works of one key one after the other, and not too many at once: what a person says in a place is handled in the order it came. */
function createOrder(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const last: Array<Promise<unknown>> = Array.from({ length: lanes }, () => Promise.resolve())
  return (key, work) => {
    const lane = [...key].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521, 0) % lanes
    const mine = (last[lane] ?? Promise.resolve()).then(work)
    last[lane] = mine.catch(() => undefined)
    return mine
  }
}
