import { admit, storing, type Accepted } from './admit.ts'
import type { Answerer } from './answer/conversation-types.ts'
import { createRuleAndArticleSearch, type SearchMatch } from './answer/search-rules-and-articles.ts'
import { warmUp } from './answer/warm-up.ts'
import { renewDues } from './cases/renew-dues.ts'
import { alarmsFor } from './cases/unreached.ts'
import { createTurnstile, unlimited, type PerMinute } from './chat/flood.ts'
import { lookUpAt } from './chat/look-up-person.ts'
import type { ChatParts } from './chat/plan.ts'
import type { Reaction } from './chat/reaction.ts'
import { talkLasts } from './chat/conversation-memory.ts'
import { shownAt, type Shown } from './chat/sent-message.ts'
import type { Config } from './config.ts'
import { createConversationReferences } from './store/conversation-references.ts'
import { createReplyAddresses } from './delivery/reply-addresses.ts'
import { noMeter, type Handed, type Meter } from './port/meter.ts'
import { createReceiver, isWaiting, takeUp, type Waiting } from './delivery/inbox.ts'
import { createUnbegunEvents } from './delivery/unbegun-events.ts'
import { createRejectedRequests } from './delivery/rejected-requests.ts'
import { takeOnce } from './delivery/repeats.ts'
import { createSecrets } from './delivery/secrets.ts'
import { createSequence } from './delivery/per-key-order.ts'
import { createUnfinishedWork } from './delivery/unfinished-work.ts'
import { createWorker } from './delivery/worker.ts'
import { checkTimeout } from './doctor/run-check.ts'
import { examine } from './doctor/examine.ts'
import { gaugeKnowledge, readGauges, type Gauges, type KnowledgeGauge } from './doctor/gauges.ts'
import { examineReadiness, type Readiness } from './doctor/ready.ts'
import { handleOne, type HandleParts, type Sender } from './handle.ts'
import { runJobs } from './jobs.ts'
import { keepVersions } from './record/versions.ts'
import { suggest } from './language/form/picks.ts'
import type { PickOption, PickSource } from './port/form.ts'
import { placeKey, type Incoming, type Place } from './port/incoming.ts'
import type { PlatformStores, Platform } from './port/platform.ts'
import { openMemory } from './store/memory.ts'
import { StoreError } from './store/errors.ts'
import { timed } from './store/timed-store.ts'
import { openStore } from './store/store.ts'
import type { Tell } from './port/log.ts'
import { createRepeatedErrorLog } from './store/repeated-errors.ts'
import { createVault } from './store/vault.ts'
import { zonesFrom } from './tips/zones.ts'
import { dayOf } from './engine/days.ts'

/** The running program, as every platform uses it. */
export type App = PlatformStores & {
  /** Stores an event and begins to handle it. Throws a StoreError if it could not be stored; then the event must not be acknowledged. */
  readonly accept: (incoming: Incoming) => Promise<Accepted>
  /** What a pick field of a form offers for what was typed so far, best first; at most 100 options. */
  readonly suggest: (from: PickSource, typed: string) => readonly PickOption[]
  /** Counts a request that a platform refused before it became an event: e.g. a forged signature, an unknown workspace. */
  readonly refused: (platform: string, why: string) => void
  /**
   * Articles, best first, then rules, best first, that fit `words`; if `words` is empty, the articles that
   * were reviewed last.
   */
  readonly find: (words: string, limit: number) => readonly SearchMatch[]
  /** What one of Licet's messages shows now (see {@link Shown}). */
  readonly shown: (place: Place, message: string) => Promise<Shown>
  /**
   * Does the work that is due: events that no process handled, jobs, and messages to be sent. Must be
   * called about every second.
   */
  readonly tick: () => Promise<void>
  /**
   * Whether this process can do its work now, and if not, why. Each call writes to the database, so
   * strangers must not be able to trigger calls.
   */
  readonly look: () => Promise<Readiness>
  /** Figures of the installation, for monitoring. Errors of the database are thrown. */
  readonly gauges: () => Promise<Gauges>
  readonly knowledge: () => KnowledgeGauge
  /**
   * Starts nothing new, waits for the work that has begun (including jobs), and closes the stores. Events
   * that have not begun after 60 % of `within` milliseconds are left to the next process.
   */
  readonly close: (within?: number) => Promise<void>
}

/** What an app needs. `now` gives epoch milliseconds, `chance` a random number from 0 to 1; `tell` writes a line to the log. */
export type AppParts = Omit<ChatParts, 'lookUp' | 'examine'> & {
  readonly platforms: readonly Platform[]
  /** The keys that secrets are encrypted with, newest first; not set if no platform stores secrets. */
  readonly keys?: readonly Buffer[]
  readonly now: () => number
  readonly chance: () => number
  readonly tell: Tell
  readonly meter?: Meter
  /** How much one person may write in a minute before Licet drops the rest; if not set, there is no limit. */
  readonly perMinute?: PerMinute
}

/** What the program gets from outside when it starts. */
export type Outside = Pick<AppParts, 'platforms' | 'now' | 'chance' | 'tell' | 'meter'>

/** Starts the program with the database and platforms of a configuration. Throws a StoreError if the database cannot be opened. */
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
  examine(
    { ...parts, open: () => Promise.resolve(parts), knowledge: () => parts.versions.current.base },
    { checkTimeout, tell: parts.tell },
  )

/** At most this many time zones are offered at once. */
const mostOffered = 100

/** The parts of a running program: those that were given, and those that `createApp` adds. */
type Running = AppParts & HandleParts

function runningParts(given: AppParts): Running {
  const { meter = noMeter } = given
  return {
    ...given,
    meter,
    store: timed(given.store, meter, given.now),
    lookUp: lookUpAt(given.platforms),
    examine: () => examineRunning(given),
  }
}

/** Creates the program with stores that are already open. */
export function createApp(given: AppParts): App {
  const replyAddresses = createReplyAddresses(given.store, given.keys ?? [], given.now)
  const parts = runningParts(given)
  const { store, now, tell, meter } = parts
  warmUp(parts.versions.current, dayOf(now()))
  const worker = createWorker({ ...parts, alarms: alarmsFor(parts.settings.queues) })
  const receive = createReceiver(store)
  const turnstile = createTurnstile(given.perMinute ?? unlimited)
  const refusals = createRejectedRequests(store)
  const unbegun = createUnbegunEvents(store)
  const { keep, ended } = createUnfinishedWork(tell)
  const sender: Sender = { claim: worker.claim, speak: (send = worker.deliver) => void keep(send()) }
  let isClosing = false
  const handling = createHandling(parts, { sender, unbegun, keep, isClosing: () => isClosing })
  const tickErrors = createRepeatedErrorLog('tick', tell)
  const tick = async (): Promise<void> => {
    try {
      await refusals.flush(now())
      await replyAddresses.sweep()
      await takeUpLeft(parts, handling)
      await runJobs(parts, now())
      tickErrors.resolved()
    } catch (error) {
      tickErrors.report(error)
    }
    await worker.deliver()
  }
  const take = takeOnce(async (event: Incoming, isAgain): Promise<Accepted> => {
    if (isClosing) throw new StoreError('this process is ending; another one takes it', undefined)
    const admitted = await admit(parts, event, (one) => (isAgain ? 'in' : turnstile(one, now())))
    if (!('incoming' in admitted)) return admitted
    const { incoming } = admitted
    const payload = JSON.stringify(incoming)
    if (!(await storing(receive({ id: incoming.event, payload, now: now() })))) return { kind: 'seen' }
    return { kind: 'taken', done: handling.handle({ id: incoming.event, payload, attempts: 1 }, incoming, false) }
  })
  return {
    accept: counted(parts, take),
    ...lookUps(parts),
    refused: (platform, why) => {
      refusals.count(platform, why)
      meter.refused(platform, why)
    },
    secrets: createSecrets(given.store, createVault(given.keys ?? []), given.now),
    replyAddresses,
    tick: () => (isClosing ? Promise.resolve() : keep(tick())),
    look: () => lookAtReadiness(parts, worker.away, tickErrors.now),
    close: async (within = Number.POSITIVE_INFINITY) => {
      isClosing = true
      unbegun.endWithin(within)
      await endSending(worker, ended)
      await unbegun.free(now())
      await parts.memory.close()
      await store.close()
    },
  }
}

/**
 * Stops sending: due messages whose sending has not begun are left to the next start. Replies to events that
 * are being handled are still sent.
 */
async function endSending(worker: Pick<ReturnType<typeof createWorker>, 'stop'>, ended: () => Promise<void>): Promise<void> {
  void worker.stop()
  await ended()
  await worker.stop()
}

type Handling = {
  readonly sender: Sender
  readonly unbegun: ReturnType<typeof createUnbegunEvents>
  readonly keep: ReturnType<typeof createUnfinishedWork>['keep']
  readonly isClosing: () => boolean
}

/**
 * Handles events; those of one person in one place are handled one after the other. `inHand`: the ids of
 * the events that this process is handling, or that wait in it for their turn.
 */
function createHandling(parts: Running, { sender, unbegun, keep, isClosing }: Handling) {
  const inSequence = createSequence()
  const inHand = new Set<string>()
  const handle = (event: Waiting, incoming: Incoming, late: boolean): Promise<Reaction> => {
    inHand.add(event.id)
    const work = async (): Promise<Reaction> => {
      // An event that is taken up late was perhaps handled by another process already. When the program ends,
      // events that have not begun are left to the next process.
      if (late ? isClosing() || !(await isWaiting(parts.store, event.id).catch(() => true)) : unbegun.leaveIfLate(event.id)) return {}
      return await handleOne(parts, sender, event, incoming, late)
    }
    const handled = inSequence(`${placeKey(incoming.place)} ${incoming.person.id}`, work)
    return keep(handled.finally(() => inHand.delete(event.id)))
  }
  return { handle, inHand }
}

/**
 * Takes up events that were left unhandled. The more events this process has in hand, the fewer it takes
 * up. If it took too many, those not done in time would be handled again by another process.
 */
async function takeUpLeft({ store, now }: Running, { handle, inHand }: ReturnType<typeof createHandling>): Promise<void> {
  for (const event of await takeUp(store, now(), mostInHand - inHand.size))
    if (!inHand.has(event.id)) void handle(event, JSON.parse(event.payload), true)
}

const lookAtReadiness = (
  parts: Running,
  away: ReturnType<typeof createWorker>['away'],
  trouble: ReturnType<typeof createRepeatedErrorLog>['now'],
): Promise<Readiness> =>
  examineReadiness(
    { ...parts, knowledge: parts.versions.current.base.version, away, trouble },
    { checkTimeout: readinessTimeout, tell: parts.tell },
  )

/** What platforms and the metrics look up in the running program. */
const lookUps = (parts: Running): Pick<App, 'suggest' | 'find' | 'shown' | 'conversationReferences' | 'gauges' | 'knowledge'> => ({
  suggest: (from, typed) => (from === 'zone' ? zonesFrom(typed, mostOffered) : suggest(parts.versions.current.base, from, typed)),
  find: createRuleAndArticleSearch(parts.versions.current),
  shown: (place, message) => shownAt(parts, place, message, parts.now()),
  conversationReferences: createConversationReferences(parts.store, parts.now),
  gauges: () => readGauges(parts.store, parts.platforms, parts.now()),
  knowledge: () => gaugeKnowledge(parts.versions.current.base, parts.now()),
})

/** Reports to the meter how each event was taken, and how long that took. */
const counted =
  ({ meter, now }: Running, take: (event: Incoming) => Promise<Accepted>): App['accept'] =>
  async (event) => {
    const begun = now()
    const count = (what: Handed): void => meter.handed(event.place.platform, what, now() - begun)
    const accepted = await take(event).catch((error: unknown) => {
      count('failed')
      throw error
    })
    count(accepted.kind)
    return accepted
  }

/**
 * The timeout of each of the two readiness checks, in milliseconds: the caller should get a response within
 * five seconds.
 */
const readinessTimeout = 1500

/**
 * A process takes up events that others left only while it has fewer than this many events in hand (being
 * handled, or waiting for their turn).
 */
const mostInHand = 20
