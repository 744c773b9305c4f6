import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { escalate, openBench, type Bench } from '../app.ts'
import { quickEngines } from '../store/databases.ts'

const question = 'can we sell an SLV stage to Australia?'

describe.each(quickEngines)('files on $name', (engine) => {
  describe.skipIf(engine.missing !== undefined)(`attached to a message${engine.missing ?? ''}`, () => {
    let bench: Bench
    beforeEach(async () => {
      bench = await openBench(engine)
    })
    afterEach(() => bench.close())

    const send = (who: string, text: string, files: number, quoted: readonly string[] = []) =>
      bench.hand(who, { kind: 'message', text, files, ...(quoted.length === 0 ? {} : { quoted }) })

    test.each<readonly [text: string, files: number, quoted: readonly string[], says: RegExp]>([
      [question, 1, [], /^License needed[\s\S]*I open no files; what stands in them is not in this answer/],
      [question, 0, [], /^License needed(?![\s\S]*I open no files)/],
      ['can we sell an EAR99 valve to Australia?', 1, [], /^I open no files[\s\S]*may change the answer/],
      ['', 2, [], /^I open no files[\s\S]*ask in words/],
      ['', 1, [question], /^License needed[\s\S]*I open no files/],
    ])('%j with %i: the reply says that they were not opened', async (text, files, quoted, says) => {
      await send('ask:bob', text, files, quoted)
      expect(bench.at('bob').at(-1)).toMatch(says)
    })

    test('a message passed on in a case says that its files were left out', async () => {
      await escalate(bench)
      await bench.hand('desk:counsel', { kind: 'action', action: 'claim', of: '1' })
      await send('desk:counsel', 'ask 1 who is the end user?', 1)
      expect(bench.at('ann').at(-1)).toMatch(/who is the end user\?\n\(Files that came with this are left out/)
      await send('ask:ann', 'It is Gilmour Space.', 2)
      expect(bench.at('queue').at(-1)).toMatch(/It is Gilmour Space\.\n\(Files that came with this are left out/)
    })
  })
})
