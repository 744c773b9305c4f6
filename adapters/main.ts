import { fileURLToPath } from 'node:url'
import { createLicet, KnowledgeError } from '../src/index.ts'
import { commands, type Environment } from './console/app.ts'

/** The composition root: the only place that reads the environment and the clock. */
const environment: Environment = {
  arguments: process.argv.slice(3),
  today: new Date().toISOString().slice(0, 10),
  color: process.stdout.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb',
  interactive: process.stderr.isTTY,
  width: Math.min(process.stdout.columns ?? 100, 100),
  input: process.stdin,
  write: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
  now: () => performance.now(),
  load: () => createLicet(process.env['LICET_KNOWLEDGE'] ?? fileURLToPath(new URL('../knowledge', import.meta.url))),
}

/** `| head` closes the pipe early: that is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const name = process.argv[2] ?? ''
const run = commands[name]
if (run === undefined) {
  process.stderr.write(`unknown command \`${name}\`; use one of ${Object.keys(commands).join(', ')}\n`)
  process.exitCode = 2
} else {
  try {
    process.exitCode = await run(environment)
  } catch (error) {
    if (!(error instanceof KnowledgeError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
