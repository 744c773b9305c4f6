import type { Base } from '../../knowledge/base.ts'
import { manyWords, lazily, cachedByText } from '../cached.ts'
import { isEnglish, isRareEnglish, type Ordinary } from './ordinary.ts'
import type { Classes } from '../patterns/classes.ts'
import { isLed } from './place-position.ts'
import { namesAsWords, type Names } from './trie.ts'
import { canonical, type Token } from '../text/tokens.ts'

/**
 * Returns a function that corrects plain English words with one wrong letter, so that patterns match them: "a space launch vehcile", "a
 * permanent reesident". Words of names and patterns stay as they are, and so does a text that is mostly not English. Nothing becomes a word
 * for weapons of mass destruction, because a misspelled one of these is asked about. `isName`: whether a name, or a misspelled one, begins
 * with a word.
 */
export function createEnglishMender<T>(
  base: Base,
  names: Names<T>,
  { isOrdinary }: Ordinary,
  isName: (word: string) => boolean,
  classesOf: Classes,
): (tokens: readonly Token[]) => readonly Token[] {
  const known = lazily(() => new Set([...wordsIn(base.language), ...namesAsWords(names)]))
  const { kinds, kindsBehind, substances } = base.wmd
  const weapons = lazily(() => wordsIn([kinds, kindsBehind, substances, base.words.filter(({ says }) => says === 'wmd')]))
  const isSlip = ({ typed, word }: Token): boolean =>
    plain.test(typed) && !isOrdinary(word) && !isRareEnglish(word) && !isName(word) && !known().has(typed) && !known().has(word)
  /** Whether at least half of the words of four letters and more are English, or names that the knowledge has. */
  const isMostlyEnglish = (tokens: readonly Token[]): boolean => {
    const long = tokens.filter(({ word }) => /^[a-z]{4,}$/.test(word))
    return long.filter(({ word }) => isEnglish(word) || isName(word)).length * 2 >= long.length
  }
  return (tokens) => {
    const slips = tokens.flatMap((token, at) => (isSlip(token) ? [at] : []))
    if (slips.length === 0 || slips.length > mostSlips || !isMostlyEnglish(tokens.filter((_, at) => !slips.includes(at)))) return tokens
    const right = [...tokens]
    const words = { classes: classesOf(tokens) }
    for (const at of slips) {
      const token = tokens[at]
      const word = token === undefined ? undefined : meant(token.typed, isLed(words, at))
      if (token !== undefined && word !== undefined && !weapons().has(word)) right[at] = { ...token, typed: word, word: canonical(word) }
    }
    return right
  }
}

/** All words of at least five letters in `data`, a part of the knowledge. */
const wordsIn = (data: unknown): ReadonlySet<string> =>
  new Set(
    JSON.stringify(data)
      .toLowerCase()
      .match(/[a-z]{5,}/g),
  )

/** Matches a word that is corrected if it is misspelled: 5 to 20 lower-case letters. */
const plain = /^[a-z]{5,20}$/

/** A text with more misspelled words than this is left as it is. */
const mostSlips = 8

/**
 * The English word that a misspelled word was meant for; `undefined` if several or none fit. The first letter
 * must be right. In a short word, and in the position of a place (`isPlaced`), only the commonest slips are
 * corrected.
 */
function meant(typed: string, isPlaced: boolean): string | undefined {
  const slips = slipsOf(typed)
  const [word, other] = new Set(
    [...slips, ...nearWords(typed)].filter((near) => near[0] === typed[0] && (isEnglish(near) || isEnglish(canonical(near)))),
  )
  const isSure = word !== undefined && (slips.includes(word) || !(isPlaced || typed.length < leastNear))
  return isSure && other === undefined ? word : undefined
}

/**
 * In words of fewer letters than this, only the commonest slips ({@link slipsOf}) are corrected, because short words resemble too many
 * others.
 */
const leastNear = 6

/** Whether a long word is an English word with one letter added, dropped, changed or swapped with the next. */
export const isMisspelled = cachedByText(
  manyWords,
  (word) => word.length >= leastMisspelled && word.length <= longestMisspelled && nearWords(word).some(isEnglish),
)
/** No English word is longer. A word has some fifty times as many near ones as letters, so that far longer ones would take seconds. */
const [leastMisspelled, longestMisspelled] = [7, 30]

const letters = [...'abcdefghijklmnopqrstuvwxyz']

/** All ways to cut a word in two, also before its first and after its last letter. */
const cutsOf = (word: string): ReadonlyArray<readonly [string, string]> =>
  Array.from({ length: word.length + 1 }, (_, at) => [word.slice(0, at), word.slice(at)] as const)

/** A word with any two neighboring letters swapped, or with any doubled letter made single: the commonest slips. */
const slipsOf = (word: string): readonly string[] =>
  cutsOf(word).flatMap(([head, tail]) => [swappedAt(head, tail), ...(tail[0] === tail[1] ? [head + tail.slice(1)] : [])])

const swappedAt = (head: string, tail: string): string => head + tail.slice(1, 2) + tail.slice(0, 1) + tail.slice(2)

/** All words that differ from a word by one letter, added, dropped, changed or swapped with the next. */
const nearWords = (word: string): readonly string[] =>
  cutsOf(word).flatMap(([head, tail]) => [
    head + tail.slice(1),
    swappedAt(head, tail),
    ...letters.flatMap((letter) => [head + letter + tail, head + letter + tail.slice(1)]),
  ])
