import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dropDatabases, isThere } from './server.ts'

const variable = 'LICET_TEST_RUN'
const prefix = 'licet_run'

/** A folder in memory, if there is one: tests need not survive a power failure. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** One run of all tests: the prefix of its databases' names, and a folder for database files. */
export type Run = { readonly name: string; readonly folder: string }

const runOf = (name: string): Run => ({ name, folder: join(memory, name) })

/** The current run; `undefined` outside of vitest. */
export function currentRun(): Run | undefined {
  const name = process.env[variable]
  return name === undefined ? undefined : runOf(name)
}

/** Begins a run, and deletes what killed runs left behind; the returned function ends the run. */
export async function setup(): Promise<() => Promise<void>> {
  await takeAway(isForgotten)
  const { name, folder } = runOf(`${prefix}_${Date.now().toString(36)}_${randomBytes(6).toString('hex')}`)
  process.env[variable] = name
  mkdirSync(folder)
  return () => takeAway((one) => one.startsWith(name))
}

async function takeAway(isOver: (name: string) => boolean): Promise<void> {
  const isOurs = (name: string): boolean => name.startsWith(`${prefix}_`) && isOver(name)
  for (const name of readdirSync(memory).filter(isOurs)) rmSync(join(memory, name), { recursive: true, force: true })
  if (await isThere()) await dropDatabases(isOurs)
}

const day = 86_400_000
const isForgotten = (name: string): boolean => Date.now() - Number.parseInt(name.slice(prefix.length + 1), 36) > day
