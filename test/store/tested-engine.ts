import { randomBytes } from 'node:crypto'
import type { Kysely, RawBuilder } from 'kysely'
import type { Engine as ProgramEngine } from '../../src/store/engine.ts'
import { openStore } from '../../src/store/store.ts'
import type { Tables } from '../../src/store/tables.ts'
import { currentRun, type Run } from './run.ts'

/** A database made for one test; `drop` deletes it. */
export type Made = { readonly url: string; readonly drop: () => Promise<void> }

/** The initial contents of a database. Made once per run of the tests, then copied for each test. */
export type Start = { readonly name: string; readonly fill: (url: string) => Promise<void> }

/** A database engine as tests use it: how its databases are made, and how they are brought into trouble. */
export type Engine = {
  /** The name in the titles of tests; in small letters, that of its folder in `test/kept`. */
  readonly name: string
  readonly own: ProgramEngine
  /** Why it cannot be tested, if so. */
  readonly missing: string | undefined
  /** Whether its databases are on a server that has a clock of its own. */
  readonly hasClock: boolean
  /** An empty database that the program has not opened yet. */
  readonly make: () => Promise<Made>
  /** An address where no database exists yet. */
  readonly empty: () => Promise<Made>
  /** A copy of initial contents; by default only today's schema. */
  readonly copy: (start?: Start) => Promise<Made>
  readonly trouble: Trouble
  readonly kept: Kept
}

/** How a database is brought into trouble, or changed as nobody may. */
type Trouble = {
  /** Statements that let the record be changed. */
  readonly openRecord: readonly string[]
  /** Statements that let every insert into `runs` fail with these words and this code, and the one that ends it. */
  readonly refuseRuns: (words: string, code: string) => { readonly begin: readonly string[]; readonly end: string }
  /** Holds the lock of the writer, as a hanging program would; returns how to release it. */
  readonly holdWriter: (url: string) => Promise<() => Promise<void>>
  /** Lets nobody else read a table, where the engine can do that; returns how to release it. */
  readonly lockTable?: (url: string, table: string) => Promise<() => Promise<void>>
  readonly setReadOnly: (store: { readonly url: string; readonly db: Kysely<Tables> }, isReadOnly: boolean) => Promise<void>
}

/** How a database is kept in `test/kept`. What is `from` in it becomes `to`. */
type Kept = {
  readonly file: string
  readonly content: (url: string, swap: Swap) => Buffer
  /** Brings the content to a new database, whose writes then wait for no disk. */
  readonly restore: (made: Made, content: Buffer, swap: Swap) => Promise<Made>
  /** A statement for each connection, so that its writes wait for no disk. */
  readonly hurry?: string
  /** Every column of the program's tables with its type, a line each. */
  readonly columns: RawBuilder<{ readonly line: string }>
}

export type Swap = { readonly from: string; readonly to: string }

const schemaOfToday: Start = { name: 'schema', fill: async (url) => await (await openStore(url)).close() }

/** Copies initial contents with `copyIn`; outside of a run, where nothing is remembered, it makes them anew. */
export const copying =
  (make: Engine['make'], copyIn: (start: Start, run: Run) => Promise<Made>): Engine['copy'] =>
  async (start = schemaOfToday) => {
    const run = currentRun()
    if (run !== undefined) return await copyIn(start, run)
    const made = await make()
    await start.fill(made.url)
    return made
  }

/** A name that no other database has. */
export const anew = (): string => randomBytes(6).toString('hex')
