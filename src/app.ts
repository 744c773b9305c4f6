import type { Answerer } from './answer/answer.ts'
import { createFinder, type Match } from './answer/find.ts'
import { warmUp } from './answer/warm-up.ts'
import { concerns, planFor, problemsOf, understood, withhold } from './chat/assistant.ts'
import { renewDues } from './cases/due-times.ts'
import { alarmsFor } from './cases/unreached.ts'
import { createTurnstile, unlimited, type PerMinute } from './chat/flood.ts'
import { takeIn } from './chat/intake.ts'
import { recognize } from './chat/account-links.ts'
import { lookUpAt } from './chat/look-up.ts'
import { replyKey, say, type Heard, type ChatParts, type Plan } from './chat/plan.ts'
import { insteadOf, shownAtOnce, type Reaction } from './chat/reaction.ts'
import { talkLasts } from './chat/conversation-memory.ts'
import { shownAt, type Shown } from './chat/sent-message.ts'
import { tooMuchForm } from './chat/words.ts'
import type { Config } from './config.ts'
import { createConversationReferences } from './store/conversation-references.ts'
import { createReplyAddresses } from './delivery/reply-addresses.ts'
import { noMeter, type Handed, type Meter } from './port/meter.ts'
import { createReceiver, finish, isWaiting, putBack, takeUp, type Waiting } from './delivery/inbox.ts'
import { createLeftovers } from './delivery/leftovers.ts'
import { createRefusals } from './delivery/refusals.ts'
import { takeOnce } from './delivery/repeats.ts'
import { createSecrets } from './delivery/secrets.ts'
import { createOrder } from './delivery/order.ts'
import { isSaid, keyAbove } from './delivery/outbox.ts'
import { createUnderWay } from './delivery/under-way.ts'
import { createWorker, type Worker } from './delivery/worker.ts'
import { patience } from './doctor/check.ts'
import { examine } from './doctor/examine.ts'
import { gaugeKnowledge, readGauges, type Gauges, type KnowledgeGauge } from './doctor/gauges.ts'
import { examineReadiness, type Readiness } from './doctor/ready.ts'
import { runJobs } from './jobs.ts'
import { keepVersions } from './record/versions.ts'
import { suggest } from './language/form/picks.ts'
import type { PickOption, PickSource } from './port/form.ts'
import { placeKey, type Incoming, type Place } from './port/incoming.ts'
import type { Kept, Platform } from './port/platform.ts'
import { openMemory } from './store/kv.ts'
import { inStoreWords, StoreError, storeProblem } from './store/problem.ts'
import { timed } from './store/timed.ts'
import { openStore } from './store/store.ts'
import { faultOf, type Tell } from './port/log.ts'
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
  /** Whether this process can do its work now, and what stands in its way. Writes a little, so it is not for everybody to ask. */
  readonly look: () => Promise<Readiness>
  /** How the installation stands, for whoever watches it. Throws what the database throws. */
  readonly gauges: () => Promise<Gauges>
  readonly knowledge: () => KnowledgeGauge
  /**
   * Begins nothing more, waits for what is under way, sends by the clock too, and closes the stores. What has not had its turn when
   * nearly `within` milliseconds are over is left to the next process.
   */
  readonly close: (within?: number) => Promise<void>
}

/** What an app is made of. `now` is in epoch milliseconds; `chance` is between 0 and 1; `tell` gets one line for the log. */
export type AppParts = Omit<ChatParts, 'lookUp' | 'examine'> & {
  readonly platforms: readonly Platform[]
  /** What secrets are sealed with, the newest first; none where no platform keeps any. */
  readonly keys?: readonly Buffer[]
  readonly now: () => number
  readonly chance: () => number
  readonly tell: Tell
  readonly meter?: Meter
  /** How much is read of one person; everything, where it is not given. */
  readonly perMinute?: PerMinute
}

/** What a program is started with from outside. */
export type Outside = Pick<AppParts, 'platforms' | 'now' | 'chance' | 'tell' | 'meter'>

/** Opens what a configuration names and starts the program. Throws a StoreError where the database cannot be opened. */
export async function startApp(config: Config, knowledge: Answerer, code: string, outside: Outside): Promise<App> {
  const store = await openStore(config.databaseUrl)
  const memory = openMemory(store, config.redisUrl, talkLasts, outside.tell)
  const versions = await keepVersions(store, knowledge, outside.now())
  await renewDues(store, config.settings.queues, outside.now())
  return createApp({
    ...outside,
    store,
    memory,
    versions,
    settings: config.settings,
    perMinute: config.settings.perMinute,
    keys: config.keys,
    code,
  })
}

const examineRunning = (parts: AppParts): ReturnType<ChatParts['examine']> =>
  examine({ ...parts, open: () => Promise.resolve(parts), knowledge: () => parts.versions.current.base }, { patience, tell: parts.tell })

/** So many names are offered at once. */
const mostOffered = 100

/** What runs: what it is made of, and what it can find out about itself. */
type Running = AppParts & ChatParts & { readonly meter: Meter }

/** The program over stores that are open. */
export function createApp(given: AppParts): App {
  const secrets = createSecrets(given.store, createVault(given.keys ?? []), given.now)
  const replyAddresses = createReplyAddresses(given.store, given.keys ?? [], given.now)
  const { meter = noMeter } = given
  const parts: Running = {
    ...given,
    meter,
    store: timed(given.store, meter, given.now),
    lookUp: lookUpAt(given.platforms),
    examine: () => examineRunning(given),
  }
  const { store, now, tell } = parts
  warmUp(parts.versions.current, dayOf(now()))
  const worker = createWorker({ ...parts, alarms: alarmsFor(parts.settings.queues) })
  const receive = createReceiver(store)
  const turnstile = createTurnstile(given.perMinute ?? unlimited)
  const refusals = createRefusals(store)
  const leftovers = createLeftovers(store)
  const inOrder = createOrder()
  const { keep, ended } = createUnderWay(tell)
  const mouth: Mouth = { claim: worker.claim, speak: (send = worker.deliver) => void keep(send()) }
  let isClosing = false
  /** The events that this process is at, or that wait in it for their turn. */
  const inHand = new Set<string>()
  const handle = (event: Waiting, incoming: Incoming, late: boolean): Promise<Reaction> => {
    inHand.add(event.id)
    const work = async (): Promise<Reaction> => {
      // Meanwhile another process may have handled what was taken up; and at the end it is left to the next start.
      if (late ? isClosing || !(await isWaiting(store, event.id).catch(() => true)) : leftovers.leaves(event.id)) return {}
      return await handleOne(parts, mouth, event, incoming, late)
    }
    const handled = inOrder(`${placeKey(incoming.place)} ${incoming.person.id}`, work)
    return keep(handled.finally(() => inHand.delete(event.id)))
  }
  const trouble = createTrouble('tick', tell)
  const tick = async (): Promise<void> => {
    try {
      await refusals.flush(now())
      await replyAddresses.sweep()
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
  const take = takeOnce(async (event: Incoming, isAgain): Promise<Accepted> => {
    if (isClosing) throw new StoreError('this process is ending; another one takes it', undefined)
    const taken = takeIn(event)
    if ('problems' in taken) return { kind: 'invalid', problems: taken.problems }
    const room = isAgain ? 'in' : turnstile(taken.incoming, now())
    if (room !== 'in' && taken.incoming.said.kind === 'submit') return { kind: 'invalid', problems: inForm(taken.incoming.said.values) }
    if (room === 'shut') return { kind: 'ignored' }
    const problems = problemsOf(parts, taken.incoming, now())
    if (Object.keys(problems).length > 0) return { kind: 'invalid', problems }
    const known = { ...taken.incoming, person: await storing(recognize(parts, taken.incoming.person)) }
    const incoming: Incoming = room === 'tell' ? { ...known, said: { kind: 'hurried' } } : withhold(parts, understood(parts, known))
    if (!(await storing(isOurs(parts, taken.incoming)))) return { kind: 'ignored' }
    const payload = JSON.stringify(incoming)
    if (!(await storing(receive({ id: incoming.event, payload, now: now() })))) return { kind: 'seen' }
    return { kind: 'taken', done: handle({ id: incoming.event, payload, attempts: 1 }, incoming, false) }
  })
  return {
    accept: async (event) => {
      const begun = now()
      const counted = (what: Handed): void => meter.handed(event.place.platform, what, now() - begun)
      const accepted = await take(event).catch((error: unknown) => {
        counted('failed')
        throw error
      })
      counted(accepted.kind)
      return accepted
    },
    suggest: (from, typed) => (from === 'zone' ? zonesFrom(typed, mostOffered) : suggest(parts.versions.current.base, from, typed)),
    refused: (platform, why) => {
      refusals.count(platform, why)
      meter.refused(platform, why)
    },
    find: createFinder(parts.versions.current),
    shown: (place, message) => shownAt(parts, place, message, now()),
    conversationReferences: createConversationReferences(store, now),
    secrets,
    replyAddresses,
    tick: () => (isClosing ? Promise.resolve() : keep(tick())),
    look: () =>
      examineReadiness(
        { ...parts, knowledge: parts.versions.current.base.version, away: worker.away, trouble: trouble.now },
        { patience: readinessPatience, tell },
      ),
    gauges: () => readGauges(store, parts.platforms, now()),
    knowledge: () => gaugeKnowledge(parts.versions.current.base, now()),
    close: async (within = Number.POSITIVE_INFINITY) => {
      isClosing = true
      leftovers.endWithin(within)
      // What is due and not begun stays for the next start; what is being handled may still be said.
      void worker.stop()
      await ended()
      await worker.stop()
      await leftovers.free(now())
      await parts.memory.close()
      await store.close()
    },
  }
}

/** A database that cannot keep something says so in its own words. */
const storing = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw inStoreWords(error)
  })

const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

/** An event at this moment. */
const hear = async ({ store, now }: Running, incoming: Incoming): Promise<Heard> => ({
  ...incoming,
  now: now(),
  today: dayOf(now()),
  above: await keyAbove(store, incoming),
})

/** Whether an event concerns Licet; what is said to it always does, and needs no look. */
const isOurs = async (parts: Running, incoming: Incoming): Promise<boolean> =>
  !['overheard', 'deleted'].includes(incoming.said.kind) || (await concerns(parts, await hear(parts, incoming)))

/** How what was put is said: `speak` sends what was claimed, or all that is due, and nobody waits for it. */
type Mouth = Pick<Worker, 'claim'> & { readonly speak: (send: (() => Promise<void>) | undefined) => void }

/** Handles one event in one transaction. What fails is put back and tried again. `late`: nobody waits for a form any more, so a button that opens it is offered. */
async function handleOne(parts: Running, mouth: Mouth, event: Waiting, incoming: Incoming, late: boolean): Promise<Reaction> {
  const { store, now, chance, tell } = parts
  const canShow = !late && incoming.opensForms !== false
  const hasWindows = parts.platforms.some(({ name, opensWindows }) => name === incoming.place.platform && opensWindows === true)
  try {
    const heard = await hear(parts, incoming)
    const plan: Plan = await planFor(parts, heard)
    const done = await store.write(async (tx) => {
      if (!(await finish(tx, event.id))) return undefined
      await plan.write?.(tx)
      const unshown = insteadOf(plan, heard)
      if (unshown !== undefined && !(canShow && (plan.form !== undefined || hasWindows))) await say(tx, heard, unshown)
      return { send: await mouth.claim(tx, heard.place.platform, replyKey(heard)) }
    })
    if (done === undefined) return {}
    if (plan.answered !== undefined) parts.meter.answered(plan.answered)
    mouth.speak(done.send)
    await plan.after?.()
    if (late) return {}
    const opens = canShow && (plan.form !== undefined || hasWindows)
    return {
      ...(opens ? shownAtOnce(plan, heard, () => sayInstead(parts, mouth, heard, plan)) : {}),
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

/** Says after all what was to be shown at once. */
async function sayInstead({ store }: Running, mouth: Mouth, heard: Heard, plan: Plan): Promise<void> {
  const instead = insteadOf(plan, heard)
  if (instead === undefined) return
  const send = await store.write(async (tx) => {
    await say(tx, heard, instead)
    return await mouth.claim(tx, heard.place.platform, replyKey(heard))
  })
  mouth.speak(send)
}

/** How long each of the two looks at readiness may take, in milliseconds: a probe is to know within five seconds. */
const readinessPatience = 1500

/** A form keeps what was filled in, and says under its first field that it came too soon. */
const inForm = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  [Object.keys(values)[0] ?? 'event']: tooMuchForm,
})

/** A process takes up what others left only as long as it has fewer events in hand. */
const mostInHand = 20
