import type { Classed } from '../patterns/classes.ts'
import type { Gazetteer } from './gazetteer.ts'
import type { Ordinary } from './ordinary.ts'

/** Everything that is looked up when a town is read: the text around its name, and the knowledge. */
export type TownContext = Classed & {
  readonly shouted: boolean
  /** Whether the text ends with a question mark. */
  readonly isAsked: boolean
  readonly towns: Gazetteer
  readonly ordinary: Ordinary
  /** Cache: for a word index, the index after the town name that begins there; `undefined` if none does. */
  readonly ends: Map<number, number | undefined>
  /** Whether a word is the name of a month, in any language and however short. */
  readonly isMonth: (word: string) => boolean
  /** Whether a word is the full name of a month or a weekday. */
  readonly isDayName: (word: string) => boolean
  /** Whether two letters are a country's code. */
  readonly isCode: (typed: string) => boolean
  /** Whether a country is the United States or one of its territories. */
  readonly isHome: (country: string) => boolean
  /** Whether a country is a territory of another country. */
  readonly isDependent: (country: string) => boolean
  /** Whether a country is on a list by which exports are denied because of the destination alone. */
  readonly isListedCountry: (country: string) => boolean
  /**
   * Whether words announce the state or country of a town, to say which town was meant: "I mean the one in".
   */
  readonly isSayingWhich: (words: string) => boolean
  /** Whether words only stress what was said: "of course". */
  readonly isStress: (words: string) => boolean
  /** Whether the name of a country, a place or a bloc begins at a word. */
  readonly isPlace: (from: number) => boolean
  /**
   * The countries that the name at a word means if it is a main name or in capitals ("France", "UK", not
   * "French"), and the index after the name; `undefined` if there is none.
   */
  readonly countryAt: (from: number) => { readonly codes: readonly string[]; readonly to: number } | undefined
}
