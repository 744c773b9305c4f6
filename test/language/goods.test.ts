import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ask, base } from '../licet.ts'
import { sampled } from '../seed.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
const sentences = (name: string): readonly string[] => linesOf(readFileSync(new URL(name, import.meta.url), 'utf8'))
const clears = (question: string): boolean => severity.indexOf(ask(question).verdict ?? 'need-facts') < severity.indexOf('case-by-case')

const goods = linesOf(base.files['goods.txt'] ?? '').map((line) => line.split('='))

test('everyday goods are marked as articles or machines, and sorted for binary search', () => {
  expect(goods.length).toBeGreaterThan(1_500)
  expect(goods.filter(([, kind]) => kind !== 'article' && kind !== 'machine')).toEqual([])
  const lines = goods.map((line) => line.join('='))
  expect(lines.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(lines)
})

test('an everyday item needs no license for missile-technology reasons, whatever its name', () => {
  expect(sentences('goods-innocent.txt').filter((question) => ask(question).verdict !== 'no-license')).toEqual([])
})

test('an item hidden behind an everyday one, or sent with it, never clears', () => {
  expect(sentences('goods-grave.txt').filter(clears)).toEqual([])
})

test('beside a missile-technology item, no everyday item clears', () => {
  const grave = ['a rocket stage', 'a solid rocket motor', 'a guidance set', 'a ballistic missile', 'krytrons', 'a gizmo']
  const names = sampled(goods, 180).map(([name]) => name)
  const asked = names.flatMap((name) =>
    grave.flatMap((other) => [
      `${name} and ${other} to Chile`,
      `${other} and ${name} to Chile`,
      `${name} to Chile, and also ${other}`,
      `can we ship ${name} with ${other} inside to Chile?`,
    ]),
  )
  expect(asked.filter(clears)).toEqual([])
})

test('the answer names what was taken for an ordinary article', () => {
  expect(ask('office chairs to Chile').text).toContain('I take "chairs" for an ordinary article that no list names.')
})
