import { appendFileSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answerer } from '../../src/answer/answer.ts'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Incoming } from '../../src/port/incoming.ts'
import type { Platform } from '../../src/port/platform.ts'
import { home } from './home.ts'

/** A line in which a program says what came of what it was handed. */
export type Line = {
  readonly ready?: true
  readonly ack?: string
  readonly kind?: string
  readonly done?: string
  readonly failed?: string
  readonly why?: string
  readonly told?: string
}

/** The whole program without a person in front. */
export type Program = { readonly hand: (incoming: Incoming) => Promise<void>; readonly close: () => Promise<void> }

/** Where a program keeps what lasts, the file that what it says goes to, and how many milliseconds a send may take; none for at once. */
export type Where = { readonly url: string; readonly sent: string; readonly slow: number }

/** Starts the program. What comes of an event it says by `say`. */
export async function openProgram({ url, sent, slow }: Where, knowledge: Answerer, say: (line: Line) => void): Promise<Program> {
  const config = readConfig(
    { DATABASE_URL: url },
    { file: 'settings.example.yaml', text: readFileSync(`${home}/settings.example.yaml`, 'utf8') },
    home,
  )
  // One person writes for many here.
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

/** Says a thing by one line of a file; it takes a while where it is slow, so that a kill can fall inside it. */
const platform = (name: string, sent: string, slow: number): Platform => ({
  name,
  pace: { channel: { gap: 0, burst: 1 }, platform: { gap: 0, burst: 1 } },
  send: async ({ kind, place, reply }) => {
    if (slow > 0) await sleep(Math.random() * slow)
    if (sent !== '') appendFileSync(sent, `${JSON.stringify({ kind, place: place.id, title: reply.title })}\n`)
    if (slow > 0) await sleep(Math.random() * slow)
    return { kind: 'sent', message: `${place.id}-${Math.random()}` }
  },
})
