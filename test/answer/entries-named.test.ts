import { expect, test } from 'vitest'
import { entriesNamed } from '../../src/answer/entries-named.ts'
import { ask, base } from '../licet.ts'

test('nearly every entry of the missile lists is found by each name that people have for it', () => {
  const asked = base.missileLists.rows.flatMap((row) => [row.name, ...(row.says ?? [])].map((name) => ({ row, name })))
  const found = asked.filter(({ row, name }) =>
    entriesNamed(base, `Which entry covers our ${name}?`).some(({ entry, name: other }) => entry === row.entry || other === row.name),
  )
  expect(found.length / asked.length).toBeGreaterThanOrEqual(0.85)
})

test.each([
  ['Which USML paragraph covers flight termination hardware?', 'USML IV(h)(10)'],
  ['Flight termination (self-destruct) gear: Cat IV subparagraph?', 'USML IV(h)(10)'],
  ['CT scanner that only looks into solid motors. Is there an ECCN for it?', '9B007'],
  ['I have to put a USML paragraph on the drawing of a motor case. Which one is it?', 'USML IV(h)(20)'],
  ['what is the ECCN for drone autopilots', '7A103.b'],
])('%s: %s', (question, entry) => {
  const { verdict, text } = ask(question)
  expect(verdict).toBeNull()
  expect(text).toContain(`${entry}:`)
})

test.each(['which ECCN for a coffee machine', 'which license form do I need', 'what category is our canteen'])(
  'names no entry: %s',
  (question) => expect(entriesNamed(base, question)).toEqual([]),
)
