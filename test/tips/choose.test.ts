import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/engine/days.ts'
import { choose } from '../../src/tips/choose.ts'
import type { Tip } from '../../src/knowledge/tip-schema.ts'

const topicIds = ['uas', 'aukus', 'data'] as const
const tip = (id: string, topics: Tip['topics'] = ['uas'], since?: string): Tip => ({
  id,
  topics,
  text: `The thought of ${id}.`,
  sources: [],
  rules: [],
  articles: [],
  holds: [],
  ...(since === undefined ? {} : { since }),
})

/** Sends a tip a day, and remembers them. */
function year(
  subscription: string,
  tipsOf: (day: string) => readonly Tip[],
  days: number,
  { topics = [], from = '2026-01-01' }: { readonly topics?: readonly string[]; readonly from?: string } = {},
): ReadonlyArray<{ readonly day: string; readonly id: string; readonly isNew: boolean }> {
  const seen = new Map<string, string>()
  return Array.from({ length: days }, (_, index) => addDays(from, index)).flatMap((day) => {
    const chosen = choose(tipsOf(day), topics, seen, subscription, day)
    if (chosen === undefined) return []
    seen.set(chosen.tip.id, day)
    return [{ day, id: chosen.tip.id, isNew: chosen.isNew }]
  })
}

const someTips = fc
  .uniqueArray(fc.tuple(fc.string({ minLength: 1, maxLength: 4 }), fc.subarray<Tip['topics'][number]>([...topicIds], { minLength: 1 })), {
    selector: ([id]) => id,
    minLength: 1,
    maxLength: 15,
  })
  .map((all) => all.map(([id, topics]) => tip(id, topics)))

describe('choosing the tip of a day', () => {
  test('no tip is repeated before all that fit have been sent', () => {
    fc.assert(
      fc.property(someTips, fc.subarray<Tip['topics'][number]>([...topicIds]), fc.string(), (tips, topics, subscription) => {
        const fitting = tips.filter(
          (one) => topics.length === 0 || one.topics.some((topic) => (topics as readonly string[]).includes(topic)),
        )
        const sent = year(subscription, () => tips, 40, { topics }).map(({ id }) => id)
        expect(sent).toHaveLength(fitting.length === 0 ? 0 : 40)
        for (let index = 0; index + fitting.length <= sent.length; index++)
          expect(new Set(sent.slice(index, index + fitting.length)).size).toBe(fitting.length)
      }),
      { numRuns: 200 },
    )
  })

  test('the choice is the same for the same subscriber and day, in whatever order the tips are listed', () => {
    fc.assert(
      fc.property(someTips, fc.string(), (tips, subscription) => {
        expect(year(subscription, () => tips.toReversed(), 20)).toEqual(year(subscription, () => tips, 20))
      }),
    )
  })

  test('adding a tip does not change the order of the others', () => {
    fc.assert(
      fc.property(someTips, fc.string(), (tips, subscription) => {
        const more = [...tips, tip('added')]
        const before = year(subscription, () => tips, tips.length).map(({ id }) => id)
        const after = year(subscription, () => more, more.length).map(({ id }) => id)
        expect(after.filter((id) => id !== 'added')).toEqual(before)
      }),
    )
  })

  test('a tip withheld for a while is not sent meanwhile, and is sent later', () => {
    const tips = ['a', 'b', 'c', 'd'].map((id) => tip(id))
    const sent = year('s', (day) => (day < '2026-01-09' ? tips.slice(1) : tips), 16)
    expect(sent.filter(({ day }) => day < '2026-01-09').map(({ id }) => id)).not.toContain('a')
    expect(sent.find(({ day }) => day === '2026-01-09')?.id).toBe('a')
  })

  test('subscribers have different orders', () => {
    const tips = Array.from({ length: 20 }, (_, index) => tip(`t${index}`))
    const firsts = new Set(Array.from({ length: 50 }, (_, index) => year(`s${index}`, () => tips, 1)[0]?.id))
    expect(firsts.size).toBeGreaterThan(10)
  })

  test('news comes first, within a week, once; then it is a tip like any other', () => {
    const tips = ['a', 'b', 'c'].map((id) => tip(id))
    const news = tip('news', ['uas'], '2026-01-10')
    const sent = year('s', () => [...tips, news], 30)
    expect(sent.filter(({ isNew }) => isNew)).toEqual([{ day: '2026-01-10', id: 'news', isNew: true }])
    expect(sent.filter(({ day, id }) => id === 'news' && day > '2026-01-10').length).toBeGreaterThan(3)
    expect(year('s', () => [...tips, news], 3, { from: '2026-01-16' }).map(({ isNew }) => isNew)).toEqual([true, false, false])
    expect(year('s', () => [...tips, news], 4, { from: '2026-01-17' }).map(({ isNew }) => isNew)).toEqual([false, false, false, false])
  })

  test('news about other topics is not sent', () => {
    const tips = [tip('a', ['uas']), tip('news', ['aukus'], '2026-01-01')]
    expect(year('s', () => tips, 3, { topics: ['uas'] }).map(({ id }) => id)).toEqual(['a', 'a', 'a'])
  })
})
