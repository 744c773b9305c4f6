import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dropDatabases, isThere } from './server.ts'

const variable = 'LICET_TEST_RUN'
const prefix = 'licet_run'

/** Where a file does not wait for the disk, if there is such a place: no test cuts the power. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** One run of all tests: what its databases are called after, and a folder for those that are files. */
export type Run = { readonly name: string; readonly folder: string }

const runOf = (name: string): Run => ({ name, folder: join(memory, name) })

/** The run that a test is in; none outside of `vitest`. */
export function currentRun(): Run | undefined {
  const name = process.env[variable]
  return name === undefined ? undefined : runOf(name)
}

/** Begins a run, and takes away what runs that were killed have left; what it gives back ends the run. */
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
