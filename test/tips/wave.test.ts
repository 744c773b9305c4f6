import { describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { keepVersions } from '../../src/record/versions.ts'
import type { Platform, Sent } from '../../src/port/platform.ts'
import { openMemory } from '../../src/store/memory.ts'
import { openStore } from '../../src/store/store.ts'
import { workingOf } from '../../src/tips/settings.ts'
import { themselves } from '../../src/tips/subscription.ts'
import { keepSubscription } from '../../src/tips/subscriptions.ts'
import { settings, withKnowledge } from '../app.ts'
import { answerer } from '../licet.ts'
import { platforms } from '../platforms.ts'
import { isFuzz } from '../seed.ts'
import { engines } from '../store/databases.ts'
import type { TestedPlatform } from '../tested-platform.ts'

/** A platform with a test clock that refuses more than `most` messages within `span` milliseconds. */
function createStrict(pace: Platform['pace'], limit: { readonly most: number; readonly span: number }, now: () => number) {
  const taken: number[] = []
  let refused = 0
  const send = (): Promise<Sent> => {
    if (taken.filter((at) => at > now() - limit.span).length >= limit.most) {
      refused++
      return Promise.resolve({ kind: 'retry', problem: 'ratelimited', after: limit.span, holdsSpace: true })
    }
    taken.push(now())
    return Promise.resolve({ kind: 'sent', message: String(taken.length) })
  }
  return { platform: { name: 'ask', pace, send } satisfies Platform, taken, refused: () => refused }
}

/** The pace at which the program sends on a platform. */
async function paceOf({ kind, credentials }: TestedPlatform): Promise<Platform['pace']> {
  const access = kind.read(credentials)
  if (access === undefined || 'problems' in access) throw new Error('the credentials of the tests are none')
  return (await access.create({ port: 0, groups: [], tell: () => undefined, now: () => 0 })).platform.pace
}

/** As many as in a large company in `npm run fuzz`, fewer in the suite. */
const people = isFuzz ? 5000 : 600
const nine = Date.parse('2026-11-24T09:00:00Z')

describe('many subscribers for the same minute', () => {
  test.each(platforms)('$title: each gets one tip, at the pace of the platform', { timeout: 120_000 }, async (platform) => {
    const pace = await paceOf(platform)
    const [engine] = engines
    if (engine === undefined) throw new Error('no engine')
    const made = await engine.copy(withKnowledge)
    const clock = { now: nine - 60_000 }
    const now = (): number => clock.now
    const strict = createStrict(pace, platform.limit, now)
    const store = await openStore(made.url)
    const chosen = { ...settings, tips: { ...settings.tips, holidays: [] } }
    await store.write(async (tx) => {
      for (let index = 0; index < people; index++) {
        const id = `ask:p${index}`
        const wish = { zone: 'UTC', time: '09:00', days: [1, 2, 3, 4, 5], topics: [] }
        const one = { id: `s${index}`, subscriber: themselves({ id }), by: id, madeAt: now(), ...wish }
        await keepSubscription(tx, one, workingOf(chosen), now())
      }
    })
    const app = createApp({
      store,
      memory: openMemory(store, undefined, 1000, () => undefined),
      versions: await keepVersions(store, answerer, now()),
      settings: chosen,
      code: 'test',
      platforms: [strict.platform],
      now,
      chance: () => 0.5,
      tell: () => undefined,
    })
    const isDone = (): boolean => strict.taken.length >= people
    for (clock.now = nine; !isDone() && clock.now < nine + 2 * 3_600_000; clock.now += 1000) await app.tick()
    const sent = await store.db.selectFrom('outbox').select(['channel', 'state']).where('platform', '=', 'ask').execute()
    await app.close()
    await made.drop()
    expect(new Set(sent.map(({ channel }) => channel)).size).toBe(people)
    expect(sent.filter(({ state }) => state !== 'sent')).toEqual([])
    expect(strict.taken.length).toBe(people)
    expect(strict.refused() / people).toBeLessThan(0.01)
    expect(clock.now - nine).toBeLessThan(people * (pace.unasked ?? 0) * 1.2)
  })
})
