import { appendFileSync, readFileSync } from 'node:fs'
import { createAnswerer } from '../../src/answer/answerer.ts'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { readKnowledge } from '../../src/knowledge/load.ts'
import { lasting } from './tips-knowledge.ts'

/** The whole program with a clock that its parent sets: it ticks when it is told the time, and writes down what it sends, and when. */
const { HOME_FOLDER = '', SENT = '', DATABASE_URL = '' } = process.env
const config = readConfig(
  { DATABASE_URL },
  { file: 'settings.example.yaml', text: readFileSync(`${HOME_FOLDER}/settings.example.yaml`, 'utf8') },
  HOME_FOLDER,
)
let now = 0
let count = 0

const app = await startApp(config, createAnswerer(lasting(readKnowledge(`${HOME_FOLDER}/knowledge`))), 'test', {
  platforms: [
    {
      name: 'sim',
      pace: { channel: { gap: 0, burst: 1 }, platform: { gap: 0, burst: 1 } },
      send: ({ place, reply }) => {
        const [text] = reply.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : []))
        appendFileSync(SENT, `${JSON.stringify([place.id, now, text])}\n`)
        return Promise.resolve({ kind: 'sent', message: `${process.pid}-${++count}` })
      },
    },
  ],
  now: () => now,
  chance: () => Math.random(),
  tell: (line) => process.send?.({ told: line }),
})

process.on('message', (message: { readonly now?: number; readonly stop?: boolean }) => {
  if (message.stop === true) void app.close().then(() => process.exit(0))
  else if (message.now !== undefined) {
    now = message.now
    const ticked = message.now
    void app.tick().then(() => process.send?.({ ticked }))
  }
})
process.send?.({ ready: true })
