import type { Tx } from '../store/tables.ts'
import { farthestWait } from './clock-skew.ts'

/**
 * Claims a time slot of a job. For each slot only one of all processes ever gets `true`; that process does
 * the job. A claim written by a clock that ran far ahead is ignored.
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
