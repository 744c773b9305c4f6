import type { RequestListener } from 'node:http'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import { inTime, type App, type Gauges, type KnowledgeGauge, type Meter, type Readiness, type Waits } from '../src/index.ts'

/** The metrics of a running program, in the format of Prometheus. */
export type Metrics = {
  readonly meter: Meter
  /** Counts a request by path and status. `path` must come from a fixed set ("other" for the rest), because each becomes a label. */
  readonly requested: (path: string, status: number) => void
  readonly contentType: string
  /**
   * All metrics as text. If the database could not be read (`gauges` is undefined), its gauges are left
   * out.
   */
  readonly text: (now: MetricValues) => Promise<string>
}

/** The current values, read at each scrape. `gauges` come from the database. */
export type MetricValues = {
  readonly gauges: Gauges | undefined
  readonly knowledge: KnowledgeGauge
  readonly readiness: Readiness | undefined
}

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Creates the metrics of a process. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const counter = <T extends string>(name: string, help: string, labelNames: readonly T[]): Counter<T> =>
    new Counter({ name, help, labelNames, registers })
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[] = []): Gauge<T> =>
    new Gauge({ name, help, labelNames, registers })
  const requests = counter('licet_requests_total', 'HTTP requests, by path and status', ['path', 'status'])
  const events = counter('licet_events_total', 'Events that platforms handed in, by what came of them', ['platform', 'result'])
  const acks = new Histogram({
    name: 'licet_ack_seconds',
    help: 'How long an event took until it was kept and could be acknowledged',
    labelNames: ['platform'],
    buckets,
    registers,
  })
  const answers = counter('licet_answers_total', 'Answers, by verdict, or by what was asked where there is none', ['kind'])
  const misses = counter('licet_misses_total', 'Messages to Licet that it did not understand as a question', [])
  const sends = counter('licet_sends_total', 'Messages sent, by what came of it', ['platform', 'result'])
  const refused = counter('licet_refused_requests_total', 'Requests that a platform’s door refused', ['platform', 'reason'])
  const writes = new Histogram({
    name: 'licet_database_write_seconds',
    help: 'How long a write took, the wait for the one writer included',
    buckets,
    registers,
  })
  const ready = gauge('licet_ready', 'Whether this process can do its work')
  const broken = gauge('licet_finding', 'What was looked at: 0 fine, 1 doubtful, 2 broken', ['what'])
  const version = gauge('licet_knowledge_info', 'The knowledge that answers', ['version'])
  const review = gauge('licet_knowledge_review_days', 'Days until the next source is due for review; below zero where one is overdue')

  return {
    meter: {
      handed: (platform, result, took) => {
        events.inc({ platform, result })
        if (result === 'taken' || result === 'seen') acks.observe({ platform }, took / 1000)
      },
      answered: ({ kind, isMiss }) => {
        answers.inc({ kind })
        if (isMiss) misses.inc()
      },
      sent: (platform, result) => sends.inc({ platform, result }),
      refused: (platform, reason) => refused.inc({ platform, reason }),
      wrote: (took) => writes.observe(took / 1000),
    },
    requested: (path, status) => requests.inc({ path, status: String(status) }),
    contentType: registry.contentType,
    text: async ({ gauges, knowledge, readiness }) => {
      ready.set(readiness?.isReady === true ? 1 : 0)
      broken.reset()
      for (const { what, state } of readiness?.findings ?? []) broken.set({ what }, ['fine', 'doubtful', 'broken'].indexOf(state))
      version.reset()
      version.set({ version: knowledge.version }, 1)
      if (knowledge.daysToReview !== undefined) review.set(knowledge.daysToReview)
      return `${await registry.metrics()}\n${await databaseGauges(gauges).metrics()}`
    },
  }
}

/**
 * The gauges that come from the database. They are created anew for each scrape, so that no old value is
 * shown if the database cannot be read.
 */
function databaseGauges(gauges: Gauges | undefined): Registry {
  const registry = new Registry()
  const gauge = (
    name: string,
    help: string,
    values: ReadonlyArray<readonly [labels: Readonly<Record<string, string>>, value: number]>,
  ): void => {
    const one = new Gauge({ name, help, labelNames: Object.keys(values[0]?.[0] ?? {}), registers: [registry] })
    for (const [labels, value] of values) one.set(labels, value)
  }
  const single = (value: number) => [[{}, value] as const]
  gauge('licet_database_up', 'Whether the database could be read for these figures', single(gauges === undefined ? 0 : 1))
  if (gauges === undefined) return registry
  const { inbox, outbox, givenUp, cases, overdue, entries } = gauges
  const each = (of: (one: Waits) => number) => [...outbox].map(([platform, one]) => [{ platform }, of(one)] as const)
  gauge('licet_inbox_events', 'Events that were kept and are not handled yet', single(inbox.count))
  gauge('licet_inbox_oldest_seconds', 'How long the oldest of them has waited', single(inbox.seconds))
  gauge(
    'licet_outbox_messages',
    'Messages that should have been sent by now',
    each(({ count }) => count),
  )
  gauge(
    'licet_outbox_oldest_seconds',
    'For how long the oldest of them is due',
    each(({ seconds }) => seconds),
  )
  gauge('licet_given_up', 'What was given up and is still listed for a human', [
    [{ what: 'events' }, givenUp.events],
    [{ what: 'messages' }, givenUp.messages],
  ])
  gauge(
    'licet_cases',
    'Cases, by state',
    [...cases].map(([state, count]) => [{ state }, count]),
  )
  gauge('licet_cases_overdue', 'Cases whose answer is overdue', single(overdue))
  gauge('licet_record_entries', 'Entries of the record', single(entries))
  return registry
}

/** How long a scrape waits for the database, in milliseconds. */
const gaugesTimeout = 2000

/** Serves the metrics at `/metrics`, and 404 everywhere else. */
export const metricsPage =
  (metrics: Metrics, app: Pick<App, 'gauges' | 'knowledge'>, readiness: () => Readiness | undefined): RequestListener =>
  (request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end()
      return
    }
    const read = async (): Promise<string> => {
      const gauges = await inTime(app.gauges(), gaugesTimeout).catch(() => undefined)
      return await metrics.text({
        gauges: typeof gauges === 'object' ? gauges : undefined,
        knowledge: app.knowledge(),
        readiness: readiness(),
      })
    }
    read().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  }
