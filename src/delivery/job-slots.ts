import type { Tx } from '../store/store.ts'
import { farthest } from './clock-skew.ts'

/**
 * Claims a time slot of a job: whether this process is the one that does it. The answer is `true` once, over all processes and restarts;
 * what a clock that was ahead did before its time does not count.
 */
export async function claimSlot(tx: Tx, job: string, slot: string, now: number): Promise<boolean> {
  const row = await tx
    .insertInto('runs')
    .values({ job, slot, at: now })
    .onConflict((conflict) => conflict.columns(['job', 'slot']).doUpdateSet({ at: now }).where('runs.at', '>', farthest(now, 0)))
    .returning('job')
    .executeTakeFirst()
  return row !== undefined
}
