import { createServer, type RequestListener, type Server } from 'node:http'
import { aboutPage } from './about.ts'
import type { Environment } from './console/command.ts'
import { inTime, tooLate, type App, type Readiness } from '../src/index.ts'
import type { ServedConfig } from './config.ts'
import { portProblem } from './fault.ts'
import { createLog } from './log.ts'
import { createMetrics, metricsPage } from './metrics.ts'
import { createPages } from './pages.ts'
import type { Served } from './platform-kind.ts'
import { createPlatforms, platformKinds } from './platforms.ts'

/**
 * In milliseconds: the interval between readiness checks (`lookEvery`), and between calls of `app.tick`
 * (`tickEvery`).
 */
const lookEvery = 2000
const tickEvery = 500

const noPlatform =
  `no platform has credentials; set ${platformKinds.map(({ credentials }) => credentials).join(', or ')} ` +
  '(see manifest/README.md), or use npm run console\n'

/** `npm start`: serves every platform that has credentials behind one HTTP server, until the process is told to end. */
export async function serve(environment: Environment, config: ServedConfig): Promise<number> {
  const stopped = environment.stopped()
  const log = createLog(config.log, environment.warn, environment.outside.now)
  const metrics = config.metricsPort === undefined ? undefined : createMetrics()
  const outside = { ...environment.outside, tell: log.tell, ...(metrics === undefined ? {} : { meter: metrics.meter }) }
  const served = await createPlatforms(config, outside)
  if (served.length === 0) {
    environment.warn(noPlatform)
    return 2
  }
  const licet = environment.load()
  const platforms = served.map(({ platform }) => platform)
  const app = await licet.start(config, environment.code(), { ...outside, platforms })
  for (const one of served) await one.start(app)
  let readiness: Readiness | undefined
  let isEnding = false
  const pages = createPages({
    served,
    about: aboutPage(config.settings.retention),
    readiness: () => readiness,
    isEnding: () => isEnding,
    requested: metrics?.requested ?? (() => undefined),
  })
  const isOnlyLocal = config.platforms.some((platform) => platform.isOnlyLocal)
  const server = await listen(pages, config.port, isOnlyLocal ? '127.0.0.1' : undefined)
  const watched =
    metrics === undefined
      ? undefined
      : await listen(
          metricsPage(metrics, app, () => readiness),
          config.metricsPort ?? 0,
          undefined,
          'METRICS_PORT',
        )
  const stopTicking = environment.every(tickEvery, () => app.tick())
  const look = unlessRunning(async () => void (readiness = await app.look()))
  await look()
  const stopLooking = environment.every(lookEvery, async () => {
    log.fold()
    await look()
  })
  const started = `Licet, knowledge ${licet.version}, answers in ${served.map(({ words }) => words).join(' and in ')}`
  if (config.log === 'json') log.tell(started, { level: 'info', event: 'started', ids: { knowledge: licet.version } })
  else environment.write(`${started}\n`)
  await stopped
  isEnding = true
  log.tell('what is under way is ended, and nothing new begun', { level: 'info', event: 'ending' })
  stopLooking()
  stopTicking()
  if ((await inTime(end(served, server, app, countdown(config.drain, environment.outside.now)), config.drain)) === tooLate)
    log.tell(`not all was done in ${config.drain / 1000} s; what was kept and not done is taken up by the next process`, {
      level: 'warn',
      event: 'ending.late',
    })
  watched?.close()
  log.close()
  return 0
}

/**
 * Shuts down: stops taking requests, then lets the app finish events and messages in progress within the
 * time that is left.
 */
async function end(served: readonly Served[], server: Server, app: App, left: () => number): Promise<void> {
  for (const one of served) await one.stop()
  await closed(server)
  await app.close(left())
}

/** Returns a function that tells how many of `milliseconds` are left when it is called. */
function countdown(milliseconds: number, now: () => number): () => number {
  const begun = now()
  return () => milliseconds - (now() - begun)
}

/** At shutdown, open requests get this long to end before their connections are closed, in milliseconds. */
const lastRequests = 5000

async function closed(server: Server): Promise<void> {
  const all = new Promise<void>((resolve) => server.close(() => resolve()))
  if ((await inTime(all, lastRequests)) === tooLate) server.closeAllConnections()
}

/** Wraps `work` so that a call does nothing while an earlier call is still running. */
function unlessRunning(work: () => Promise<void>): () => Promise<void> {
  let isAtWork = false
  return async () => {
    if (isAtWork) return
    isAtWork = true
    await work().finally(() => (isAtWork = false))
  }
}

/** Limits for clients that send a request slowly, in milliseconds. */
const slowClientLimits = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5000 }

const listen = (handle: RequestListener, port: number, host: string | undefined, name = 'PORT'): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(slowClientLimits, handle)
    server.once('error', (error) => reject(portProblem(name, port, error)))
    server.listen(port, host, () => resolve(server))
  })
