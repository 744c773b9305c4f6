import { expect, test } from 'vitest'
import { platforms } from '../platforms.ts'
import { engines } from '../store/databases.ts'
import { ends } from './ends.ts'
import { startHere } from './fleet.ts'
import { crash, race, storm } from './run.ts'
import { tipsYear } from './tips.ts'
import { until } from './watch.ts'

/**
 * Small samples of what `npm run processes` does at full size on every engine. They use Postgres if it is there, and start real
 * processes only for what is killed or ended.
 */
const engine = engines.findLast(({ missing }) => missing === undefined)
if (engine === undefined) throw new Error('there is no database to test on')

/** A timeout that only stops tests that hang; it is longer than that of `until`. */
const hangs = 600_000

test('a case is claimed once', async () => expect(await race(engine, 2, 8, startHere)).toContain('8 claimed once each'), hangs)

test('a kill loses nothing', async () => expect(await crash(engine, 1, 15, startHere)).toContain('0 lost'), hangs)

test(
  'ending a process loses and repeats nothing',
  async () => expect(await ends(engine, 1, { every: 15, inTime: false, last: startHere })).toContain('0 lost, 0 said twice'),
  hangs,
)

test(
  'four days of tips, across a change of clocks, are sent once and never at night',
  async () =>
    expect(
      await tipsYear(engine, { from: '2026-10-24T00:00:00Z', days: 4, people: 10, processes: 1, here: 1, kills: 1, outages: 1 }),
    ).toContain('0 at night, 0 missing, 0 unasked, 0 repeated early'),
  hangs,
)

test(
  'events that are repeated are answered once',
  async () => expect(await storm(engine, 20, startHere)).toContain('one answer each, one case'),
  hangs,
)

test.each(platforms)(
  // How fast they are acknowledged depends on other work on the machine; `npm run processes` checks that.
  'events delivered four times while $title answers 429 are answered once, and nobody else is written to',
  async ({ storm }) => expect(await storm(20, 1, until, false)).toContain('one answer each, nothing lost'),
  hangs,
)
