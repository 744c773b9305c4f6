import type { Token } from '../text/text.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { Ordinary } from './ordinary.ts'

/** What a text offers to the reading of a town. */
export type Around = {
  readonly tokens: readonly Token[]
  readonly shouted: boolean
  /** Whether the text ends with a question mark. */
  readonly isAsked: boolean
  readonly towns: Gazetteer
  readonly ordinary: Ordinary
  /** Where the names of towns end that were looked up, by where they begin. */
  readonly ends: Map<number, number | undefined>
  /** Whether a word is a month's name, in any language and however short. */
  readonly isMonth: (word: string) => boolean
  /** Whether two letters are a country's code. */
  readonly isCode: (typed: string) => boolean
  /** Whether a country is the United States or one of their territories. */
  readonly isHome: (country: string) => boolean
  /** Whether it is a territory of another country. */
  readonly isDependent: (country: string) => boolean
  /** Whether a country denies by destination. */
  readonly isListed: (country: string) => boolean
  /** Whether a word is what sits in a place and is called by it: "utility", "mill". */
  readonly isBody: (word: string) => boolean
  /** Whether a word is a kind of place, or a body that is called by its place: "city", "university". */
  readonly isOfPlace: (word: string) => boolean
  /** Whether words say which place of a name is meant, before its state or country: "I mean the one in". */
  readonly isSayingWhich: (words: string) => boolean
  /** Whether words only stress what was said: "of course". */
  readonly isStress: (words: string) => boolean
  /** Whether a name of a place begins at a word. */
  readonly isPlace: (from: number) => boolean
  /** The countries that a name which begins at a word stands for by itself, no adjective, and where it ends. */
  readonly countryAt: (from: number) => { readonly codes: readonly string[]; readonly to: number } | undefined
}
