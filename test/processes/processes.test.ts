import { describe, expect, test } from 'vitest'
import { engines } from '../store/databases.ts'
import { crash, race, storm } from './run.ts'

/** Small runs of what `npm run processes` does at full size. */
describe.each(engines)('several processes on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`do each thing once${engine.missing ?? ''}`, () => {
    test('a case is claimed once', async () => expect(await race(engine, 2, 10)).toContain('10 claimed once each'), 60_000)
    test('a kill loses nothing', async () => expect(await crash(engine, 3)).toContain('0 lost'), 90_000)
    test('repeats are answered once', async () => expect(await storm(engine, 20)).toContain('one answer each, one case'), 60_000)
  })
})
