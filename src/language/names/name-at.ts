import type { Base } from '../../knowledge/base.ts'
import { isPlaceOrBloc, isProperName, type Meaning } from './meanings.ts'
import type { Ordinary } from './ordinary.ts'
import { isAcronym, isCapitalized } from './capital-letters.ts'
import type { IsPlace } from './place-position.ts'
import type { Classed } from '../patterns/classes.ts'
import type { Speller } from './spelling.ts'
import { tokenize } from '../text/tokens.ts'
import type { Mention, Typo } from './mention.ts'
import type { TownContext } from './town-context.ts'
import { longestName, type Hit, type Names } from './trie.ts'

/** What can begin with a word: a name of the knowledge, the name of a town, or a misspelled name. */
export type Beginning = { readonly name: boolean; readonly town: boolean; readonly misspelled: boolean }

/** A text in which names are looked for, and everything that is needed to look them up. */
export type NameText = Classed & {
  readonly names: Names<Meaning>
  readonly beginsAs: (word: string) => Beginning
  readonly ordinary: Ordinary
  readonly spell: Speller
  readonly base: Base
  readonly shouted: boolean
  readonly around: TownContext
}

/** What is read at a word: a name, or a `guess` that is asked about. `to`: the index after its words. */
export type Taken =
  | { readonly kind: 'name'; readonly meanings: readonly Meaning[]; readonly to: number; readonly typo?: Typo }
  | { readonly kind: 'guess'; readonly candidates: readonly string[]; readonly codes?: readonly string[]; readonly to: number }

/**
 * The longest known name at a word. In lower case, a company or another body counts only if its words can be
 * nothing else: "skyroot", but not "a rocket lab". A name of kind `company` then never counts.
 */
export function nameAt({ names, tokens, shouted, ordinary }: NameText, from: number): Hit<Meaning> | undefined {
  const token = tokens[from]
  if (token === undefined || names.next?.has(token.word) !== true) return undefined
  const [isCapital, isUpper] = [isCapitalized(token), token.typed === token.typed.toUpperCase()]
  const least = tokens[from - 1]?.word === 'the' ? shortestName : shortestName + 1
  const isOnlyName = (written: string): boolean =>
    token.word.length >= least && tokenize(written).every(({ word }) => !ordinary.isEnglish(word)) && !ordinary.isFirstName(token.word)
  const hit = longestName(names, tokens, from, (meaning, written) =>
    meaning.kind !== 'company' && isProperName(meaning) && !isCapital
      ? isOnlyName(written)
      : !isProperName(meaning) || (isCapital && (written !== written.toUpperCase() || (isUpper && !shouted))),
  )
  // In "Tracks at 4 deg/s", "at 4" is not the missile AT-4.
  const isCount =
    hit?.to === from + 2 && /^\p{Ll}/u.test(token.typed) && isAcronym(hit.written) && /^\d/.test(tokens[from + 1]?.typed ?? '')
  return isCount && tokens[from + 1]?.start === token.end + 1 ? undefined : hit
}

/** A company's name in lower case begins with a word of more letters than this; after "the", of at least as many. */
const shortestName = 3

export const isItemName = ({ kind }: Meaning): boolean => kind === 'family' || kind === 'system'

/**
 * Makes the test whether a name of one kind begins or ends at a word of a text. Names before the current word are in `mentions`; later ones
 * are looked up.
 */
export const edgeTest =
  (is: (meaning: Meaning) => boolean, here: NameText, mentions: readonly Mention[]): IsPlace =>
  (index, edge) =>
    edge === 'begins'
      ? nameAt(here, index)?.meanings.some(is) === true
      : mentions.at(-1)?.to === index + 1 && mentions.at(-1)?.meanings.some(is) === true

/** Makes the test whether a place or bloc begins or ends at a word of a text. */
export const placeEdgeTest = (here: NameText, mentions: readonly Mention[]): IsPlace => edgeTest(isPlaceOrBloc, here, mentions)
