import { hash } from 'node:crypto'
import { addDays } from '../engine/days.ts'
import type { Tip } from '../knowledge/tip-schema.ts'

/** For how many days a tip about a change in the law counts as news. */
const newsLasts = 7

/** The tip to send. `isNew`: the tip is about a recent change of the law (see `newsLasts`). */
export type Chosen = { readonly tip: Tip; readonly isNew: boolean }

/** The tips that a subscriber has seen: the id of each, with the last ISO day on which it was sent. */
export type SeenTips = ReadonlyMap<string, string>

/**
 * Chooses a subscriber's tip for a day: first news that they have not seen since the law changed, then a tip
 * they never saw, then the one they saw longest ago. Ties are ordered by a hash of `subscription` and the
 * tip's id only, so that a new tip does not reorder the others. `undefined` if no tip is about their topics.
 */
export function choose(
  tips: readonly Tip[],
  topics: readonly string[],
  seen: SeenTips,
  subscription: string,
  today: string,
): Chosen | undefined {
  const fitting = tips.filter((tip) => topics.length === 0 || tip.topics.some((topic) => topics.includes(topic)))
  const news = fitting.filter(({ id, since }) => since !== undefined && isNews(since, today) && (seen.get(id) ?? '') < since)
  const pool = news.length > 0 ? news : fitting
  const oldest = pool.reduce<string | undefined>((least, { id }) => earlier(least, seen.get(id) ?? ''), undefined)
  const ties = pool.filter(({ id }) => (seen.get(id) ?? '') === oldest)
  const [first] = ties.map((tip) => ({ tip, place: placeOf(subscription, tip.id) })).sort((a, b) => (a.place < b.place ? -1 : 1))
  return first === undefined ? undefined : { tip: first.tip, isNew: news.length > 0 }
}

const isNews = (since: string, today: string): boolean => since <= today && today < addDays(since, newsLasts)

const earlier = (one: string | undefined, other: string): string => (one === undefined || other < one ? other : one)

const placeOf = (subscription: string, tip: string): string => hash('sha256', `${subscription} ${tip}`)
