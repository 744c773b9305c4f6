import type { Mention } from '../names/mention.ts'
import { isIn, type Message } from '../message.ts'
import { isPersonName } from '../names/ordinary.ts'
import { companyForms, isCapitalized, wordAt } from '../names/position.ts'
import { wordSet } from '../text/text.ts'

/** "Cuba Street, Wellington": a place's name that a street bears, whose own place is told right behind. */
export function isStreetName(message: Message, mention: Mention): boolean {
  const street = endOfStreet(message, mention)
  return street !== undefined && isPlaceBehind(message, mention, street)
}

/**
 * "Tehran Rug Cleaners LLC (Fresno, California)": a place's name that a shop or an inn bears, whose own place is told behind. A firm of
 * another trade may be of the place that it is called after: it is no such name.
 */
export function isShopName(message: Message, mention: Mention): boolean {
  const shop = endOfShop(message, mention) ?? endOfNickname(message, mention)
  return shop !== undefined && isPlaceTold(message, mention, shop)
}

/** "Cuba Street", "Cuba Street 14": where it ends. */
function endOfStreet(message: Message, { to }: Mention): number | undefined {
  const next = message.tokens[to]
  const isStreet = next !== undefined && next.parted === '' && isCapitalized(next) && isIn(message, to, 'street')
  return isStreet ? behindNumber(message, to + 1) : undefined
}

const isNumberAt = ({ tokens }: Message, at: number): boolean => /^\d/.test(tokens[at]?.typed ?? '')
const behindNumber = (message: Message, at: number): number => (isNumberAt(message, at) && message.tokens[at]?.parted === '' ? at + 1 : at)

/** So many words of an address are looked at: "14 North Cyprus Avenue". */
const mostOfStreet = 4

/** "Zorblax Ltd, 14 Cyprus Avenue, Belfast": where a street and its number end that stand right behind a name. */
export function endOfAddress(message: Message, from: number): number | undefined {
  const { tokens } = message
  if (!isNumberAt(message, from) || tokens[from]?.parted !== ',') return undefined
  const street = Array.from({ length: mostOfStreet }, (_, index) => from + 1 + index).find((at) => isIn(message, at, 'street'))
  const isWhole = street !== undefined && tokens.slice(from + 1, street + 1).every((token) => token.parted === '' && isCapitalized(token))
  return isWhole && tokens[street + 1]?.parted === ',' ? street + 1 : undefined
}

/** So many words of a name are looked at behind a place's. */
const longest = 4

/** "Tehran Rug Cleaners LLC": where the name of a shop or an inn ends. */
function endOfShop(message: Message, { from, to, typed }: Mention): number | undefined {
  const { tokens } = message
  if (to - from !== 1 || typed === typed.toLowerCase()) return undefined
  let end = to
  while (end < to + longest && isOfName(message, end)) end++
  const named = Array.from({ length: end - to }, (_, index) => to + index)
  const isShop = named.some((at) => isIn(message, at, 'house-trade')) && !named.some((at) => isIn(message, at, 'larger-trade'))
  return isShop ? (companyForms.has(wordAt(tokens, end)) && tokens[end]?.parted === '' ? end + 1 : end) : undefined
}

const isOfName = ({ tokens, mentions }: Message, at: number): boolean => {
  const token = tokens[at]
  const isPlace = mentions.some(
    ({ from, meanings }) => from === at && meanings.some(({ kind }) => kind === 'country' || kind === 'ambiguous'),
  )
  return token !== undefined && !isPlace && isCapitalized(token) && (token.parted === '' || token.parted === '&' || token.parted === '-')
}

/** "Havana Joe's": what somebody's shop is called. */
function endOfNickname({ tokens }: Message, { from, to }: Mention): number | undefined {
  const [name, next] = [tokens[to], tokens[to + 1]]
  if (to - from !== 1 || name === undefined || name.parted !== '' || !isCapitalized(name) || !isPersonName(name.word)) return undefined
  // where an apostrophe and its s stood, there is room for them
  return (next?.start ?? 0) - name.end > 2 ? to + 1 : undefined
}

const leading = wordSet('in at near of')
/** They begin what something is that was named right before. */
const telling = wordSet('that this which a an the our')
/** So many words tell, behind a name, what bears it: "that's a coffee roaster in Winnipeg". */
const mostTelling = 7

/** Whether another place is told behind a name: "that's a roaster in Winnipeg", or right behind it. */
function isPlaceTold(message: Message, own: Mention, end: number): boolean {
  const { tokens } = message
  if (isPlaceBehind(message, own, end)) return true
  return (
    telling.has(wordAt(tokens, end)) &&
    Array.from({ length: mostTelling }, (_, index) => end + index).some(
      (at) => leading.has(wordAt(tokens, at)) && tokens[at]?.parted === '' && isPlaceAt(message, own, at + 1),
    )
  )
}

/** Whether it is told right behind: "(Fresno, California)", ", Wellington", "in Winnipeg"; not "Oslo office". */
function isPlaceBehind(message: Message, own: Mention, end: number): boolean {
  const parted = message.tokens[end]?.parted
  if ((parted === ',' || parted === '(') && isPlaceAt(message, own, end)) return true
  return parted === '' && leading.has(wordAt(message.tokens, end)) && isPlaceAt(message, own, end + 1)
}

const isPlaceAt = (message: Message, own: Mention, at: number): boolean =>
  message.mentions.some(
    ({ from, to, typed, meanings }) =>
      from === at &&
      typed !== own.typed &&
      !isIn(message, to, 'branch') &&
      meanings.some(({ kind }) => kind === 'country' || kind === 'ambiguous'),
  )
