import { CompiledQuery, type Kysely } from 'kysely'
import type { Engine } from './engine.ts'
import type { Tables, Tx } from './tables.ts'
import { shortRest, batchCalls } from './batch.ts'

/** Runs `work` (a change of several statements) in a transaction, and returns what `work` returns. */
export type Write = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

type Work = (tx: Tx) => Promise<void>
type Failure = { readonly error: unknown }

/**
 * Runs the writes of a process one after the other. Writes that come at the same time share one commit,
 * each with its own savepoint: a write that fails leaves no trace and does not affect the others. Promises
 * resolve only after the commit.
 */
export function createWriter({ db, engine }: { readonly db: Kysely<Tables>; readonly engine: Pick<Engine, 'lockWriter'> }): Write {
  const commit = batchCalls(
    (works: readonly Work[]): Promise<ReadonlyArray<Failure | undefined>> =>
      db.transaction().execute(async (tx) => {
        await engine.lockWriter(tx)
        const failures: Array<Failure | undefined> = []
        for (const work of works) failures.push(await attempt(tx, work))
        return failures
      }),
    { most: 50, rest: shortRest },
  )
  return async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const { promise, resolve } = Promise.withResolvers<T>()
    const failure = await commit(async (tx) => resolve(await work(tx)))
    if (failure !== undefined) throw failure.error
    return await promise
  }
}

const savepoint = CompiledQuery.raw('savepoint work')
const release = CompiledQuery.raw('release savepoint work')
const rollback = CompiledQuery.raw('rollback to savepoint work')

/** Does one write behind a savepoint. Returns its error if it failed; then it left no trace. */
async function attempt(tx: Tx, work: Work): Promise<Failure | undefined> {
  await tx.executeQuery(savepoint)
  try {
    await work(tx)
    await tx.executeQuery(release)
    return undefined
  } catch (error) {
    await undo(tx, error)
    return { error }
  }
}

/**
 * Rolls back to the savepoint. If even that fails (a full disk, a lost connection), it throws `cause`, the error of the write, and the
 * whole commit is lost.
 */
async function undo(tx: Tx, cause: unknown): Promise<void> {
  try {
    await tx.executeQuery(rollback)
    await tx.executeQuery(release)
  } catch {
    throw cause
  }
}
