import { appendFileSync, readFileSync } from 'node:fs'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Tell } from '../../src/port/log.ts'
import { home } from './home.ts'
import { lastingKnowledge } from './tips-knowledge.ts'

/** The whole program with a clock set from outside; it works only when told the time. */
export type Clockwork = { readonly tick: (now: number) => Promise<void>; readonly close: () => Promise<void> }

/** Starts it. It appends each send with its time to the file `sent`. */
export async function openClockwork(url: string, sent: string, tell: Tell): Promise<Clockwork> {
  const config = readConfig(
    { DATABASE_URL: url },
    { file: 'settings.example.yaml', text: readFileSync(`${home}/settings.example.yaml`, 'utf8') },
    home,
  )
  let now = 0
  let count = 0
  const app = await startApp(config, lastingKnowledge(), 'test', {
    platforms: [
      {
        name: 'sim',
        pace: { channel: { gap: 0, burst: 1 }, space: { gap: 0, burst: 1 } },
        send: ({ place, reply }) => {
          const [text] = reply.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
          appendFileSync(sent, `${JSON.stringify([place.id, now, text])}\n`)
          return Promise.resolve({ kind: 'sent', message: `${process.pid}-${++count}` })
        },
      },
    ],
    now: () => now,
    chance: () => Math.random(),
    tell,
  })
  return {
    tick: (time) => {
      now = time
      return app.tick()
    },
    close: app.close,
  }
}
