import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Incoming, IncomingAct } from '../../src/port/incoming.ts'
import { home } from './home.ts'
import { openProgram, type Line } from './program.ts'

export type { Line } from './program.ts'

/** The service under test, in this or another process. */
export type Service = { readonly hand: (incoming: Incoming) => void; readonly stop: () => Promise<void> }

/** The service as a process of its own. */
export type ServiceProcess = Service & {
  readonly kill: () => Promise<void>
  /** Asks it to end by SIGTERM, as an operator would. */
  readonly end: () => Promise<void>
}

/** Starts the service on a database; `hear` is called with each line it reports. */
export type Begin = (url: string, sent: string, hear: (line: Line) => void, slow?: number) => Promise<Service>

/** The environment of every process here. Like `npm start`, it caches compiled TypeScript. */
export const environment = {
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: `${home}/node_modules/.cache/licet`,
} as const

/** Prints failures, except that an ending process refuses events, which is expected. */
function complain({ failed, why }: Line): void {
  if (failed !== undefined && why?.includes('is ending') !== true) process.stderr.write(`${failed}: ${why ?? ''}\n`)
}

/** Starts the service as a process. */
export async function startService(url: string, sent: string, hear: (line: Line) => void, slow = 0): Promise<ServiceProcess> {
  const child = fork(fileURLToPath(new URL('service.ts', import.meta.url)), [], {
    env: { ...environment, DATABASE_URL: url, SENT: sent, SLOW: String(slow) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ready = Promise.withResolvers<void>()
  child.on('message', (line: Line) => {
    if (line.ready === true) ready.resolve()
    complain(line)
    hear(line)
  })
  child.on('exit', (code) => ready.reject(new Error(`the service ended with ${code}`)))
  await ready.promise
  const gone = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  return {
    hand: (incoming) => void (child.connected && child.send({ incoming }, () => undefined)),
    stop: async () => {
      if (child.connected) child.send({ stop: true })
      await gone()
    },
    end: async () => {
      child.kill('SIGTERM')
      await gone()
    },
    kill: async () => {
      child.kill('SIGKILL')
      await gone()
    },
  }
}

/**
 * Starts the service in this process, for small runs: it has its own connections, but cannot be killed. A process would take
 * seconds to start.
 */
export const startHere: Begin = async (url, sent, hear, slow = 0) => {
  const { answerer } = await import('../licet.ts')
  const program = await openProgram({ url, sent, slow }, answerer, (line) => {
    complain(line)
    hear(line)
  })
  return { hand: (incoming) => void program.hand(incoming), stop: program.close }
}

/** An event as a platform would send it; by default each in a place of its own. */
export const event = (id: string, said: IncomingAct, person = 'test:ann', place = id): Incoming => ({
  event: `test:${id}`,
  person: { id: person, name: person.slice(person.indexOf(':') + 1) },
  place: { platform: person.slice(0, person.indexOf(':')), id: place },
  said,
})
