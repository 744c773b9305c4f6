import { appendFileSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answerer } from '../../src/answer/conversation-types.ts'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Incoming } from '../../src/port/incoming.ts'
import type { Platform } from '../../src/port/platform.ts'
import { home } from './home.ts'

/** A line in which a program reports the result of an event. */
export type Line = {
  readonly ready?: true
  readonly ack?: string
  readonly kind?: string
  readonly done?: string
  readonly failed?: string
  readonly why?: string
  readonly told?: string
}

/** The whole program with a fake platform. */
export type Program = { readonly hand: (incoming: Incoming) => Promise<void>; readonly close: () => Promise<void> }

/** The database of a program, the file to which it appends its sends, and how long a send takes in milliseconds. */
export type Where = { readonly url: string; readonly sent: string; readonly slow: number }

/** Starts the program. It reports the result of each event by `say`. */
export async function openProgram({ url, sent, slow }: Where, knowledge: Answerer, say: (line: Line) => void): Promise<Program> {
  const config = readConfig(
    { DATABASE_URL: url },
    { file: 'settings.example.yaml', text: readFileSync(`${home}/settings.example.yaml`, 'utf8') },
    home,
  )
  // Here one person writes for many, so the limit per person is lifted.
  const unhurried = { ...config, settings: { ...config.settings, perMinute: { messages: 1e9, characters: 1e12 } } }
  const app = await startApp(unhurried, knowledge, 'test', {
    platforms: [platform('test', sent, slow), platform('console', sent, slow)],
    now: () => Date.now(),
    chance: () => Math.random(),
    tell: (line) => say({ told: line }),
  })
  const timer = setInterval(() => void app.tick(), 200)
  return {
    hand: async (incoming) => {
      try {
        const accepted = await app.accept(incoming)
        say({ ack: incoming.event, kind: accepted.kind })
        if (accepted.kind !== 'taken') return
        await accepted.done
        say({ done: incoming.event })
      } catch (error) {
        say({ failed: incoming.event, why: String(error) })
      }
    },
    close: () => {
      clearInterval(timer)
      return app.close(config.drain)
    },
  }
}

/** A fake platform that appends each message to a file. A slow one takes its time, so that a kill can hit a send. */
const platform = (name: string, sent: string, slow: number): Platform => ({
  name,
  pace: { channel: { gap: 0, burst: 1 }, space: { gap: 0, burst: 1 } },
  send: async ({ kind, place, reply }) => {
    if (slow > 0) await sleep(Math.random() * slow)
    if (sent !== '') appendFileSync(sent, `${JSON.stringify({ kind, place: place.id, title: reply.title })}\n`)
    if (slow > 0) await sleep(Math.random() * slow)
    return { kind: 'sent', message: `${place.id}-${Math.random()}` }
  },
})
