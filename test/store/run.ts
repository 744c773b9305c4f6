import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dropAll } from './server.ts'

const variable = 'LICET_TEST_RUN'

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

/** Begins a run; what it gives back ends it, and takes away all that its tests left. */
export function setup(): () => Promise<void> {
  const { name, folder } = runOf(`licet_test_${randomBytes(6).toString('hex')}`)
  process.env[variable] = name
  mkdirSync(folder)
  return async () => {
    rmSync(folder, { recursive: true, force: true })
    await dropAll(name)
  }
}
