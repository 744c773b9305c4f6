import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { escalate, openBench, type Bench } from '../app.ts'
import { engines } from '../store/databases.ts'

describe.each(engines)('files, on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`that come with words${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => {
      bench = await openBench(engine)
    })
    afterEach(() => bench.close())

    const send = (who: string, text: string, files: number, quoted: readonly string[] = []) =>
      bench.hand(who, { kind: 'message', text, files, ...(quoted.length === 0 ? {} : { quoted }) })

    test.each<readonly [text: string, files: number, quoted: readonly string[], says: RegExp]>([
      ['can we sell an SLV stage to Australia?', 1, [], /^License required[\s\S]*A file came with this\. I open no files and keep none/],
      ['can we sell an SLV stage to Australia?', 3, [], /^License required[\s\S]*3 files came with this/],
      ['can we sell an SLV stage to Australia?', 0, [], /^License required(?![\s\S]*came with this)/],
      ['', 2, [], /^I open no files[\s\S]*nothing kept/],
      ['', 1, ['can we sell an SLV stage to Australia?'], /^License required[\s\S]*A file came with this/],
      ['', 1, [''], /^I cannot read that message/],
    ])('%j with %i: they are named as not opened', async (text, files, quoted, says) => {
      await send('ask:bob', text, files, quoted)
      expect(bench.at('bob').at(-1)).toMatch(says)
    })

    test('what goes to the other side of a case shows that a file did not', async () => {
      await escalate(bench)
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: '1' })
      await send('desk:counsel', 'ask 1 who is the end user?', 1)
      expect(bench.at('ann').at(-1)).toMatch(/who is the end user\?\n\(A file came with this: not opened, not kept\.\)/)
      await send('ask:ann', 'It is Gilmour Space.', 2)
      expect(bench.at('queue').at(-1)).toMatch(/It is Gilmour Space\.\n\(2 files came with this: not opened, not kept\.\)/)
    })
  })
})
