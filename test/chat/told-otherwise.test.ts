import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { toPlainText } from '../../src/port/plain.ts'
import { openBench, withKnowledge, type Bench } from '../app.ts'
import { run } from '../console/machine.ts'
import { keepOffline } from '../offline.ts'
import { platforms } from '../platforms.ts'
import type { Made } from '../store/databases.ts'
import { sqlite } from '../store/sqlite.ts'
import type { TestedChat } from '../tested-platform.ts'
import { otherFacts, otherwise } from './told-otherwise.ts'

keepOffline()

const changed = (says: RegExp): RegExp => new RegExp(`Changed: [^\\n]*${says.source}`)

describe('correcting a fact behind an answer', () => {
  let bench: Bench
  beforeEach(async () => void (bench = await openBench(sqlite)))
  afterEach(() => bench.close())

  test.each([...otherwise, ...otherFacts])(
    '$deal: the words "$words" and the field $field = $value have the same effect, shown as old → new',
    async (one) => {
      await bench.hand('ask:ann', one.deal)
      const of = bench.last('ann').reply.entry ?? ''
      await bench.hand('ask:ann', { kind: 'submit', form: 'change-fact', of, values: { [one.field]: one.value } }, { id: 'ann' })
      const byClick = bench.last('ann').reply
      expect(toPlainText(byClick)).toMatch(changed(one.says))
      await bench.hand('ask:ann', `new: ${one.deal}`)
      await bench.hand('ask:ann', one.words)
      const byWord = bench.last('ann').reply
      expect(toPlainText(byWord)).toMatch(changed(one.says))
      expect(byWord.title).toBe(byClick.title)
    },
  )

  test.each([...new Set([...otherwise, ...otherFacts].map(({ deal }) => deal))])(
    '%s: every field of its form, when changed, is shown as old → new',
    async (deal) => {
      const formOf = async () => {
        await bench.hand('ask:ann', `new: ${deal}`)
        const of = bench.last('ann').reply.entry ?? ''
        const { form } = await bench.hand('ask:ann', { kind: 'action', action: 'change-fact', of }, { id: 'ann' })
        return { of, fields: form?.fields ?? [] }
      }
      const silent: string[] = []
      for (const field of (await formOf()).fields) {
        const other = field.kind === 'choice' ? field.options.find(({ value }) => value !== field.value)?.value : undefined
        if (other === undefined || field.value === undefined) continue
        const { of } = await formOf()
        await bench.hand('ask:ann', { kind: 'submit', form: 'change-fact', of, values: { [field.id]: other } }, { id: 'ann' })
        if (!/Changed: [^\n]* → /.test(toPlainText(bench.last('ann').reply))) silent.push(`${field.id}: ${other}`)
      }
      expect(silent).toEqual([])
    },
  )

  test.each([
    ['what stays as it was, and is told anew', 'for a civil space launch'],
    ['a look behind the answer', 'why'],
    ['another deal', 'new: EAR99 bolts to Chile for a car plant'],
    ['another place asked about', 'and to Japan?'],
    ['another place asked about', 'what about Chile'],
    ['another place asked about', 'to Norway'],
    ['another thing asked about', 'and the interstage?'],
    ['how it would be otherwise', 'and if it is a temporary loan?'],
    ['a further country', 'it goes on to Kenya from there'],
  ])('%s changes nothing: %s', async (_, words) => {
    await bench.hand('ask:ann', 'can we sell an SLV stage to Australia?')
    await bench.hand('ask:ann', words)
    expect(toPlainText(bench.last('ann').reply)).not.toContain('Changed:')
  })
})

describe.each(platforms)('the same in $title', ({ openChat }) => {
  let chat: TestedChat
  beforeAll(async () => void (chat = await openChat()), 60_000)
  afterAll(() => chat.close())

  test.each(otherwise.map((one, at) => ({ ...one, at })))('$deal: $field, $words', async ({ deal, field, value, words, says, at }) => {
    expect(await chat.changeByForm(`A${at}`, deal, field, value, changed(says))).toMatch(changed(says))
    expect(await chat.changeByWords(`B${at}`, deal, words, changed(says))).toMatch(changed(says))
  })
})

describe('the same in the terminal', () => {
  let made: Made
  let bench: Bench
  beforeAll(async () => {
    made = await sqlite.copy(withKnowledge)
    bench = await openBench(sqlite)
  }, 60_000)
  afterAll(async () => {
    await bench.close()
    await made.drop()
  })

  test.each(otherwise)('$deal: $field, $words', async ({ deal, field, value, words, says }) => {
    await bench.hand('ask:ann', `new: ${deal}`)
    const of = bench.last('ann').reply.entry ?? ''
    const { form } = await bench.hand('ask:ann', { kind: 'action', action: 'change-fact', of }, { id: 'ann' })
    const filled = (form?.fields ?? []).map(({ id }) => (id === field ? value : ''))
    const byWord = await run({ DATABASE_URL: made.url }, ['console', '--as', 'ann'], [`new: ${deal}`, words])
    const byClick = await run({ DATABASE_URL: made.url }, ['console', '--as', 'ann'], [`new: ${deal}`, 'change a fact', ...filled])
    for (const { code, shown } of [byWord, byClick])
      expect([code, shown.replaceAll(/\s+/g, ' ')]).toEqual([0, expect.stringMatching(changed(says))])
  })
})
