import type { Mention } from '../lexicon.ts'
import { isOwnName, isPerson, isReached } from '../place-part.ts'
import { wordsBefore, type Message } from '../message.ts'
import { wordSet } from '../text.ts'

/** A place that a message names. `isReached`: the words say that something goes, or is shown, to somebody there. */
export type PlaceNamed = { readonly codes: readonly string[]; readonly typed: string; readonly isReached: boolean }

/** Every country, town, region or party that a message names. */
export function placesIn(at: Message): readonly PlaceNamed[] {
  return at.mentions.flatMap((mention): PlaceNamed[] => {
    const codes = mention.meanings.flatMap((meaning) =>
      meaning.kind === 'country' ? [meaning.code] : meaning.kind === 'ambiguous' || meaning.kind === 'party' ? meaning.codes : [],
    )
    return codes.length === 0 || isOfPerson(at, mention) || isPerson(at.tokens, mention)
      ? []
      : [{ codes: [...new Set(codes)], typed: mention.typed, isReached: isReached(at.tokens, at.mentions, mention) }]
  })
}

/** Where somebody was born is not where anything goes. */
const isOfPerson = (at: Message, { from, to }: Mention): boolean =>
  at.tokens[to]?.word === 'born' ||
  wordsBefore(at.tokens, from, 2).join(' ') === 'in born' ||
  wordsBefore(at.tokens, from, 2).join(' ') === 'from originally'

const calendar = wordSet(
  'january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday spring summer autumn fall winter q english german french spanish category annex usml itar ear part item section slack teams excel',
)

/** "In Wiesbaden": where no name in the knowledge covers the word and no known place stands beside it. */
export function unknownPlacesIn(at: Message): readonly string[] {
  return at.tokens.flatMap((token, index): string[] => {
    const before = at.tokens[index - 1]?.word ?? ''
    if (before !== 'in' || !/^\p{Lu}\p{Ll}{2,}/u.test(token.typed) || calendar.has(token.word)) return []
    if (at.mentions.some((mention) => mention.from <= index && index < mention.to)) return []
    let end = index
    while (
      /^\p{Lu}\p{Ll}+/u.test(at.tokens[end + 1]?.typed ?? '') &&
      /^[\s-]$/.test(at.text.slice(at.tokens[end]?.end, at.tokens[end + 1]?.start))
    )
      end++
    const isExplained = at.mentions.some(
      (mention) => isPlace(mention) && (mention.from === end + 1 || (mention.to === index - 1 && !isOwnName(mention))),
    )
    return isExplained ? [] : [at.text.slice(token.start, at.tokens[end]?.end)]
  })
}

const isPlace = ({ meanings }: Mention): boolean => meanings.some(({ kind }) => kind === 'country' || kind === 'ambiguous')
