import { hostname, userInfo } from 'node:os'
import { fileURLToPath } from 'node:url'
import { codeVersion, createLicet, dayOf } from '../src/index.ts'
import { readServedConfig, type ServedConfig } from './config.ts'
import { commands } from './console/app.ts'
import type { Command, Environment } from './console/command.ts'
import { asksForHelp, usage } from './console/usage.ts'
import { addedBy } from './environment.ts'
import { exitWhenIdle } from './exit.ts'
import { faultInWords } from './fault.ts'
import { manifestUsage, writeManifest } from './manifest.ts'
import { runProgram } from './run-program.ts'
import { createPlatforms } from './platforms.ts'
import { serve } from './serve.ts'

const home = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

/** An uncaught error ends the program with one line and no stack trace, which could show secrets or people's words. */
process.once('uncaughtException', (error) => {
  process.stderr.write(`${faultInWords(error)}\n`)
  process.exit(1)
})

Object.assign(process.env, addedBy(`${home}/.env`, process.env))

const config = (): ServedConfig => readServedConfig(process.env, home)

const outside: Environment['outside'] = {
  now: () => Date.now(),
  chance: () => Math.random(),
  tell: (line) => process.stderr.write(`${line}\n`),
}

/**
 * The name of the account that the process runs under, or its number if it has no name (which happens in
 * containers).
 */
function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'somebody')
  }
}

/** What commands get from the outside world. Only this file reads the environment and the clock. */
const environment: Environment = {
  arguments: process.argv.slice(3),
  account: `${accountName()}@${hostname()}`,
  today: dayOf(Date.now()),
  color: process.stdout.isTTY && process.env['NO_COLOR'] === undefined && process.env['TERM'] !== 'dumb',
  interactive: process.stderr.isTTY,
  width: Math.min(process.stdout.columns ?? 100, 100),
  input: process.stdin,
  write: (text) => process.stdout.write(text),
  taken: () => (process.stdout.writableNeedDrain ? new Promise((resolve) => process.stdout.once('drain', resolve)) : Promise.resolve()),
  warn: (text) => process.stderr.write(text),
  now: () => performance.now(),
  load: (folder) => createLicet(folder ?? process.env['LICET_KNOWLEDGE'] ?? `${home}/knowledge`),
  config,
  platforms: async () => (await createPlatforms(config(), outside)).map(({ platform }) => platform),
  code: () => codeVersion(home),
  outside,
  stopped: () => new Promise((resolve) => ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, () => resolve()))),
  run: (program, words, more) => runProgram(program, words, { ...process.env, ...more }),
  every: (span, work) => {
    const timer = setInterval(() => void work(), span)
    return () => clearInterval(timer)
  },
}

/** A closed pipe, e.g. with `| head`, is not an error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  void exitWhenIdle(0)
})

const name = process.argv[2] ?? ''
/** The commands that need the code of the platforms; `commands` has the others. */
const wider: Readonly<Record<string, Command>> = {
  serve: (machine) => serve(machine, config()),
  manifest: (machine) => writeManifest(machine, process.env, home),
}
const help: Readonly<Record<string, string>> = { ...usage, manifest: manifestUsage }
const run = wider[name] ?? commands[name]
if (asksForHelp([name])) process.stdout.write(Object.values(help).join('\n'))
else if (run === undefined) {
  process.stderr.write(`unknown command \`${name}\`; use one of ${[...Object.keys(wider), ...Object.keys(commands)].join(', ')}\n`)
  process.exitCode = 2
} else if (asksForHelp(environment.arguments)) process.stdout.write(help[name] ?? '')
else {
  try {
    process.exitCode = await run(environment)
  } catch (error) {
    process.stderr.write(`${faultInWords(error)}\n`)
    process.exitCode = 1
  }
}
// Write out what is buffered, then exit, even if something is still open, e.g. a database connection that
// never responds.
for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write('', resolve))
await exitWhenIdle()
