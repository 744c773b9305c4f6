import { deliver, postSigned } from './deliver.ts'
import type { Envelope } from './deliver.ts'
import { misuse } from './failure.ts'
import type { Sockets } from './socket.ts'
import { newHex } from './store.ts'
import type { Store } from './store.ts'
import type { DeliverOptions, Delivery } from './types.ts'

/** Where the app listens; a plain address serves all kinds. */
export type AppUrls = string | { readonly events: string; readonly commands: string; readonly interactive: string }

/** Deliveries that are kept back, to be sent in another order. */
export type Held = {
  readonly waiting: () => number
  /** What waits, as it would be sent. */
  readonly envelopes: () => readonly Envelope[]
  readonly release: (order?: 'reversed' | 'in order' | readonly number[]) => Promise<readonly Delivery[]>
}

/** Brings envelopes to the app by HTTP or Socket Mode. */
export type Transport = {
  readonly connect: (urls: AppUrls) => void
  readonly send: (envelope: Envelope, options?: DeliverOptions) => Promise<Delivery>
  /** Sends the last envelope again, marked as a retry, as Slack does when an answer was lost. */
  readonly redeliver: (options?: DeliverOptions) => Promise<Delivery>
  readonly hold: () => Held
}

type Sent = { readonly envelope: Envelope; readonly id: string; readonly from: number }

type Job = { readonly envelope: Envelope; readonly run: () => Promise<Delivery>; readonly done: (delivery: Delivery) => void }

const urlFor = (urls: AppUrls, kind: Envelope['kind']): string => {
  if (typeof urls === 'string') return urls
  return { events_api: urls.events, slash_commands: urls.commands, interactive: urls.interactive, plain: urls.commands }[kind]
}

const overSocket = (sockets: Sockets, { envelope, id, from }: Sent, options: DeliverOptions): Promise<Delivery> => {
  if (options.badSignature || options.staleTimestamp) misuse('Socket Mode has no signatures')
  if (envelope.kind === 'plain') misuse('Slack sends this over HTTP only')
  const timeoutMs = options.timeoutMs ?? 3000
  const reason = options.retryReason ?? 'timeout'
  const redeliver = envelope.kind === 'events_api' ? { retryAfterMs: [0, 0, 0] } : {}
  return deliver((count) => sockets.send({ id, envelope, count: from + count, reason, timeoutMs }), { ...redeliver, ...options })
}

const ordered = (jobs: readonly Job[], order: 'reversed' | 'in order' | readonly number[]): readonly Job[] => {
  if (order === 'reversed') return jobs.toReversed()
  return order === 'in order' ? jobs : order.map((index) => jobs[index] ?? misuse(`no delivery number ${index} is waiting`))
}

const runAll = async (jobs: readonly Job[]): Promise<readonly Delivery[]> => {
  const deliveries: Delivery[] = []
  for (const { run, done } of jobs) {
    const delivery = await run()
    done(delivery)
    deliveries.push(delivery)
  }
  return deliveries
}

/** Chooses the way for each delivery and keeps back what is held. */
export const createTransport = (store: Store, sockets: Sockets): Transport => {
  let urls: AppUrls | undefined
  let held: Job[] | undefined
  let last: Sent | undefined
  const overHttp = ({ envelope, from }: Sent, options: DeliverOptions): Promise<Delivery> => {
    const url = urlFor(urls ?? misuse('call fake.connect(url) first'), envelope.kind)
    return deliver((count) => postSigned(store.config.signingSecret, url, envelope, options, from + count), options)
  }
  const start = (sent: Sent, options: DeliverOptions) => {
    const via = options.via ?? (urls === undefined ? 'socket' : 'http')
    return via === 'socket' ? overSocket(sockets, sent, options) : overHttp(sent, options)
  }
  const send: Transport['send'] = (envelope, options = {}) => {
    const sent = { envelope, id: newHex(), from: 0 }
    last = sent
    const run = () => start(sent, options)
    return held === undefined ? run() : new Promise((done) => void held?.push({ envelope, run, done }))
  }
  const redeliver: Transport['redeliver'] = (options = {}) => {
    last = { ...(last ?? misuse('nothing was delivered yet')), from: (last?.from ?? 0) + 1 }
    return start(last, options)
  }
  const hold = (): Held => {
    const jobs: Job[] = []
    held = jobs
    const release: Held['release'] = (order = 'reversed') => {
      held = undefined
      return runAll(ordered(jobs, order))
    }
    return { waiting: () => jobs.length, envelopes: () => jobs.map(({ envelope }) => envelope), release }
  }
  return { connect: (to) => void (urls = to), send, redeliver, hold }
}
