import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Incoming, Said } from '../../src/reply/incoming.ts'

/** A line that the service sends to its parent. */
export type Line = {
  readonly ready?: true
  readonly ack?: string
  readonly kind?: string
  readonly done?: string
  readonly failed?: string
  readonly why?: string
  readonly told?: string
}

/** One process of the service. */
export type Service = {
  readonly child: ChildProcess
  readonly hand: (incoming: Incoming) => void
  readonly stop: () => Promise<void>
  readonly kill: () => Promise<void>
  /** Asks it to end, as whoever runs it does. */
  readonly end: () => Promise<void>
}

const home = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** What every process of these tests finds around it. As `npm start`, it keeps what Node makes of the TypeScript. */
export const environment = {
  PATH: process.env['PATH'] ?? '',
  HOME_FOLDER: home,
  NODE_COMPILE_CACHE: `${home}/node_modules/.cache/licet`,
} as const

/** Starts one process of the service on a database; `hear` gets every line it sends. */
export async function startService(url: string, sent: string, hear: (line: Line) => void, slow = 0): Promise<Service> {
  const child = fork(fileURLToPath(new URL('service.ts', import.meta.url)), [], {
    env: { ...environment, DATABASE_URL: url, SENT: sent, SLOW: String(slow) },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ready = Promise.withResolvers<void>()
  child.on('message', (line: Line) => {
    if (line.ready === true) ready.resolve()
    // Who is ending takes nothing, and is not asked to say so.
    if (line.failed !== undefined && line.why?.includes('is ending') !== true) process.stderr.write(`${line.failed}: ${line.why ?? ''}\n`)
    hear(line)
  })
  child.on('exit', (code) => ready.reject(new Error(`the service ended with ${code}`)))
  await ready.promise
  const gone = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  return {
    child,
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

/** An event as a platform would send it; each in a place of its own unless one is given. */
export const event = (id: string, said: Said, person = 'test:ann', place = id): Incoming => ({
  event: `test:${id}`,
  person: { id: person, name: person.slice(person.indexOf(':') + 1) },
  place: { platform: person.slice(0, person.indexOf(':')), id: place },
  said,
})
