import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { commands } from '../../adapters/console/app.ts'
import { asksForHelp, usage } from '../../adapters/console/usage.ts'
import { manifestUsage } from '../../adapters/manifest.ts'
import { addedBy } from '../../adapters/environment.ts'
import { atCommandLine } from '../../src/chat/record-at-terminal.ts'
import { recentAnswers } from '../../src/record/answers.ts'
import { openStore } from '../../src/store/store.ts'
import { withKnowledge } from '../app.ts'
import type { Made } from '../store/databases.ts'
import { sqlite } from '../store/sqlite.ts'
import { run } from './machine.ts'

const flagship = 'can we sell an SLV stage to Australia?'
const receiptIn = (text: string): string => /receipt ([0-9A-Z]{10})/.exec(text)?.[1] ?? ''
type Line = { readonly receipt: string | null; readonly text: string; readonly verdict: string }
const linesOf = (shown: string): readonly Line[] =>
  shown
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

/** SQLite alone: the tests of the record cover all engines. */
const onFiles = [sqlite]

describe.each(onFiles)('a question in the terminal, on $name', (engine) => {
  describe('is recorded', () => {
    let made: Made
    let folder: string
    beforeEach(async () => {
      made = await engine.copy(withKnowledge)
      folder = mkdtempSync(join(tmpdir(), 'licet-'))
    })
    afterEach(async () => {
      await made.drop()
      rmSync(folder, { recursive: true, force: true })
    })

    const answers = async () => {
      const store = await openStore(made.url)
      const found = await recentAnswers(store, [atCommandLine('ann@laptop').id], 100)
      await store.close()
      return found
    }
    const replays = async (receipt: string): Promise<void> => {
      const { code, shown } = await run({ DATABASE_URL: made.url }, ['record', 'replay', receipt])
      expect([code, shown]).toEqual([0, expect.stringContaining('the same text, byte for byte')])
    }
    const batch = (lines: readonly object[]): string => {
      const file = join(folder, 'batch.jsonl')
      writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
      return file
    }

    test('and its receipt can be replayed', async () => {
      const { code, shown, warned } = await run({ DATABASE_URL: made.url }, ['ask', flagship])
      expect([code, warned]).toEqual([0, ''])
      await replays(receiptIn(shown))
      const [recorded] = await answers()
      expect(recorded?.words).toMatchObject({ question: flagship, person: { id: 'console:ask/ann@laptop' }, turns: [] })
    })

    test('also with --json and --as-of', async () => {
      const { shown } = await run({ DATABASE_URL: made.url }, ['ask', flagship, '--json', '--as-of', '2024-12-01'])
      const [line] = linesOf(shown)
      expect(receiptIn(line?.text ?? '')).toBe(line?.receipt)
      await replays(line?.receipt ?? '')
    })

    test('from a batch only with --record; each line with its earlier messages', async () => {
      const file = batch([{ q: flagship }, { turns: [flagship, 'and to Japan?', 'why', 'it is classified'] }])
      const unkept = linesOf((await run({ DATABASE_URL: made.url }, ['ask', '--batch', file])).shown)
      expect(unkept.map(({ receipt, text }) => [receipt, receiptIn(text)])).toEqual([
        [null, ''],
        [null, ''],
      ])
      expect(await answers()).toEqual([])
      const kept = linesOf((await run({ DATABASE_URL: made.url }, ['ask', '--batch', file, '--record'])).shown)
      expect(kept.map(({ verdict }) => verdict)).toEqual(unkept.map(({ verdict }) => verdict))
      for (const { receipt } of kept) await replays(receipt ?? '')
      expect(await answers()).toHaveLength(2)
    })

    test('with --reading gives no answer and is not recorded', async () => {
      expect((await run({ DATABASE_URL: made.url }, ['ask', flagship, '--reading'])).shown).toContain('intent: verdict')
      expect(await answers()).toEqual([])
    })

    test.each([
      ['why', /^Why\n[^]*Rules that spoke/],
      ['sources', /^Sources\n[^]*\[1\]/],
      ['assumed', /^Assumed\n[^]*Say otherwise/],
      ['changes', /^What would change it\n[^]*under 300 km →/],
      ['what would change it', /^What would change it\n/],
    ])('%s continues from the last answer', async (word, shown) => {
      await run({ DATABASE_URL: made.url }, ['ask', flagship])
      expect((await run({ DATABASE_URL: made.url }, ['ask', word])).shown).toMatch(shown)
    })

    test('typing a label presses that button of the last answer; a form is filled in line by line', async () => {
      await run({ DATABASE_URL: made.url }, ['ask', 'drone to Poland'])
      const [question] = await answers()
      const choice = question?.words?.reply.actions.find(({ id }) => id === 'choose')
      expect((await run({ DATABASE_URL: made.url }, ['ask', choice?.label ?? ''])).shown).toMatch(/to Poland/)
      expect((await answers())[0]?.words?.question).toMatch(/^Change: /)
      const { shown } = await run({ DATABASE_URL: made.url }, ['ask', 'Ask counsel'], ['for a customer', '', '1', ''])
      expect(shown).toMatch(/Case 1 is with Export counsel/)
    })

    test('each account continues from its own last answer', async () => {
      const by = (account: string, word: string) => run({ DATABASE_URL: made.url }, ['ask', word], [], { account })
      await by('ann@laptop', flagship)
      expect((await by('bob@laptop', 'why')).shown).toMatch(/^Ask a question first/)
      await by('ann@server', 'EAR99 bolts to Germany for a car plant')
      const [rockets, bolts] = [await by('ann@laptop', 'ask counsel'), await by('ann@server', 'ask counsel')]
      expect([rockets.shown, bolts.shown]).toEqual([expect.stringContaining('SLV stage'), expect.stringContaining('bolts')])
    })

    test("before any answer, a button's word gets an explanation; other words are questions", async () => {
      expect((await run({ DATABASE_URL: made.url }, ['ask', 'sources'])).shown).toMatch(/^Ask a question first/)
      await run({ DATABASE_URL: made.url }, ['ask', flagship])
      expect((await run({ DATABASE_URL: made.url }, ['ask', 'and to Japan?'])).shown).not.toMatch(/Rocket stage/)
    })
  })
})

describe('a question in the terminal, without a database', () => {
  test.each([
    ['file:/dev/null/licet.db', /^not recorded, so there is no receipt: [^\n]+\n$/],
    ['nonsense', /^not recorded, so there is no receipt: the configuration has problems; npm run doctor names them\n$/],
  ])('%s: the answer is given without a receipt, and one line says that it is not recorded', async (url, line) => {
    const { code, shown, warned } = await run({ DATABASE_URL: url }, ['ask', flagship])
    expect([code, shown]).toEqual([0, expect.stringMatching(/^License needed; decided case by case\n[^]*as of 23 November 2026\n$/)])
    expect(warned).toMatch(line)
    const [json] = linesOf((await run({ DATABASE_URL: url }, ['ask', flagship, '--json'])).shown)
    expect([json?.receipt, receiptIn(json?.text ?? '')]).toEqual([null, ''])
  })
})

describe('the command line', () => {
  test('every command has a help text', () => {
    expect(Object.keys(usage).toSorted()).toEqual([...Object.keys(commands), 'serve'].toSorted())
    expect([...Object.values(usage), manifestUsage].filter((text) => text.split('\n').some((line) => line.length > 100))).toEqual([])
    expect([['--help'], ['x', '-h'], ['help me'], []].map(asksForHelp)).toEqual([true, true, false, false])
  })

  test('the file .env adds variables to the environment and overrides none', () => {
    const folder = mkdtempSync(join(tmpdir(), 'licet-'))
    const file = join(folder, '.env')
    expect(addedBy(file, {})).toEqual({})
    writeFileSync(file, '# where it lasts\nDATABASE_URL="postgres://a/b?c=d"\nREDIS_URL=redis://x\n#PORT=1\n')
    expect(addedBy(file, { REDIS_URL: 'redis://y' })).toEqual({ DATABASE_URL: 'postgres://a/b?c=d' })
    rmSync(folder, { recursive: true })
    expect(() => addedBy('/dev', {})).toThrow(/cannot be read/)
  })
})
