import { headOf, hasItsEnd } from '../record/read-chain.ts'
import { broken, doubtful, fine, type Finding } from '../port/finding.ts'
import type { Memory } from '../store/memory.ts'
import { identify, tryWriting } from '../store/look-at-database.ts'
import type { Store } from '../store/store.ts'
import type { Check } from './run-check.ts'
import { judgeClock } from './clock.ts'
import { counted, lengthWords } from './duration.ts'

/**
 * Checks that the database can be opened, and that its schema fits this program. Without a database, none
 * of its contents can be checked.
 */
export const databaseCheck = (open: () => Promise<Store>): Check => ({
  what: 'Database',
  mend: 'start it, or correct DATABASE_URL',
  look: async () => {
    const { engine, schema, known } = await identify(await open())
    return schema === known
      ? fine('Database', `${engine}, schema ${schema}`)
      : doubtful('Database', `${engine}, schema ${schema}; this program knows ${known}`, 'run the same version of Licet everywhere')
  },
})

/** A write that takes at least this long, in milliseconds, is reported as doubtful. */
const slowWrite = 1000

/** Checks that a write succeeds, and how long it takes. */
export const writingCheck = (store: Store, now: () => number): Check => ({
  what: 'Database writing',
  mend: 'end the program that holds the database, or see what keeps its disk busy',
  look: async () => {
    const begun = now()
    await tryWriting(store, begun)
    const took = now() - begun
    return took < slowWrite
      ? fine('Database writing', `a write took ${lengthWords(took)}`)
      : doubtful('Database writing', `a write took ${lengthWords(took)}`, 'see what keeps the disk of the database busy')
  },
})

/** Checks of the database's clock, of the record, and of the memory of conversations. */
export const storageChecks = (store: Store, memory: Memory, now: () => number): readonly Check[] => [
  { what: 'Database clock', mend: 'look at the database server', look: () => compareClock(store, now) },
  { what: 'Record', mend: 'look at the database server', look: () => lookAtRecord(store) },
  { what: 'Memory', mend: memoryMend[memory.where], look: () => lookAtMemory(memory) },
]

async function compareClock(store: Store, now: () => number): Promise<readonly Finding[]> {
  const before = now()
  const there = await store.engine.clock(store.db)
  return there === undefined ? [] : [judgeClock('Database clock', there - (before + now()) / 2)]
}

async function lookAtRecord(store: Store): Promise<Finding> {
  const { seq } = await headOf(store)
  return (await hasItsEnd(store))
    ? fine('Record', `${counted(seq, 'entry').replace('entrys', 'entries')}, the chain has its end`)
    : broken(
        'Record',
        'the end that the database names is not the end of the chain',
        'run npm run record -- verify, and put the last backup in its place',
      )
}

const memoryMend: Readonly<Record<Memory['where'], string>> = {
  'the database': 'look at the database server',
  Redis: 'start Redis, or correct REDIS_URL; until then conversations are forgotten, and a follow-up asks what it is about',
}

async function lookAtMemory(memory: Memory): Promise<Finding> {
  try {
    await memory.probe()
    return fine('Memory', `conversations are kept in ${memory.where}`)
  } catch (error) {
    if (memory.where === 'the database') throw error
    return broken('Memory', 'Redis does not answer', memoryMend.Redis)
  }
}
