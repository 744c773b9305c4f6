import type { Base } from '../knowledge/base.ts'
import { doubtful, fine, type Finding } from '../port/finding.ts'
import type { Platform } from '../port/platform.ts'
import type { Store } from '../store/store.ts'
import { longestWave, planWaves, type Wave } from '../tips/plan.ts'
import { tipsOn } from '../tips/tip.ts'
import type { Check } from './run-check.ts'
import { counted, lengthWords } from './duration.ts'
import { dayOf } from '../engine/days.ts'

/** Checks who gets tips, whether all can be served in time, and whether there are tips for them. */
export const tipsCheck = (store: Store, base: Base, platforms: readonly Platform[], now: number): Check => ({
  what: 'Tips',
  mend: 'look at the database server',
  look: () => lookAtTips(store, base, platforms, now),
})

async function lookAtTips(store: Store, base: Base, platforms: readonly Platform[], now: number): Promise<Finding> {
  const wishes = await store.db
    .selectFrom('subscriptions')
    .select((row) => ['topics', row.fn.countAll<number>().as('count')])
    .groupBy('topics')
    .execute()
  const { fit, withheld } = tipsOn({ base }, dayOf(now))
  const sum = (rows: ReadonlyArray<{ readonly count: number }>): number => rows.reduce((all, { count }) => all + count, 0)
  const unserved = sum(
    wishes.filter(({ topics }) => !fit.some((tip) => topics === '' || tip.topics.some((topic) => topics.split(',').includes(topic)))),
  )
  const plan = await planWaves(store, platforms, now)
  const seen = [
    counted(sum(wishes), 'subscriber'),
    `${fit.length} tips fit today${withheld.length === 0 ? '' : `, ${withheld.length} are withheld`}`,
    ...planWords(longestWave(plan)),
  ].join('; ')
  if (unserved > 0)
    return doubtful(
      'Tips',
      `${seen}; none fits what ${counted(unserved, 'subscriber')} chose`,
      'mend or add tips: npm run check lists what is withheld',
    )
  const late = sum(plan.map((wave) => ({ count: wave.late })))
  if (late > 0)
    return doubtful(
      'Tips',
      `${seen}; ${counted(late, 'subscriber')} would be reached too late`,
      'ask people to choose other times: npm run tips -- plan shows them',
    )
  if (withheld.length > 0) return doubtful('Tips', seen, 'npm run check lists what is withheld, with why')
  return fine('Tips', seen)
}

/** The busiest moment of the next 24 hours, in words; empty if no tips are due. */
function planWords(wave: Wave | undefined): readonly string[] {
  if (wave === undefined) return []
  const at = `${new Date(wave.at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
  return [`at the busiest moment, ${at} on ${wave.platform}, ${wave.count} in ${lengthWords(Math.max(0, wave.done - wave.at))}`]
}
