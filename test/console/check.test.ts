import { describe, expect, test } from 'vitest'
import { check } from '../../adapters/console/commands/check.ts'
import type { Environment } from '../../adapters/console/command.ts'
import { dueChanges } from '../../src/answer/due-changes.ts'
import type { Licet } from '../../src/index.ts'
import { base } from '../licet.ts'

/** Runs `check` on fake knowledge; returns the exit code, the folders loaded, and what was printed and warned. */
async function run(words: readonly string[], more: Partial<Licet> = {}) {
  const loaded: Array<string | undefined> = []
  let [text, warned] = ['', '']
  const licet = {
    version: 'v1',
    counts: { rules: 1, sources: 1, articles: 1, systems: 1, countries: 1 },
    tips: () => ({ fit: [], withheld: [] }),
    misread: () => [],
    unread: () => ({ rules: [], lists: [], tips: [], articles: [] }),
    overdue: () => [],
    reviewDates: () => [],
    coming: (today: string) => dueChanges(base, today),
    ...more,
  } as unknown as Licet
  const environment = {
    arguments: words,
    today: '2026-11-28',
    load: (folder?: string) => (loaded.push(folder), licet),
    write: (said: string) => (text += said),
    warn: (said: string) => (warned += said),
  } as unknown as Environment
  return { code: await check(environment), loaded, text, warned }
}

describe('npm run check', () => {
  test("checks this installation's knowledge", async () =>
    expect(await run([])).toMatchObject({ code: 0, loaded: [undefined], text: expect.stringMatching(/^knowledge v1 is sound/) }))

  test('or that in a folder', async () => expect(await run(['knowledge'])).toMatchObject({ code: 0, loaded: ['knowledge'] }))

  test('reports examples that fail, and exits with 1', async () => {
    const wrong = [{ file: 'rules/itar.yaml', where: 'a-rule', what: 'its example gives x, not y', fix: 'mend it' }]
    const { code, text } = await run([], { misread: () => wrong })
    expect([code, text]).toEqual([1, expect.stringContaining('rules/itar.yaml at `a-rule`: its example gives x, not y; mend it')])
  })

  test('shows the calendar, nearest day first', async () => {
    const { code, text } = await run(['--calendar'])
    expect(code).toBe(0)
    expect(text).toMatch(
      /^10 January 2027: told at second hand alone: The affiliates rule[^]*\n1 October 2027: no longer: [^]*\n30 August 2028: ends by itself: /,
    )
  })

  test.each([
    [['no-such-folder'], /there is no folder `no-such-folder`/],
    [['a', 'b'], /write npm run check/],
    [['--clendar'], /write npm run check/],
  ])('wrong arguments get an explanation: %j', async (words, message) => {
    const { code, warned, loaded } = await run(words)
    expect([code, loaded]).toEqual([2, []])
    expect(warned).toMatch(message)
  })
})
