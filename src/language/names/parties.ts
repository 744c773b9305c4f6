import type { Mention } from './mention.ts'
import type { Meaning } from './meanings.ts'
import type { Around } from './around.ts'
import type { Hit } from './trie.ts'
import { endsPart } from './place-lists.ts'
import { isCapitalized, isIntroduced, leadingWord, wordAt } from './position.ts'
import { wordSet, type Token } from '../text/text.ts'

/** A company that receives something, and its home countries outside the United States. */
export type Recipient = { readonly mention: Mention; readonly name: string; readonly codes: readonly string[] }

/**
 * The companies that receive something, by the words around them: "to Skyroot", "our customer Embraer",
 * "Gilmour wants". Makers and sellers do not count: "a Safran engine", "from Thales". U.S. companies do not
 * count, either, because a name alone does not say in which country the item stays.
 */
export function recipientsIn(
  mentions: readonly Mention[],
  tokens: readonly Token[],
  isHome: (code: string) => boolean,
  isBuyer: (mention: Mention) => boolean,
): readonly Recipient[] {
  return mentions.flatMap((mention): Recipient[] => {
    const party = mention.meanings.find((meaning) => meaning.kind === 'party')
    const codes = party?.codes.filter((code) => !isHome(code)) ?? []
    return party === undefined || codes.length === 0 || !(isBuyer(mention) || receives(tokens, mentions, mention))
      ? []
      : [{ mention, name: party.name, codes }]
  })
}

const giving = wordSet(
  'to for toward towards into at with consignee user customer client buyer purchaser importer partner distributor subsidiary',
)
const wanting = wordSet(
  'want wanted need needed ask asked order ordered buy bought purchase request requested like would ' +
    'will wish plan get receive take fly operate use test inquire enquire call called email emailed ping ' +
    'pinged contact contacted approach approached has have had is are can could may might should must ' +
    'intend hope look say said propose offered offer sent send place placed issue issued require accept ' +
    'find found reach reached come came write wrote ring rang phone phoned turn turned show showed join ' +
    'joined seek sought',
)
/** People who act for a company: "Embraer's purchasing team wants". */
const itsPeople = wordSet(
  'team guy people folk staff rep buyer engineer maintenance procurement purchasing sales office ' +
    'department dept head manager side director chief',
)
/** Words that are skipped between a name and its verb: "LandSpace just asked". */
const passedOver = wordSet(
  'just also already now then too recently finally suddenly even only both still yesterday today again meanwhile actually really',
)
const mostPeople = 3

function receives(tokens: readonly Token[], mentions: readonly Mention[], mention: Mention): boolean {
  const { from, to } = mention
  const [next, before] = [tokens[to], leadingWord(tokens, from)]
  if (isIntroduced(tokens, from) || isOfThing(tokens, mentions, mention)) return false
  if (giving.has(before)) return true
  const behind = endOfPlace(tokens, to)
  const acts = tokens.slice(behind, behind + mostPeople + 1).find(({ word }) => !itsPeople.has(word) && !passedOver.has(word))
  if (next?.parted === '' && acts !== undefined && ['', '.'].includes(acts.parted) && wanting.has(acts.word)) return !away.has(before)
  return (
    (placeOf(tokens, mentions, mention) !== undefined && !away.has(before)) ||
    (from === 0 && isFollowed(next, mentions, mention)) ||
    isPartOfList(tokens, mentions, mention) ||
    isAlone(tokens, mention) ||
    (tokens[from]?.parted === ':' && next === undefined)
  )
}

/**
 * The index after a place that follows a company's name, even an unknown place: "Vietnam Airlines at Noi Bai
 * needs". If no place follows, `to` itself.
 */
function endOfPlace(tokens: readonly Token[], to: number): number {
  if (!within.has(wordAt(tokens, to)) || tokens[to]?.parted !== '') return to
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
const isAlone = (tokens: readonly Token[], { from, to }: Mention): boolean => {
  const others = [...tokens.slice(0, from), ...tokens.slice(to)]
  return others.length > 0 && others.every(({ word }) => pointing.has(word))
}
const pointing = wordSet('it is s that they are re the customer buyer client ok so sorry please then')

/** Whether a name fills one element of a list in which another element ends with a place: "Air New Zealand = / Jet2 Leeds =". */
function isPartOfList(tokens: readonly Token[], mentions: readonly Mention[], { from, to }: Mention): boolean {
  if (!endsPart(tokens, from) || !endsPart(tokens, to) || (from === 0 && to === tokens.length)) return false
  return mentions.some((other) => other.from !== from && endsPart(tokens, other.to) && other.meanings.some(isPlace))
}

const isPlace = ({ kind }: Mention['meanings'][number]): boolean => kind === 'country' || kind === 'ambiguous'

const away = wordSet('from by of via through against like unlike')
const within = wordSet('in at near')
const there = wordSet('down over up out based here located')

/**
 * The place named right after a company: "Skyroot in Hyderabad", "Skyroot Aerospace down in Hyderabad", "Yuzhnoye (Dnipro)". `undefined`
 * if there is none.
 */
export function placeOf(tokens: readonly Token[], mentions: readonly Mention[], { to: ends }: Mention): Mention | undefined {
  const rest = tokens[ends]
  const isLonger = rest?.parted === '' && isCapitalized(rest) && !mentions.some(({ from }) => from === ends)
  const named = isLonger ? ends + 1 : ends
  const to = tokens[named]?.parted === '' && there.has(wordAt(tokens, named)) ? named + 1 : named
  const parted = tokens[to]?.parted
  const at = parted === '(' || parted === ',' ? to : parted === '' && within.has(wordAt(tokens, to)) ? to + 1 : undefined
  return mentions.find(({ from, meanings }) => from === at && meanings.some(({ kind }) => kind === 'country' || kind === 'ambiguous'))
}

/** Whether a company's name only describes the item right after it: "A Safran engine", "the Airbus A330", "EAR99 Saab parts". */
export function isOfThing(tokens: readonly Token[], mentions: readonly Mention[], { to }: Mention): boolean {
  const next = tokens[to]
  if (next === undefined || next.parted !== '' || isOwner(tokens, to)) return false
  const isThing = mentions.some((other) => other.from === to && other.meanings.some(({ kind }) => kind === 'family' || kind === 'system'))
  const isModel = isCapitalized(next) && tokens[to + 1]?.parted === '' && /^\d/.test(tokens[to + 1]?.typed ?? '')
  return isThing || isModel || /^\d/.test(next.typed) || goods.has(next.word)
}

/** Whether "'s" follows a name: "El Al's 787". The tokenizer drops the "'s", so a gap of its size is left between the words. */
const isOwner = (tokens: readonly Token[], to: number): boolean => (tokens[to]?.start ?? 0) - (tokens[to - 1]?.end ?? 0) > 2

const goods = wordSet(
  'part component engine aircraft jet plane airliner helicopter satellite rocket stage order contract ' +
    'product vehicle bus system deal spec drawing',
)

/** Adds the country of the town that ends a company's name, if that is one of the company's home countries: "Thales Belfast". */
export function withTown({ tokens, towns, isHome }: Around, hit: Hit<Meaning>): Hit<Meaning> {
  const town = tokens[hit.to - 1]
  if (town === undefined || !isCapitalized(town) || !hit.meanings.every(({ kind }) => kind === 'party')) return hit
  const codes = hit.meanings.flatMap((meaning) => (meaning.kind === 'party' ? meaning.codes : []))
  const [code, other] = codes.filter((one) => !isHome(one) && towns.named(town.word).some(({ country }) => country === one))
  return code === undefined || other !== undefined ? hit : { ...hit, meanings: [...hit.meanings, { kind: 'country', code }] }
}
