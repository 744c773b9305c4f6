import type { Platform } from '../port/platform.ts'
import type { Store } from '../store/store.ts'
import { longestDelay } from './sending-time.ts'
import { paceOf } from './send.ts'
import { dayLength } from '../engine/days.ts'

/**
 * A wave: all subscribers on a platform whose tips are due at the same moment (`at`). `count` is their
 * number, `done` the moment at which the last of them gets the tip, and `late` how many would get it too
 * late. Moments are in epoch milliseconds.
 */
export type Wave = { readonly platform: string; readonly at: number; readonly count: number; readonly done: number; readonly late: number }

/** How far ahead to plan, in milliseconds. */
const planned = dayLength

/**
 * The waves that are due in the next 24 hours, at the pace of their platform: a wave begins after those
 * before it are sent. Platforms that do not run in this installation are left out.
 */
export async function planWaves({ db }: Store, platforms: readonly Platform[], now: number): Promise<readonly Wave[]> {
  const rows = await db
    .selectFrom('subscriptions')
    .select((row) => ['platform', 'due', row.fn.countAll<number>().as('count')])
    .where('due', '<=', now + planned)
    .groupBy(['platform', 'due'])
    .orderBy('due')
    .execute()
  return platforms.flatMap((platform) =>
    waves(
      rows.flatMap(({ due, count, ...row }) => (row.platform === platform.name && due !== null ? [{ at: due, count }] : [])),
      platform,
      now,
    ),
  )
}

function waves(due: ReadonlyArray<{ readonly at: number; readonly count: number }>, platform: Platform, now: number): readonly Wave[] {
  const { gap } = paceOf(platform)
  let free = now
  return due.map(({ at, count }) => {
    const begin = Math.max(at, free)
    free = begin + count * gap
    const inTime = gap === 0 ? count : Math.max(0, Math.ceil((at + longestDelay - begin) / gap))
    return { platform: platform.name, at, count, done: free - gap, late: Math.max(0, count - inTime) }
  })
}

/**
 * The wave that takes longest from its due time until its last tip is sent; `undefined` if there is no
 * wave.
 */
export const longestWave = (all: readonly Wave[]): Wave | undefined =>
  all.toSorted((a, b) => b.done - b.at - (a.done - a.at) || b.count - a.count)[0]
