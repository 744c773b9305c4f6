import type { Token } from '../text/text.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { Ordinary } from './ordinary.ts'

/** What the reading of towns looks up in the text around a name and in the knowledge. */
export type Around = {
  readonly tokens: readonly Token[]
  readonly shouted: boolean
  /** Whether the text ends with a question mark. */
  readonly isAsked: boolean
  readonly towns: Gazetteer
  readonly ordinary: Ordinary
  /** Cache: the index after the town name that begins at an index, `undefined` if none does. */
  readonly ends: Map<number, number | undefined>
  /** Whether a word is the name of a month, in any language and however short. */
  readonly isMonth: (word: string) => boolean
  /** Whether two letters are a country's code. */
  readonly isCode: (typed: string) => boolean
  /** Whether a country is the United States or one of its territories. */
  readonly isHome: (country: string) => boolean
  /** Whether a country is a territory of another country. */
  readonly isDependent: (country: string) => boolean
  /** Whether a country is on a list that denies for the destination's sake. */
  readonly isListed: (country: string) => boolean
  /** Whether a word is a body that is called by its place: "utility", "mill". */
  readonly isBody: (word: string) => boolean
  /** Whether a word is a kind of place, or a body that is called by its place: "city", "university". */
  readonly isOfPlace: (word: string) => boolean
  /** Whether words say which place of a name is meant, before its state or country: "I mean the one in". */
  readonly isSayingWhich: (words: string) => boolean
  /** Whether words only stress what was said: "of course". */
  readonly isStress: (words: string) => boolean
  /** Whether the name of a place begins at a word. */
  readonly isPlace: (from: number) => boolean
  /** The countries that the noun (not adjective) beginning at a word stands for, and the index after it. */
  readonly countryAt: (from: number) => { readonly codes: readonly string[]; readonly to: number } | undefined
}
