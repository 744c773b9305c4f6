import type { Tx } from '../store/tables.ts'
import { farthestWait } from './clock-skew.ts'

/**
 * Claims a time slot of a job. Only one of all processes ever gets `true` for a slot, and does the job. A claim written by a clock that
 * ran far ahead does not count.
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
