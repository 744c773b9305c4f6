import type { Mention } from '../lexicon.ts'
import { isAttribute, isOfAsker, made, toward } from '../places.ts'
import { breaks, wordsBefore, wordSet, type Message } from '../message.ts'

/** A place that a message names. `isReached`: the words say that something goes, or is shown, to somebody there. */
export type PlaceNamed = { readonly codes: readonly string[]; readonly typed: string; readonly isReached: boolean }

/** Every country, town or region that a message names. */
export function placesIn(at: Message): readonly PlaceNamed[] {
  return at.mentions.flatMap((mention): PlaceNamed[] => {
    const codes = mention.meanings.flatMap((meaning) =>
      meaning.kind === 'country' ? [meaning.code] : meaning.kind === 'ambiguous' ? meaning.codes : [],
    )
    return codes.length === 0 || isOfPerson(at, mention) || isTownOf(at, mention)
      ? []
      : [{ codes: [...new Set(codes)], typed: mention.typed, isReached: isReached(at, mention) }]
  })
}

/** Where somebody was born is not where anything goes. */
const isOfPerson = (at: Message, { from, to }: Mention): boolean =>
  at.tokens[to]?.word === 'born' ||
  wordsBefore(at, from, 2).join(' ') === 'in born' ||
  wordsBefore(at, from, 2).join(' ') === 'from originally'

/** "Paris, Texas": a town that bears the name of another place. */
const isTownOf = (at: Message, { end }: Mention): boolean =>
  at.mentions.some(
    (next) =>
      at.text.slice(end, next.start) === ', ' && next.meanings.some((meaning) => meaning.kind === 'country' && meaning.code === 'US'),
  )

const ownNames = /^(?:us\b.*|u\.s\..*|usa|usaf|american?|united states(?: of america)?)$/i
const receivers = wordSet(
  'company firm person people citizen national supplier customer employee engineer university lab laboratory contractor subsidiary vendor site facility plant office team warehouse colleague staff buyer operator user machinist shop technician worker partner entity corporation affiliate distributor integrator prime',
)
const endings = wordSet('for by at and or with under today now only alone if is can do on in next this to as or please ok okay')

/** "To a U.S. firm", "in Denver": not "145 million US dollars" and not "our US Army garrison". */
export function isReached(at: Message, mention: Mention): boolean {
  if (isOfAsker(at.mentions, at.tokens, mention) || isAttribute(at.tokens, mention)) return false
  const isAdjective = ownNames.test(mention.typed)
  const next = at.tokens[mention.to]
  const isLast = next === undefined || breaks.test(at.text.slice(mention.end, next.start))
  if (isAdjective && !isLast && !receivers.has(next.word) && !endings.has(next.word)) return false
  if (at.tokens.length <= mention.to - mention.from + 2) return true
  const before = wordsBefore(at, mention.from, 8)
  if (before[0] === 'in' && (made.has(before[1] ?? '') || isMadeByAsker(before))) return false
  if (!isAdjective && !isLast && receivers.has(next.word)) return before[0] !== 'from' && before[1] !== 'from'
  const isLed = before.slice(0, 5).some((word) => word !== 'a' && toward.has(word))
  const follows = /,\s*$/.test(at.text.slice(Math.max(0, mention.start - 3), mention.start)) && !isAdjective
  return isLed || follows
}

/** "We make our guidance sets in Houston". */
const isMadeByAsker = (before: readonly string[]): boolean =>
  before.some((word, index) => /^(?:make|build|produce|manufacture|assemble)$/.test(word) && /^(?:we|i|who)$/.test(before[index + 1] ?? ''))

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
      (mention) => isPlace(mention) && (mention.from === end + 1 || (mention.to === index - 1 && !ownNames.test(mention.typed))),
    )
    return isExplained ? [] : [at.text.slice(token.start, at.tokens[end]?.end)]
  })
}

const isPlace = ({ meanings }: Mention): boolean => meanings.some(({ kind }) => kind === 'country' || kind === 'ambiguous')
