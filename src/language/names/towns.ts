import type { Base } from '../../knowledge/base.ts'
import { keptFor } from '../memo.ts'
import type { Around } from './around.ts'
import type { Town } from './gazetteer.ts'
import { otherwise } from './codes.ts'
import { isCapitalized, isClause, leadingWord, wordAt } from './position.ts'
import { wordSet, type Token } from '../text/text.ts'
import { city, isCalled, joins, large, nameOf, small, standing, townsAt } from './town-standing.ts'
import { behind, endOfOne, isSaidAlone, oneIn, saidApart } from './which-town.ts'

/** A town read: the countries it can be in, where its name ends (exclusive), and the smaller towns that bear its name. */
export type TownRead = {
  readonly codes: readonly string[]
  readonly others: readonly string[]
  readonly to: number
  /** It may be a town and is more often something else: it is asked about, not read. */
  readonly isGuess: boolean
}

/** A name that the knowledge has: its countries, where it ends, and whether it is a country's own. */
export type Known = {
  readonly codes: readonly string[]
  readonly to: number
  readonly isCountry: boolean
  /** It is a part of a country that is treated differently: its country does not say more. */
  readonly isRegion: boolean
}

/**
 * A town with its state or country behind it (`atLeast` is where a name of the knowledge ends that begins here): "Moscow, Idaho", "Wilmington DE", "Birmingham, England". It is there, whatever else
 * bears its name; not where no such town is known there: then the two are told side by side ("Germany, Texas and Japan"). In small letters only with its country, or a state's code.
 */
export function locatedTown(around: Around, from: number, atLeast: number, known: Known | undefined): TownRead | undefined {
  const { tokens, towns } = around
  const first = tokens[from]
  const isSmall = first !== undefined && known === undefined && !isProper(around, first)
  if (first === undefined || (isSmall && (around.shouted || around.ordinary.isOrdinary(first.word)))) return undefined
  const end = townEnd(around, from)
  for (const to of new Set([end, known?.to, isProper(around, first) ? from + 1 : undefined])) {
    if (to === undefined || to < atLeast) continue
    const all = towns.named(nameOf(tokens, from, to))
    const own = known?.to === to ? known : undefined
    const apart = (): Located => apartFromTown(around, from, to, all, own) ?? inOtherState(around, from, to, all, own)
    const found = besideTown(around, to, all, { own, isSmall }) ?? (isSmall ? undefined : apart())
    if (found !== undefined && found.to >= (end ?? 0)) return { ...found, others: [], isGuess: false }
  }
  return undefined
}

type Located = Pick<TownRead, 'codes' | 'to'> | undefined

/** "Moscow, Idaho", "Melbourne (the one in Florida)", "in yuma AZ": the state or country right behind a town. */
function besideTown(
  around: Around,
  to: number,
  all: readonly Town[],
  { own, isSmall }: { readonly own: Known | undefined; readonly isSmall: boolean },
): Located {
  const { tokens } = around
  const [next, one] = [tokens[to], oneIn(tokens, to)]
  if (next === undefined || !(behind.has(next.parted) || one !== undefined || isStateAlone(around, to))) return undefined
  const isByCode = /^[A-Z]{2}$/.test(next.typed) && next.parted !== '.'
  const at = one ?? behindLead(tokens, to)
  const ofState = isSmall && !isByCode ? undefined : (inState(around, to, all, own) ?? inState(around, at, all, own))
  const told = ofState ?? inCountry(around, to, all, own) ?? (all.length > 0 ? inCountry(around, at, all, own) : undefined)
  return told === undefined || one === undefined ? told : endOfOne(tokens, one, told)
}

/** "Moscow. Idaho!!", "Toledo - I mean Ohio": said apart, it must be known to have such a town; the United States are told by a state. */
function apartFromTown(around: Around, from: number, to: number, all: readonly Town[], own: Known | undefined): Located {
  const at = saidApart(around, to)
  if (at === undefined || all.length === 0 || around.isPlace(from - 1)) return undefined
  const ofCountry = inCountry(around, at, all, own)
  const isForeign = ofCountry?.codes.every((code) => !around.isHome(code)) === true
  const found = inState(around, at, all, own, true) ?? (isForeign ? ofCountry : undefined)
  return found !== undefined && isSaidAlone(around, found.to, at > to || own?.isCountry !== true) ? found : undefined
}

/**
 * "Sudbury, Ontario": a small town's name before a province abroad that is not known to have it: it is there. Not where a country that
 * denies by destination has one, and not amid a list of places.
 */
function inOtherState(around: Around, from: number, to: number, all: readonly Town[], own: Known | undefined): Located {
  const { tokens, towns, isPlace } = around
  const found = behind.has(tokens[to]?.parted ?? '') && tokens[to]?.parted !== '' ? towns.statesAt(tokens, to) : undefined
  const isSmallTown = all.length > 0 && all.every(({ size, country }) => size < large && !around.isListed(country))
  const isInList = found === undefined || isPlace(from - 1) || joins.has(wordAt(tokens, found.to)) || tokens[found.to]?.parted === ','
  const isAtHome = found?.states.some(({ country }) => around.isHome(country)) === true
  if (found === undefined || own !== undefined || !isSmallTown || isInList || isAtHome || isAmbiguous(around, to)) return undefined
  return { codes: [...new Set(found.states.map(({ country }) => country))], to: found.to }
}

/** "Moscow as in Idaho", "Paris in Texas": where the state is said; then it must be known to have such a town. */
const behindLead = (tokens: readonly Token[], to: number): number => {
  const at = wordAt(tokens, to) === 'as' ? to + 1 : to
  return wordAt(tokens, at) === 'in' && tokens[at]?.parted === '' && tokens[at + 1]?.parted === '' ? at + 1 : to
}

function townEnd({ tokens, towns, ends }: Around, from: number): number | undefined {
  if (!ends.has(from)) ends.set(from, towns.endOf(tokens, from))
  return ends.get(from)
}

/** "Melbourne. FL.": between two stops stands nothing but a state, by a code that is no word and no country's. */
function isStateAlone({ tokens, shouted, isCode }: Around, at: number): boolean {
  const [next, after] = [tokens[at], tokens[at + 1]]
  const isState = next?.parted === '.' && /^[A-Z]{2}$/.test(next.typed) && !shouted && !otherwise.has(next.typed) && !isCode(next.typed)
  return isState && (after === undefined || after.parted !== '')
}

function inState(around: Around, at: number, all: readonly Town[], known: Known | undefined, isExact = false): Located {
  const { tokens, towns, shouted } = around
  const [found, next] = [towns.statesAt(tokens, at), tokens[at]]
  if (found === undefined || next === undefined) return undefined
  const isCode = found.states.some(({ code }) => code === next.typed)
  // "Lima, La Paz": the next town, and no state.
  const after = tokens[found.to]
  if (!isCode && next.typed.length < 3 && after !== undefined && after.parted === '' && isCapitalized(after)) return undefined
  if (isCode ? shouted : next.typed === next.typed.toLowerCase() && next.typed.length < 4) return undefined
  const isParted = next.parted !== ''
  // A country may stand beside a state in a list, and a town where the list goes on: then the state must be known to have such a town.
  const mayStand = !isExact && isParted && known?.isCountry !== true && !goesOn(around, found.to)
  const isElsewhere = known !== undefined || all.length > 0
  const townIn = (country: string): Town | undefined => all.find((town) => town.country === country)
  const exact = found.states.filter(({ country, code = '' }) => {
    const town = townIn(country)
    return town !== undefined && (town.states.length === 0 || town.states.includes(code))
  })
  const loose =
    mayStand && !isAmbiguous(around, at) ? found.states.filter(({ country }) => !isElsewhere || townIn(country) !== undefined) : []
  const countries = [...new Set((exact.length > 0 ? exact : loose).map(({ country }) => country))]
  return countries.length === 0 ? undefined : { codes: countries, to: found.to }
}

/** "Moscow, Texas and Japan". */
const goesOn = ({ tokens, isPlace }: Around, at: number): boolean =>
  (joins.has(wordAt(tokens, at)) && isPlace(at + 1)) ||
  (tokens[at]?.parted === ',' && (isPlace(at) || (joins.has(wordAt(tokens, at)) && isPlace(at + 1))))

/** "CA", "DE", "Georgia": a state, or a country. */
const isAmbiguous = ({ countryAt, tokens, isCode }: Around, at: number): boolean =>
  (countryAt(at)?.codes.length ?? 0) > 1 || isCode(tokens[at]?.typed ?? '')

function inCountry({ tokens, countryAt }: Around, at: number, all: readonly Town[], known: Known | undefined): Located {
  const country = countryAt(at)
  if (country === undefined || known?.isCountry === true || known?.isRegion === true || (tokens[at]?.parted === '' && all.length === 0))
    return undefined
  const codes = country.codes.filter((code) => all.some((town) => town.country === code) || known?.codes.includes(code) === true)
  return codes.length === 1 ? { codes, to: country.to } : undefined
}

/** Whether a word is written as a town's name: then it is spelled right. */
export const isTownName = (around: Around, from: number): boolean =>
  around.tokens.slice(from, from + 1).some(isCapitalized) && townEnd(around, from) !== undefined

/** "Reading", "Nice": a word that is written as a name, and that a large town bears and nobody is called. */
export const isLargeTown = ({ tokens, shouted, ordinary, towns }: Around, at: number): boolean => {
  const { typed = '', word = '' } = tokens[at] ?? {}
  return !shouted && typed !== typed.toLowerCase() && !ordinary.isFirstName(word) && (towns.named(word)[0]?.size ?? 0) >= large
}

/**
 * A town by its name alone. Where several countries have one it is each of them, unless one is far larger; of a country that denies
 * by destination also a much smaller one. A name that is also a word or somebody's counts only behind a word of place, or amid places.
 */
export function plainTown(
  around: Around,
  from: number,
  beside: { readonly isPlaced: (to: number) => boolean; readonly isListed: boolean; readonly isAmid: (to: number) => boolean },
): TownRead | undefined {
  const { tokens } = around
  const first = tokens[from]
  if (first === undefined) return undefined
  const to = townEnd(around, from)
  if (to === undefined) return undefined
  const isAmid = beside.isAmid(to)
  const isListed = beside.isListed || isAmid
  const isInPlace = isAmid || beside.isPlaced(to)
  // "a fire service, kelowna. Two drones"
  const isOwnClause = isInPlace && isClause(tokens, from, to)
  if (!(isProper(around, first) || isListed || isOwnClause || isLed(leadingWord(tokens, from)))) return undefined
  const stands = isCalled(around, from, to) ? 'called' : isInPlace ? undefined : standing(around, from, to)
  if (!isInPlace && stands === undefined) return undefined
  const all = townsAt(around, from, to).filter(({ size }) => size > 0)
  const size = all[0]?.size
  if (size === undefined) return undefined
  const isFar = ({ country, size: its }: Town): boolean =>
    size - its >=
    (around.isListed(country)
      ? muchFarther
      : around.isHome(country)
        ? fartherAtHome
        : around.isDependent(country)
          ? fartherOverseas
          : farther)
  const codes = all.filter((town) => !isFar(town)).map(({ country }) => country)
  const others = all.filter(isFar).map(({ country }) => country)
  if (to - from === 1 && (calendar.has(first.word) || isOfDate(around, from))) return undefined
  // by where it stands alone nothing is read as at home
  if (!isInPlace && codes.some(around.isHome)) return undefined
  const isSpelled = first.typed.normalize('NFD') !== first.typed
  const isTold = stands === 'theirs' || (isListed && (isSpelled || size >= city || !around.ordinary.isOrdinary(first.word)))
  const isMeant = stands === 'called' || (isAmid && size >= large) || (isTold && (size >= city || !around.ordinary.isFirstName(first.word)))
  const isAbroad = all.some(({ states }) => states.length === 0)
  const weight = weigh(around, from, to, { size, isAbroad, isMeant, isAmid, isListed, isOwnClause })
  return weight === 'none' || (!isInPlace && weight === 'guess') ? undefined : { codes, others, to, isGuess: weight === 'guess' }
}

/**
 * Doublings: so many more people, in a country that denies by destination; at home, where nothing is an export, fewer do, and so in a
 * territory overseas, whose own name people say.
 */
const [farther, muchFarther, fartherAtHome, fartherOverseas] = [4, 7, 2, 3]

const within = wordSet('in near outside within around')
const onTo = wordSet('to toward towards into via from through for at')
const goal = wordSet('to toward towards into via through')

const isLed = (lead: string): boolean => within.has(lead) || onTo.has(lead)

/** Whether a name that a town bears is read as one here. In small letters only a large town is, and only where it is nothing else. */
function weigh(
  around: Around,
  from: number,
  to: number,
  {
    size,
    isAbroad,
    isMeant,
    isAmid,
    isListed,
    isOwnClause,
  }: {
    readonly size: number
    readonly isAbroad: boolean
    readonly isMeant: boolean
    readonly isAmid: boolean
    readonly isListed: boolean
    readonly isOwnClause: boolean
  },
): 'town' | 'guess' | 'none' {
  const { tokens, ordinary } = around
  const words = tokens.slice(from, to)
  const lead = leadingWord(tokens, from)
  const isLead = isLed(lead)
  if (!words.every((token) => isProper(around, token) || particles.has(token.word))) {
    const isPlain = isAmid || words.every(({ word }) => !ordinary.isOrdinary(word))
    return isPlain && (isLead || isListed || isOwnClause) && size >= large && !around.shouted ? 'town' : 'none'
  }
  const [only, second] = words
  if (only === undefined || second !== undefined) return 'town'
  const [isWord, isFirst, isName] = [ordinary.isEnglish(only.word), ordinary.isFirstName(only.word), ordinary.isName(only.word)]
  const isSure = within.has(lead) || size >= small
  if (!isWord && !isName) return isSure || (isAbroad && isLead) ? 'town' : lead === 'for' ? 'none' : 'guess'
  if (isMeant || within.has(lead)) return isAbroad || size >= large ? 'town' : 'guess'
  // "Consignee Foo Bar, Rosario": behind a name that receives, somebody's name is more likely where he sits.
  if (isOwnClause && isAbroad && !isWord) return size >= city ? 'town' : 'guess'
  if (!goal.has(lead) || size < large) return 'none'
  return (isAbroad && !isFirst) || (size >= city && !isWord && !isFirst) ? 'town' : 'guess'
}

/** "In Nov 2024": a month beside a number. */
const isOfDate = ({ tokens, isMonth }: Around, at: number): boolean =>
  isMonth(wordAt(tokens, at)) && [at - 1, at + 1].some((beside) => /^\d/.test(wordAt(tokens, beside)))

/** Names of months, as words are compared. */
export const monthsOf = keptFor((base: Base) => wordSet(Object.values(base.language.calendar.months).flat().join(' ')))

/** Days and months that towns are called after. */
const calendar = wordSet('march may april june july august sunday monday friday saturday')

const particles = wordSet(
  'a am an au aux d da das de dei del della der des di do dos du el en i im in l la las le les los of on sur the upon y',
)

const isProper = ({ shouted }: Around, token: Token): boolean => !shouted && isCapitalized(token)
