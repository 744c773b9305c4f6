import { sql } from 'kysely'
import type { Pace } from '../port/platform.ts'
import { prepared } from '../store/prepared.ts'
import type { Tx } from '../store/tables.ts'
import { farthestWait, hasCome } from './clock-skew.ts'

/** The longest time for which a platform can make Licet send nothing to a space, in milliseconds. */
export const longestHold = 3_600_000

/**
 * Uses one slot of the pace of a channel or space; returns `false` if it must wait. This is the generic cell rate algorithm. `free_at` is
 * when all slots are free again, at most `burst` gaps ahead. All processes share its row in the table.
 */
export async function takeSlot(tx: Tx, channel: string, { gap, burst }: Pace, now: number): Promise<boolean> {
  const taken = await takeFree(tx, {
    channel,
    now,
    gap,
    next: now + gap,
    latest: now + gap * (burst - 1),
    possible: farthestWait(now, gap * burst),
    possibleHold: farthestWait(now, longestHold),
  })
  return taken.length > 0
}

type Slot = {
  readonly channel: string
  readonly now: number
  readonly gap: number
  readonly next: number
  readonly latest: number
  readonly possible: number
  readonly possibleHold: number
}

const takeFree = prepared((db, { channel, now, gap, next, latest, possible, possibleHold }: Slot) =>
  db
    .insertInto('pace')
    .values({ channel, free_at: next, held_until: 0 })
    .onConflict((conflict) =>
      conflict
        .column('channel')
        .doUpdateSet({
          free_at: sql<number>`case when pace.free_at > ${now} and pace.free_at <= ${possible} then pace.free_at else ${now} end + ${gap}`,
        })
        .where((row) => row.or([row('pace.free_at', '<=', latest), row('pace.free_at', '>', possible)]))
        .where(hasCome('pace.held_until', now, possibleHold)),
    )
    .returning('channel'),
)

/** Stops sending to a space until a time, because the platform asked for that. */
export async function holdUntil(tx: Tx, space: string, until: number, now: number): Promise<void> {
  await tx
    .insertInto('pace')
    .values({ channel: space, free_at: 0, held_until: until })
    .onConflict((conflict) =>
      conflict
        .column('channel')
        .doUpdateSet({ held_until: until })
        .where(hasCome('pace.held_until', until - 1, farthestWait(now, longestHold))),
    )
    .execute()
}
