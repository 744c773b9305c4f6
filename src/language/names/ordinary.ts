import { readFileSync } from 'node:fs'
import type { Base } from '../../knowledge/base.ts'
import { manyWords, lazily, cachedByText } from '../cached.ts'
import { hasLine } from './find-line.ts'
import { tokenize } from '../text/tokens.ts'

/**
 * Tests for words that are spelled right, and are therefore no misspelled names of countries or items. Words
 * are in the form that {@link tokenize} gives them.
 */
export type Ordinary = {
  readonly isEnglish: (word: string) => boolean
  /**
   * Whether a word is English, a name, or occurs in the articles of the knowledge or in the names of makers.
   */
  readonly isOrdinary: (word: string) => boolean
  readonly isFirstName: (word: string) => boolean
  /** Whether a word is the name of a person or company. */
  readonly isName: (word: string) => boolean
  /**
   * The English words (`english`), or the words of names (`names`), that begin with a letter. For `names`,
   * all words of companies' names are returned, whatever their first letter.
   */
  readonly beginning: (kind: 'english' | 'names', letter: string) => readonly string[]
}

const textOf = (name: string): string => readFileSync(new URL(`./words/${name}`, import.meta.url), 'utf8')

const linesOf = (name: string): readonly string[] =>
  textOf(name)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

/** The names of known companies, in their own spelling. */
export const companies = lazily(() => linesOf('companies.txt'))

type List = { readonly has: (word: string) => boolean; readonly beginning: (letter: string) => readonly string[] }

/**
 * A sorted word list, one word a line. The list is searched inside its text, because splitting the text would
 * dominate startup time.
 */
function listIn(name: string): List {
  const text = lazily(() => textOf(name))
  const sections = new Map<string, readonly string[]>()
  return {
    has: cachedByText(manyWords, (word) => hasLine(text(), word)),
    beginning: (letter) => {
      const section = sections.get(letter) ?? text().match(new RegExp(`^${letter}[a-z]*$`, 'gm')) ?? []
      sections.set(letter, section)
      return section
    },
  }
}

const english = listIn('english.txt')
/** Whether a word is a frequent English word. */
export const isEnglish = english.has
const rare = listIn('rare.txt')
const jargon = listIn('jargon.txt')
const beginnings = lazily(() => new Set(linesOf('beginnings.txt')))
/**
 * Whether a word is English but not frequent: rare, office or chat jargon, or with a prefix ("unencrypted").
 * Such a word is not asked about as unknown, but is not used to tell names of places and items from ordinary
 * words.
 */
export const isRareEnglish = cachedByText(manyWords, (word) => rare.has(word) || jargon.has(word) || isBegun(word))
const isBegun = (word: string): boolean =>
  word.length >= leastBegun &&
  [2, 3, 4, 5, 6].some((at) => word.length - at >= leastRest && beginnings().has(word.slice(0, at)) && isEnglish(word.slice(at)))
/** A word counts as one with a prefix only if it has at least `leastBegun` letters, and at least `leastRest` after the prefix. */
const [leastBegun, leastRest] = [8, 4]
const firstNames = listIn('first-names.txt')
const otherNames = listIn('names.txt')
const companyWords = lazily(() => new Set(companies().flatMap(wordsOf)))

/** Whether a word is a first name or a surname. */
export const isPersonName = (word: string): boolean => firstNames.has(word) || otherNames.has(word)

/** Whether a word is part of a company's name. */
export const isCompanyWord = (word: string): boolean => companyWords().has(word)

/**
 * Prepares the tests for ordinary words. Words of the knowledge's articles and makers' names are ordinary,
 * too.
 */
export function ordinaryWords(base: Base): Ordinary {
  const prose = lazily(
    () => new Set([...base.articles.flatMap(textsOf), ...base.systems.flatMap(({ maker = '' }) => maker)].flatMap(wordsOf)),
  )
  const isName = (word: string): boolean => isPersonName(word) || isCompanyWord(word)
  return {
    isEnglish: english.has,
    isOrdinary: (word) => english.has(word) || isName(word) || prose().has(word),
    isFirstName: firstNames.has,
    isName,
    beginning: (kind, letter) =>
      kind === 'english'
        ? english.beginning(letter)
        : [...firstNames.beginning(letter), ...otherNames.beginning(letter), ...companyWords()],
  }
}

/**
 * Prepares a test whether a word is spelled right: it is English (even if rare), a name, or a word of the
 * articles.
 */
export function isSpelled(base: Base): (word: string) => boolean {
  const { isOrdinary } = ordinaryWords(base)
  return (word) => isOrdinary(word) || isRareEnglish(word)
}

const wordsOf = (text: string): readonly string[] => tokenize(text).map(({ word }) => word)

const textsOf = ({ title, intro, sections }: Base['articles'][number]): readonly string[] => [
  title,
  intro,
  ...sections.flatMap(({ heading, body }) => [heading, body]),
]
