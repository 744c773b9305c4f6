import { setTimeout as sleep } from 'node:timers/promises'
import type { Platform, Sent } from '../port/platform.ts'
import { storeProblem } from '../store/problem.ts'
import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'
import type { About, Tell } from '../port/log.ts'
import { createRepeatedErrorLog } from '../store/repeated-errors.ts'
import { claim, claimPut, sendLease, type Claimed } from './claims.ts'
import { createResultStore, type SendResult, type Alarms } from './send-results.ts'
import type { Meter } from '../port/meter.ts'
import { toDelivery } from './outbox.ts'

/** What a worker needs. `now` gives epoch milliseconds, `chance` a random number from 0 to 1; `tell` writes a line to the log. */
export type WorkerParts = {
  readonly store: Store
  readonly platforms: readonly Platform[]
  readonly now: () => number
  readonly chance: () => number
  readonly tell: Tell
  readonly alarms: Alarms
  readonly meter: Meter
}

/** Sends messages that are due, in order within a channel. */
export type Worker = {
  /** Sends everything that is due. Resolves when nothing more can be sent now. */
  readonly deliver: () => Promise<void>
  /**
   * Claims a message in the transaction that puts it into the outbox, if this process can send it at once. Returns a function that
   * sends the message and then all that is due; call it once the transaction has committed. Returns `undefined` if the message has to
   * wait for `deliver`.
   */
  readonly claim: (tx: Tx, platform: string, key: string) => Promise<(() => Promise<void>) | undefined>
  /**
   * Claims no more messages that are due. Resolves when every send that was begun has ended and its result is
   * stored.
   */
  readonly stop: () => Promise<void>
  /**
   * The platforms whose last send got no proper response, each with the problem. A platform is removed when
   * it responds to a later send.
   */
  readonly away: () => ReadonlyMap<string, string>
}

const atOnce = 32
/** After this many sends of a message with unknown results, a human has to check whether it arrived. */
const mostUnsure = 2

export function createWorker(parts: WorkerParts): Worker {
  const write = createResultStore(parts.store, parts.alarms)
  const pumps = new Map(parts.platforms.map((platform) => [platform.name, createPump(parts, platform, write)]))
  return {
    deliver: async () => {
      await Promise.all(Array.from(pumps.values(), ({ deliver }) => deliver()))
    },
    claim: async (tx, platform, key) => await pumps.get(platform)?.claim(tx, key),
    stop: async () => {
      await Promise.all(Array.from(pumps.values(), ({ stop }) => stop()))
    },
    away: () =>
      new Map(
        [...pumps].flatMap(([name, { away }]) => {
          const problem = away()
          return problem === undefined ? [] : [[name, problem] as const]
        }),
      ),
  }
}

type Pump = {
  readonly deliver: () => Promise<void>
  readonly claim: (tx: Tx, key: string) => Promise<(() => Promise<void>) | undefined>
  readonly stop: () => Promise<void>
  readonly away: () => string | undefined
}

/** Sends for one platform, up to `atOnce` messages at a time. A slow send delays only its own channel. */
function createPump(parts: WorkerParts, platform: Platform, write: (result: SendResult) => Promise<void>): Pump {
  const busy = new Set<Promise<void>>()
  let claiming: Promise<void> | undefined
  const errors = createRepeatedErrorLog('outbox', parts.tell)
  let again = false
  let away: string | undefined
  let isStopped = false
  const start = (claimed: Claimed): void => {
    const sending = sendOne(parts, platform, claimed)
      .then((sent) => {
        away = silenceIn(sent)
        parts.meter.sent(platform.name, sent?.kind ?? 'notKnown')
        return sent === undefined ? undefined : insist(() => write({ claimed, sent, now: parts.now(), chance: parts.chance() }))
      })
      .catch(errors.report)
      .finally(() => {
        busy.delete(sending)
        void pump()
      })
    busy.add(sending)
  }
  const mayTake = (): boolean => again && !isStopped && busy.size < atOnce
  const fill = async (): Promise<void> => {
    while (mayTake()) {
      again = false
      const claimed = await claim(parts.store, platform, parts.now(), atOnce - busy.size)
      errors.resolved()
      claimed.forEach(start)
      again ||= claimed.length > 0
    }
  }
  const pump = (): Promise<void> => {
    again = true
    claiming ??= fill()
      .catch(errors.report)
      .finally(() => (claiming = undefined))
    return claiming
  }
  const drained = createDrain(busy, () => claiming)
  return {
    deliver: () => {
      void pump()
      return drained()
    },
    claim: async (tx, key) => {
      if (busy.size >= atOnce || platform.channel !== undefined) return undefined
      const claimed = await claimPut(tx, platform, key, parts.now())
      return claimed === undefined ? undefined : () => (start(claimed), drained())
    },
    stop: () => {
      isStopped = true
      return drained()
    },
    away: () => away,
  }
}

/** Waits until no message is being claimed or sent. However many callers wait, they share one loop. */
function createDrain(busy: ReadonlySet<Promise<void>>, claiming: () => Promise<void> | undefined): () => Promise<void> {
  let draining: Promise<void> | undefined
  const isAtWork = (): boolean => claiming() !== undefined || busy.size > 0
  const drain = async (): Promise<void> => {
    while (isAtWork()) {
      await claiming()
      if (busy.size > 0) await Promise.race(busy)
    }
    draining = undefined
  }
  return () => (isAtWork() ? (draining ??= drain()) : Promise.resolve())
}

/**
 * The problem if a platform does not respond: no result in time, an unknown result, or a failure without a
 * time for the next try. `undefined` if it responds.
 */
function silenceIn(sent: Sent | undefined): string | undefined {
  if (sent === undefined) return `no answer in ${longestSend / 1000} s`
  return sent.kind === 'notKnown' || (sent.kind === 'retry' && sent.after === undefined) ? sent.problem : undefined
}

/**
 * The longest wait for a send, in milliseconds. After that it is unknown whether the message arrived; the
 * message is free again when its claim ends.
 */
const longestSend = 30_000

async function sendOne(parts: WorkerParts, platform: Platform, claimed: Claimed): Promise<Sent | undefined> {
  const told = (level: About['level'], event: string): About => ({ level, event, ids: { platform: platform.name, message: claimed.key } })
  const sent = await Promise.race([attempt(parts.store, platform, claimed), sleep(longestSend, undefined, { ref: false })])
  if (sent === undefined)
    parts.tell(`outbox: to ${platform.name}: no answer in ${longestSend / 1000} s; it may have arrived`, told('warn', 'outbox.not-known'))
  else if (sent.kind === 'refused') parts.tell(`outbox: to ${platform.name}: ${sent.problem}, given up`, told('error', 'outbox.given-up'))
  else if (sent.kind !== 'sent') parts.tell(`outbox: to ${platform.name}: ${sent.problem}`, told('warn', `outbox.${sent.kind}`))
  return sent
}

async function attempt(store: Store, platform: Platform, claimed: Claimed): Promise<Sent> {
  if (claimed.unsure >= mostUnsure)
    return { kind: 'refused', problem: 'two sends were begun and never finished; look there whether it arrived' }
  const delivery = await toDelivery(store, claimed.outgoing)
  if (delivery === undefined) return { kind: 'sent', message: '' }
  return 'problem' in delivery ? { kind: 'refused', problem: delivery.problem } : await platform.send(delivery)
}

/**
 * Stores the result of a send; otherwise the message would be sent again. While the database cannot be
 * reached, it keeps trying almost as long as the claim lasts.
 */
async function insist(write: () => Promise<void>): Promise<void> {
  const pause = 500
  for (let waited = 0; ; waited += pause) {
    try {
      return await write()
    } catch (error) {
      if (storeProblem(error) === undefined || waited >= sendLease - 10_000) throw error
      await sleep(pause)
    }
  }
}
