import { exitWhenIdle } from '../../adapters/exit.ts'
import { createAnswerer } from '../../src/answer/answerer.ts'
import { readKnowledge } from '../../src/knowledge/load.ts'
import type { Incoming } from '../../src/port/incoming.ts'
import { home } from './home.ts'
import { openProgram, type Line } from './program.ts'

/** The program as a process of its own, which gets events from its parent and reports results to it. */
const { SENT = '', DATABASE_URL = '', SLOW = '0' } = process.env

// Ends with its parent.
process.once('disconnect', () => process.exit(1))

/** Reports a line, unless the parent is gone. */
const say = (line: Line): void => void (process.connected && process.send?.(line, () => undefined))

const program = await openProgram(
  { url: DATABASE_URL, sent: SENT, slow: Number(SLOW) },
  createAnswerer(readKnowledge(`${home}/knowledge`)),
  say,
)
const end = (): void => void program.close().then(() => exitWhenIdle(0))
process.once('SIGTERM', end)
process.on('message', (message: { readonly incoming?: Incoming; readonly stop?: boolean }) => {
  if (message.stop === true) end()
  else if (message.incoming !== undefined) void program.hand(message.incoming)
})
say({ ready: true })
