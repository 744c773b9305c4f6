import { sql } from 'kysely'
import type { Pace } from '../reply/platform.ts'
import type { Tx } from '../store/store.ts'

/**
 * Takes one slot of a channel's pace, or returns `false` where it must wait. The generic cell rate algorithm: `free_at` is
 * when the channel would be at rest again, and may lie at most `burst - 1` gaps ahead. One row serves every process.
 */
export async function takeSlot(tx: Tx, channel: string, { gap, burst }: Pace, now: number): Promise<boolean> {
  const taken = await tx
    .insertInto('pace')
    .values({ channel, free_at: now + gap, held_until: 0 })
    .onConflict((conflict) =>
      conflict
        .column('channel')
        .doUpdateSet({ free_at: sql<number>`case when pace.free_at > ${now} then pace.free_at else ${now} end + ${gap}` })
        .where('pace.free_at', '<=', now + gap * (burst - 1))
        .where('pace.held_until', '<=', now),
    )
    .returning('channel')
    .executeTakeFirst()
  return taken !== undefined
}

/** Keeps a channel silent until a time: the platform asked for it. */
export async function holdUntil(tx: Tx, channel: string, until: number): Promise<void> {
  await tx
    .insertInto('pace')
    .values({ channel, free_at: 0, held_until: until })
    .onConflict((conflict) => conflict.column('channel').doUpdateSet({ held_until: until }).where('pace.held_until', '<', until))
    .execute()
}
