import type { Base } from '../../knowledge/base.ts'
import { editDistance } from '../../knowledge/nearest.ts'
import { cachedByObject, manyWords, cachedByText } from '../cached.ts'
import { namedIn, type Message } from '../message.ts'
import { isEnglish, isPersonName } from '../names/ordinary.ts'
import { isPlace as isPlaceMeaning } from '../names/meanings.ts'
import { isSomebody } from '../names/people-names.ts'
import { isPlacePosition, leadAt } from '../names/place-position.ts'
import { isIn } from '../patterns/classes.ts'
import type { Guess } from '../reading.ts'
import { isCountrysOwnName } from '../names/spelling.ts'
import { isListedCountry } from '../names/listed-countries.ts'
import { tokenize } from '../text/tokens.ts'

/**
 * A name of at most this many letters counts as short. The general spell checker is cautious
 * with short words, because they resemble too many others.
 */
const longestShort = 5

/**
 * `names`: the short names of listed countries, each with its country. `near`: the countries whose short name is at most one letter away
 * from a word.
 */
type Short = { readonly names: ReadonlyMap<string, string>; readonly near: (word: string) => readonly string[] }

const shortNames = cachedByObject((base: Base): Short => {
  const names = new Map(
    [...base.countries].flatMap(([code, country]) =>
      isListedCountry(base, code)
        ? country.names
            .filter((name) => isCountrysOwnName(country, name))
            .flatMap((name) => {
              const [only, second] = tokenize(name)
              const isShort = only !== undefined && second === undefined && only.word.length >= 4 && only.word.length <= longestShort
              return isShort && name !== name.toUpperCase() ? [[only.word, country.name] as const] : []
            })
        : [],
    ),
  )
  const near = (word: string): readonly string[] => [
    ...new Set([...names].filter(([name]) => editDistance(word, name, 1) <= 1).map(([, country]) => country)),
  ]
  return { names, near: cachedByText(manyWords, near) }
})

/**
 * Words in the position of a place that could be the short name of a listed country, misspelled or cut in
 * two: "later Irn", "to Sud an".
 */
export function misspelledListedCountries(base: Base, at: Message): readonly Guess[] {
  const { tokens, mentions, text } = at
  const isKnown = (index: number): boolean => namedIn(mentions).has(index)
  const isPlace = (index: number, edge: 'begins' | 'ends'): boolean =>
    mentions.some(({ from, to, meanings }) => (edge === 'begins' ? from === index : to === index + 1) && meanings.some(isPlaceMeaning))
  const isPlaced = (from: number, to: number): boolean =>
    isPlacePosition(at, from, to, isPlace) || isIn(at, leadAt(at, from), 'next-stop') || isIn(at, from - 1, 'next-stop')
  const { names, near } = shortNames(base)
  return tokens.flatMap((token, index): Guess[] => {
    const next = tokens[index + 1]
    const joined = next?.parted === '' && !isKnown(index + 1) ? names.get(`${token.word}${next.word}`) : undefined
    if (isKnown(index)) return []
    if (joined !== undefined && isPlaced(index, index + 2)) return [{ typed: text.slice(token.start, next?.end), candidates: [joined] }]
    if (token.word.length < 3 || token.word.length > longestShort + 1 || !/^[a-z]+$/.test(token.word)) return []
    if (
      isEnglish(token.word) ||
      isSomebody(at, index, isPersonName) ||
      (token.word.length === 3 && isPersonName(token.word)) ||
      isCode(token.typed)
    )
      return []
    const candidates = near(token.word)
    return candidates.length > 0 && isPlaced(index, index + 1) ? [{ typed: token.typed, candidates }] : []
  })
}

/** Whether a word of up to four letters is all in capitals and therefore an abbreviation: "IRS". */
const isCode = (typed: string): boolean => typed.length <= 4 && typed === typed.toUpperCase()
