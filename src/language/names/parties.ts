import type { Mention } from './mention.ts'
import { isPlace, type Meaning } from './meanings.ts'
import type { TownContext } from './town-context.ts'
import type { Hit } from './trie.ts'
import { endsPart } from './place-lists.ts'
import { isCapitalized } from './capital-letters.ts'
import { isIntroduced } from './people-names.ts'
import { leadAt } from './place-position.ts'
import { isIn, type Classed } from '../patterns/classes.ts'
import type { Token } from '../text/tokens.ts'

/** A company that receives something, and its home countries outside the United States. */
export type Recipient = { readonly mention: Mention; readonly name: string; readonly codes: readonly string[] }

/** The words of a text with their classes, and the names found in it. */
type NamedWords = Classed & { readonly mentions: readonly Mention[] }

/**
 * The companies that receive something, by the words around them: "to Skyroot", "our customer Embraer",
 * "Gilmour wants". Makers and sellers do not count: "a Safran engine", "from Thales". U.S. companies do not
 * count, either, because a name alone does not say in which country the item stays.
 */
export function recipientsIn(
  text: NamedWords,
  isHome: (code: string) => boolean,
  isBuyer: (mention: Mention) => boolean,
): readonly Recipient[] {
  return text.mentions.flatMap((mention): Recipient[] => {
    const party = mention.meanings.find((meaning) => meaning.kind === 'party')
    const codes = party?.codes.filter((code) => !isHome(code)) ?? []
    return party === undefined || codes.length === 0 || !(isBuyer(mention) || receives(text, mention))
      ? []
      : [{ mention, name: party.name, codes }]
  })
}

const mostPeople = 3

function receives(text: NamedWords, mention: Mention): boolean {
  const { tokens } = text
  const { from, to } = mention
  const [next, lead] = [tokens[to], leadAt(text, from)]
  if (isIntroduced(text, from) || isOfThing(text, mention)) return false
  if (isIn(text, lead, 'before-recipient')) return true
  const isAway = isIn(text, lead, 'not-to-company')
  const behind = endOfPlace(text, to)
  const acts = Array.from({ length: mostPeople + 1 }, (_, index) => behind + index).find(
    (at) => !isIn(text, at, 'staff-of-company') && !isIn(text, at, 'before-verb'),
  )
  const isVerb = acts !== undefined && ['', '.'].includes(tokens[acts]?.parted ?? '?') && isIn(text, acts, 'acts-as-buyer')
  if (next?.parted === '' && isVerb) return !isAway
  return (
    (placeBehind(text, mention) !== undefined && !isAway) ||
    (from === 0 && isFollowed(next, text.mentions, mention)) ||
    isPartOfList(text, mention) ||
    isAlone(text, mention) ||
    (tokens[from]?.parted === ':' && next === undefined)
  )
}

/**
 * The index after a place that follows a company's name, even an unknown place: "Vietnam Airlines at Noi Bai
 * needs". If no place follows, `to` itself.
 */
function endOfPlace(text: NamedWords, to: number): number {
  const { tokens } = text
  if (!isIn(text, to, 'lies-in') || tokens[to]?.parted !== '') return to
  const length = tokens.slice(to + 1).findIndex((token) => !isCapitalized(token) || token.parted !== '')
  return length < 1 || length > mostPlace ? to : to + 1 + length
}
const mostPlace = 3

/**
 * Whether a company that begins the message is followed by its request: after a colon ("Embraer: a stage?"),
 * or after a comma or the like ("Saudi Electricity Company, EAR99 breakers") if no place is named elsewhere
 * and no other company comes next.
 */
const isFollowed = (next: Token | undefined, mentions: readonly Mention[], mention: Mention): boolean =>
  next?.parted === ':' ||
  (/^[,;!\u2013\u2014-]/.test(next?.parted ?? '') &&
    !mentions.some(
      (one) =>
        one !== mention &&
        one.meanings.some(
          (meaning) => isPlace(meaning) || (one.from === mention.to && (meaning.kind === 'party' || meaning.kind === 'company')),
        ),
    ))

/**
 * Whether a message only says who the recipient is: "It's Safran", "the customer is Bayern-Chemie". `false`
 * for a name alone, which can mean anything.
 */
const isAlone = (text: NamedWords, { from, to }: Mention): boolean => {
  const others = [...text.tokens.keys()].filter((at) => at < from || at >= to)
  return others.length > 0 && others.every((at) => isIn(text, at, 'points-out'))
}

/** Whether a name fills one element of a list in which another element ends with a place: "Air New Zealand = / Jet2 Leeds =". */
function isPartOfList({ tokens, mentions }: NamedWords, { from, to }: Mention): boolean {
  if (!endsPart(tokens, from) || !endsPart(tokens, to) || (from === 0 && to === tokens.length)) return false
  return mentions.some((other) => other.from !== from && endsPart(tokens, other.to) && other.meanings.some(isPlace))
}

/**
 * The place named right after a company: "Skyroot in Hyderabad", "Skyroot Aerospace down in Hyderabad", "Yuzhnoye (Dnipro)". `undefined`
 * if there is none.
 */
export function placeBehind(text: NamedWords, { to: ends }: Mention): Mention | undefined {
  const { tokens, mentions } = text
  const rest = tokens[ends]
  const isLonger = rest?.parted === '' && isCapitalized(rest) && !mentions.some(({ from }) => from === ends)
  const named = isLonger ? ends + 1 : ends
  const to = tokens[named]?.parted === '' && isIn(text, named, 'located') ? named + 1 : named
  const parted = tokens[to]?.parted
  const at = parted === '(' || parted === ',' ? to : parted === '' && isIn(text, to, 'lies-in') ? to + 1 : undefined
  return mentions.find(({ from, meanings }) => from === at && meanings.some(isPlace))
}

/** Whether a company's name only describes the item right after it: "A Safran engine", "the Airbus A330", "EAR99 Saab parts". */
export function isOfThing(text: NamedWords, { to }: Mention): boolean {
  const { tokens, mentions } = text
  const next = tokens[to]
  if (next === undefined || next.parted !== '' || isOwner(tokens, to)) return false
  const isThing = mentions.some((other) => other.from === to && other.meanings.some(({ kind }) => kind === 'family' || kind === 'system'))
  const isModel = isCapitalized(next) && tokens[to + 1]?.parted === '' && /^\d/.test(tokens[to + 1]?.typed ?? '')
  return isThing || isModel || /^\d/.test(next.typed) || isIn(text, to, 'made-by')
}

/** Whether "'s" follows a name: "El Al's 787". The tokenizer drops the "'s", so a gap of its size is left between the words. */
const isOwner = (tokens: readonly Token[], to: number): boolean => (tokens[to]?.start ?? 0) - (tokens[to - 1]?.end ?? 0) > 2

/** Adds the country of the town that ends a company's name, if that is one of the company's home countries: "Thales Belfast". */
export function withTown({ tokens, towns, isHome }: TownContext, hit: Hit<Meaning>): Hit<Meaning> {
  const town = tokens[hit.to - 1]
  if (town === undefined || !isCapitalized(town) || !hit.meanings.every(({ kind }) => kind === 'party')) return hit
  const codes = hit.meanings.flatMap((meaning) => (meaning.kind === 'party' ? meaning.codes : []))
  const [code, other] = codes.filter((one) => !isHome(one) && towns.named(town.word).some(({ country }) => country === one))
  return code === undefined || other !== undefined ? hit : { ...hit, meanings: [...hit.meanings, { kind: 'country', code }] }
}
