import type { Mention } from '../names/mention.ts'
import type { Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import { isPersonName } from '../names/ordinary.ts'
import { isCapitalized } from '../names/capital-letters.ts'
import { isPlace } from '../names/meanings.ts'
import { wordAt, wordSet } from '../text/tokens.ts'

/**
 * Whether a place name is part of a street name, and the place of the street
 * follows: "Cuba Street, Wellington".
 */
export function isStreetName(message: Message, mention: Mention): boolean {
  const street = endOfStreet(message, mention)
  return street !== undefined && isPlaceBehind(message, mention, street)
}

/**
 * Whether a place name is part of the name of a shop or inn, and the place of the shop follows: "Tehran Rug
 * Cleaners LLC (Fresno, California)". A firm that is possibly more than a shop ("works", "trading") does not
 * count, because it is possibly in the place that it is named after.
 */
export function isShopName(message: Message, mention: Mention): boolean {
  const shop = endOfShop(message, mention) ?? endOfNickname(message, mention)
  return shop !== undefined && isPlaceTold(message, mention, shop)
}

/**
 * The index after a street's name and number: "Cuba Street", "Cuba Street 14"; `undefined` if
 * no street follows the mention.
 */
function endOfStreet(message: Message, { to }: Mention): number | undefined {
  const next = message.tokens[to]
  const isStreet = next !== undefined && next.parted === '' && isCapitalized(next) && isIn(message, to, 'street')
  return isStreet ? behindNumber(message, to + 1) : undefined
}

const isNumberAt = ({ tokens }: Message, at: number): boolean => /^\d/.test(tokens[at]?.typed ?? '')
const behindNumber = (message: Message, at: number): number => (isNumberAt(message, at) && message.tokens[at]?.parted === '' ? at + 1 : at)

/** An address has at most this many words from its number to the word for street: "14 North Cyprus Avenue". */
const mostOfStreet = 4

/** The index after a street address that follows a name: "Zorblax Ltd, 14 Cyprus Avenue, Belfast". `undefined` if none follows. */
export function endOfAddress(message: Message, from: number): number | undefined {
  const { tokens } = message
  if (!isNumberAt(message, from) || tokens[from]?.parted !== ',') return undefined
  const street = Array.from({ length: mostOfStreet }, (_, index) => from + 1 + index).find((at) => isIn(message, at, 'street'))
  const isWhole = street !== undefined && tokens.slice(from + 1, street + 1).every((token) => token.parted === '' && isCapitalized(token))
  return isWhole && tokens[street + 1]?.parted === ',' ? street + 1 : undefined
}

/** At most this many words after the place name can belong to a shop's name. */
const longest = 4

/**
 * The index after the name of a shop or inn that begins with a place: "Tehran Rug Cleaners LLC". `undefined` if there is no such name.
 */
function endOfShop(message: Message, { from, to, typed }: Mention): number | undefined {
  const { tokens } = message
  if (to - from !== 1 || typed === typed.toLowerCase()) return undefined
  let end = to
  while (end < to + longest && isOfName(message, end)) end++
  const named = Array.from({ length: end - to }, (_, index) => to + index)
  const isShop = named.some((at) => isIn(message, at, 'house-trade')) && !named.some((at) => isIn(message, at, 'larger-trade'))
  return isShop ? (isIn(message, end, 'legal-form') && tokens[end]?.parted === '' ? end + 1 : end) : undefined
}

const isOfName = ({ tokens, mentions }: Message, at: number): boolean => {
  const token = tokens[at]
  const isPlaceHere = mentions.some(({ from, meanings }) => from === at && meanings.some(isPlace))
  return (
    token !== undefined && !isPlaceHere && isCapitalized(token) && (token.parted === '' || token.parted === '&' || token.parted === '-')
  )
}

/** The index after a shop's nickname that begins with a place: "Havana Joe's". `undefined` if there is none. */
function endOfNickname({ tokens }: Message, { from, to }: Mention): number | undefined {
  const [name, next] = [tokens[to], tokens[to + 1]]
  if (to - from !== 1 || name === undefined || name.parted !== '' || !isCapitalized(name) || !isPersonName(name.word)) return undefined
  // The tokenizer drops "'s", which leaves a gap of more than two characters.
  return (next?.start ?? 0) - name.end > 2 ? to + 1 : undefined
}

/** Words that begin a description of what was just named. */
const telling = wordSet('that this which a an the our')
/** How many words of a description are searched for a place: "that's a coffee roaster in Winnipeg". */
const mostTelling = 7

/** Whether a name is followed by another place: in a description ("that's a roaster in Winnipeg"), or directly. */
function isPlaceTold(message: Message, own: Mention, end: number): boolean {
  const { tokens } = message
  if (isPlaceBehind(message, own, end)) return true
  return (
    telling.has(wordAt(tokens, end)) &&
    Array.from({ length: mostTelling }, (_, index) => end + index).some(
      (at) => isIn(message, at, 'of-which-place') && tokens[at]?.parted === '' && isPlaceAt(message, own, at + 1),
    )
  )
}

/**
 * Whether another place directly follows a name: "(Fresno, California)", ", Wellington",
 * "in Winnipeg"; not "Oslo office".
 */
function isPlaceBehind(message: Message, own: Mention, end: number): boolean {
  const parted = message.tokens[end]?.parted
  if ((parted === ',' || parted === '(') && isPlaceAt(message, own, end)) return true
  return parted === '' && isIn(message, end, 'of-which-place') && isPlaceAt(message, own, end + 1)
}

const isPlaceAt = (message: Message, own: Mention, at: number): boolean =>
  message.mentions.some(
    ({ from, to, typed, meanings }) => from === at && typed !== own.typed && !isIn(message, to, 'branch') && meanings.some(isPlace),
  )
