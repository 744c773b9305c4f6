import type { Tx } from '../store/store.ts'
import { farthestWait } from './clock-skew.ts'

/**
 * Claims a time slot of a job. Returns `true` to one process only, which then does the job, over all processes and restarts. A
 * claim that a clock far ahead has written does not count.
 */
export async function claimSlot(tx: Tx, job: string, slot: string, now: number): Promise<boolean> {
  const row = await tx
    .insertInto('runs')
    .values({ job, slot, at: now })
    .onConflict((conflict) => conflict.columns(['job', 'slot']).doUpdateSet({ at: now }).where('runs.at', '>', farthestWait(now, 0)))
    .returning('job')
    .executeTakeFirst()
  return row !== undefined
}
