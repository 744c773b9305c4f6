import { expect, test } from 'vitest'
import { engines } from '../store/databases.ts'
import { ends } from './ends.ts'
import { crash, race, storm } from './run.ts'
import { slackStorm } from './slack.ts'
import { teamsStorm } from './teams.ts'
import { tipsYear } from './tips.ts'
import { until } from './watch.ts'

/** Small runs of what `npm run processes` does at full size and on every engine; here on the one that several processes are meant for, where it is. */
const engine = engines.findLast(({ missing }) => missing === undefined)
if (engine === undefined) throw new Error('there is no database to test on')

test('a case is claimed once', async () => expect(await race(engine, 2, 10)).toContain('10 claimed once each'), 60_000)

test('a kill loses nothing', async () => expect(await crash(engine, 2, 15)).toContain('0 lost'), 90_000)

test(
  'an end that is asked for loses and repeats nothing',
  async () => expect(await ends(engine, 3)).toContain('0 lost, 0 said twice'),
  90_000,
)

test(
  'nine days of tips, over a change of the clocks, are sent once and never at night',
  async () =>
    expect(await tipsYear(engine, { from: '2026-10-24T00:00:00Z', days: 9, people: 60, processes: 2, kills: 2, outages: 1 })).toContain(
      '0 at night, 0 missing, 0 unasked, 0 repeated early',
    ),
  120_000,
)

test('repeats are answered once', async () => expect(await storm(engine, 20)).toContain('one answer each, one case'), 60_000)

test(
  // How fast they are acknowledged depends here on what else runs: `npm run processes slack` judges that.
  'events that come four times while Slack answers 429 are answered once',
  async () => expect(await slackStorm(20, 1, until, false)).toContain('one answer each, nothing lost'),
  180_000,
)

test(
  'events that come four times while Teams answers 429 are answered once, and only where somebody asked',
  async () => expect(await teamsStorm(20, 1, until, false)).toContain('one answer each, nothing lost, nothing said to nobody'),
  180_000,
)
