import { readFileSync } from 'node:fs'
import type { Base } from '../knowledge/base.ts'
import { tokenize } from './text.ts'

/** Words that are no misspelled country or item, as {@link tokenize} compares them. The lists are read when first asked for. */
export type Ordinary = {
  readonly isEnglish: (word: string) => boolean
  /** English, a name, or a word of the articles. */
  readonly isOrdinary: (word: string) => boolean
  /** Of a first name, a surname or a company. */
  readonly isName: (word: string) => boolean
  /** English words with a first letter and a length, and names with such. */
  readonly shaped: (kind: 'english' | 'names', letter: string, length: number) => readonly string[]
}

const lines = (name: string): readonly string[] =>
  readFileSync(new URL(`./words/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

/** The companies whose names are known, as they write themselves. */
export const companies = once(() => lines('companies.txt'))

const english = once(() => new Set(lines('english.txt')))
const names = once(() => new Set([...lines('people.txt'), ...companies().flatMap(wordsOf)]))
const shapeOf = (word: string): string => `${word[0]}${word.length}`
const shapes = { english: once(() => Map.groupBy(english(), shapeOf)), names: once(() => Map.groupBy(names(), shapeOf)) }

/** The ordinary words of the language, with those that the knowledge uses in its own prose. */
export function ordinaryWords(base: Base): Ordinary {
  const prose = once(
    () => new Set([...base.articles.flatMap(textsOf), ...base.systems.flatMap(({ maker = '' }) => maker)].flatMap(wordsOf)),
  )
  return {
    isEnglish: (word) => english().has(word),
    isOrdinary: (word) => english().has(word) || names().has(word) || prose().has(word),
    isName: (word) => names().has(word),
    shaped: (kind, letter, length) => shapes[kind]().get(`${letter}${length}`) ?? [],
  }
}

const wordsOf = (text: string): readonly string[] => tokenize(text).map(({ word }) => word)

const textsOf = ({ title, intro, sections }: Base['articles'][number]): readonly string[] => [
  title,
  intro,
  ...sections.flatMap(({ heading, body }) => [heading, body]),
]

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
