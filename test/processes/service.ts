import { appendFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { createAnswerer } from '../../src/answer/answerer.ts'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { readKnowledge } from '../../src/knowledge/load.ts'
import type { Incoming } from '../../src/reply/incoming.ts'
import type { Platform } from '../../src/reply/platform.ts'
import { readFileSync } from 'node:fs'

/** The whole program without a person in front: events come from the parent process, what it says goes to a file. */
const { HOME_FOLDER = '', SENT = '', DATABASE_URL = '', SLOW = '0' } = process.env
const config = readConfig(
  { DATABASE_URL },
  { file: 'settings.example.yaml', text: readFileSync(`${HOME_FOLDER}/settings.example.yaml`, 'utf8') },
  HOME_FOLDER,
)

/** Says a thing by one line of a file; it takes a while, so that a kill can fall inside it. */
const platform = (name: string): Platform => ({
  name,
  pace: { channel: { gap: 0, burst: 1 }, platform: { gap: 0, burst: 1 } },
  send: async ({ kind, place, reply }) => {
    if (SLOW !== '0') await sleep(Math.random() * Number(SLOW))
    if (SENT !== '') appendFileSync(SENT, `${JSON.stringify({ kind, place: place.id, title: reply.title })}\n`)
    if (SLOW !== '0') await sleep(Math.random() * Number(SLOW))
    return { kind: 'sent', message: `${place.id}-${Math.random()}` }
  },
})

// One person writes for many here.
const unhurried = { ...config, settings: { ...config.settings, perMinute: { messages: 1e9, characters: 1e12 } } }
const app = await startApp(unhurried, createAnswerer(readKnowledge(`${HOME_FOLDER}/knowledge`)), 'test', {
  platforms: [platform('test'), platform('console')],
  now: () => Date.now(),
  chance: () => Math.random(),
  tell: (line) => process.send?.({ told: line }),
})
const timer = setInterval(() => void app.tick(), 200)

const end = (): void => {
  clearInterval(timer)
  void app.close().then(() => process.exit(0))
}
process.once('SIGTERM', end)

process.on('message', (message: { readonly incoming?: Incoming; readonly stop?: boolean }) => {
  if (message.stop === true) end()
  else if (message.incoming !== undefined) void take(message.incoming)
})

async function take(incoming: Incoming): Promise<void> {
  try {
    const accepted = await app.accept(incoming)
    process.send?.({ ack: incoming.event, kind: accepted.kind })
    if (accepted.kind === 'taken') process.send?.({ done: incoming.event, form: (await accepted.done).form !== undefined })
  } catch (error) {
    process.send?.({ failed: incoming.event, why: String(error) })
  }
}

process.send?.({ ready: true })
