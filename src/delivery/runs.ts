import type { Tx } from '../store/store.ts'

/** Whether this process is the one that does a job for a time slot. The answer is `true` once, over all processes and restarts. */
export async function isOurs(tx: Tx, job: string, slot: string, now: number): Promise<boolean> {
  const row = await tx
    .insertInto('runs')
    .values({ job, slot, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('job')
    .executeTakeFirst()
  return row !== undefined
}
