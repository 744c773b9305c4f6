import type { TownContext } from './town-context.ts'
import type { Town } from './gazetteer.ts'
import { isIn } from '../patterns/classes.ts'
import { isCapitalized } from './capital-letters.ts'
import { isClause, leadAt } from './place-position.ts'
import { wordAt, wordsAt, type Token } from '../text/tokens.ts'
import { city, isCalled, large, nameStanding, small, townsAt } from './town-standing.ts'
import { signsBeforeState, endOfTheOneIn, onlySaysWhichTown, stateInTheOneIn, stateAfterPause } from './town-phrases.ts'

/**
 * A town that was read: the countries it can be in, and the index after its name. `others`: the countries that have only a much smaller
 * town of that name.
 */
export type TownRead = {
  readonly codes: readonly string[]
  readonly others: readonly string[]
  readonly to: number
  /** The name is usually something other than a town, so it is asked about instead of read. */
  readonly isGuess: boolean
}

/**
 * Reads a town with its state or country after it: "Moscow, Idaho", "Wilmington DE", "Birmingham, England".
 * If no such town exists, the two are read as places of a list ("Germany, Texas and Japan"). After a town in
 * lower case, only a country or the code of a state counts. `atLeast`: the index after a known name that
 * begins here.
 */
export function locatedTown(around: TownContext, from: number, atLeast: number, known: KnownName | undefined): TownRead | undefined {
  const { tokens, towns } = around
  const first = tokens[from]
  const isSmall = first !== undefined && known === undefined && !isProper(around, first)
  if (first === undefined || (isSmall && (around.shouted || around.ordinary.isOrdinary(first.word)))) return undefined
  const end = townEnd(around, from)
  for (const to of new Set([end, known?.to, isProper(around, first) ? from + 1 : undefined])) {
    if (to === undefined || to < atLeast) continue
    const all = towns.named(wordsAt(tokens, from, to))
    const own = known?.to === to ? known : undefined
    const apart = (): Located => apartFromTown(around, from, to, all, own) ?? inOtherState(around, from, to, all, own)
    const found = besideTown(around, to, all, { own, isSmall }) ?? (isSmall ? undefined : apart())
    if (found !== undefined && found.to >= (end ?? 0)) return { ...found, others: [], isGuess: false }
  }
  return undefined
}

type Located = Pick<TownRead, 'codes' | 'to'> | undefined

/** Reads the state or country right after a town: "Moscow, Idaho", "Melbourne (the one in Florida)", "in yuma AZ". */
function besideTown(
  around: TownContext,
  to: number,
  all: readonly Town[],
  { own, isSmall }: { readonly own: KnownName | undefined; readonly isSmall: boolean },
): Located {
  const { tokens } = around
  const [next, one] = [tokens[to], stateInTheOneIn(tokens, to)]
  if (next === undefined || !(signsBeforeState.has(next.parted) || one !== undefined || isStateAlone(around, to))) return undefined
  const isByCode = /^[A-Z]{2}$/.test(next.typed) && next.parted !== '.'
  const at = one ?? behindLead(tokens, to)
  const ofState = isSmall && !isByCode ? undefined : (inState(around, to, all, own) ?? inState(around, at, all, own))
  const told = ofState ?? inCountry(around, to, all, own) ?? (all.length > 0 ? inCountry(around, at, all, own) : undefined)
  if (told !== undefined && isSpokenOf(tokens, told.to)) return undefined
  return told === undefined || one === undefined ? told : endOfTheOneIn(tokens, one, told)
}

/** Whether a statement about a state begins after its name: "stage to Moscow, Idaho is where it is built". */
const isSpokenOf = (tokens: readonly Token[], to: number): boolean =>
  ['is', 'was'].includes(wordAt(tokens, to)) && ['where', 'what', 'how', 'only'].includes(wordAt(tokens, to + 1))

/**
 * Reads the state or country after a town in a separate sentence or remark: "Moscow. Idaho!!", "Toledo - I
 * mean Ohio". The state or country must have a town of that name. For a town in the United States, the state
 * must be named.
 */
function apartFromTown(around: TownContext, from: number, to: number, all: readonly Town[], own: KnownName | undefined): Located {
  const at = stateAfterPause(around, to)
  if (at === undefined || all.length === 0 || around.isPlace(from - 1)) return undefined
  const ofCountry = inCountry(around, at, all, own)
  const isForeign = ofCountry?.codes.every((code) => !around.isHome(code)) === true
  const found = inState(around, at, all, own, true) ?? (isForeign ? ofCountry : undefined)
  return found !== undefined && onlySaysWhichTown(around, found.to, at > to || own?.isCountry !== true) ? found : undefined
}

/**
 * Reads a small town as one in the foreign province right after it, even if no such town is known there:
 * "Sudbury, Ontario". Does not apply in a list of places, or if a listed country has a town of that name.
 */
function inOtherState(around: TownContext, from: number, to: number, all: readonly Town[], own: KnownName | undefined): Located {
  const { tokens, towns, isPlace } = around
  const found = signsBeforeState.has(tokens[to]?.parted ?? '') && tokens[to]?.parted !== '' ? towns.statesAt(tokens, to) : undefined
  const isSmallTown = all.length > 0 && all.every(({ size, country }) => size < large && !around.isListedCountry(country))
  const isInList = found === undefined || isPlace(from - 1) || isIn(around, found.to, 'joins-places') || tokens[found.to]?.parted === ','
  const isAtHome = found?.states.some(({ country }) => around.isHome(country)) === true
  if (found === undefined || own !== undefined || !isSmallTown || isInList || isAtHome || isAmbiguous(around, to)) return undefined
  return { codes: [...new Set(found.states.map(({ country }) => country))], to: found.to }
}

/** The index of the state in "Moscow as in Idaho", "Paris in Texas". If no such words follow, the index after the town (`to`). */
const behindLead = (tokens: readonly Token[], to: number): number => {
  const at = wordAt(tokens, to) === 'as' ? to + 1 : to
  return wordAt(tokens, at) === 'in' && tokens[at]?.parted === '' && tokens[at + 1]?.parted === '' ? at + 1 : to
}

function townEnd({ tokens, towns, ends }: TownContext, from: number): number | undefined {
  if (!ends.has(from)) ends.set(from, towns.endOf(tokens, from))
  return ends.get(from)
}

/** Whether a sentence consists only of a code that must mean a state: "Melbourne. FL." */
function isStateAlone(around: TownContext, at: number): boolean {
  const { tokens, shouted, isCode } = around
  const [next, after] = [tokens[at], tokens[at + 1]]
  const isState =
    next?.parted === '.' && /^[A-Z]{2}$/.test(next.typed) && !shouted && !isIn(around, at, 'code-or-word') && !isCode(next.typed)
  return isState && (after === undefined || after.parted !== '')
}

function inState(around: TownContext, at: number, all: readonly Town[], known: KnownName | undefined, isExact = false): Located {
  const { tokens, towns, shouted } = around
  const [found, next] = [towns.statesAt(tokens, at), tokens[at]]
  if (found === undefined || next === undefined) return undefined
  const isCode = found.states.some(({ code }) => code === next.typed)
  // A short word before a capitalized one begins the next town and is no state: "La" in "Lima, La Paz".
  const after = tokens[found.to]
  if (!isCode && next.typed.length < 3 && after !== undefined && after.parted === '' && isCapitalized(after)) return undefined
  if (isCode ? shouted : next.typed === next.typed.toLowerCase() && next.typed.length < 4) return undefined
  const isParted = next.parted !== ''
  // After punctuation, a state can be meant although no town of that name is known in it. Not if a list of places goes on ("Moscow,
  // Texas and Japan"), or if the name is a country's own: then such a town must be known there.
  const mayStand = !isExact && isParted && known?.isCountry !== true && !listGoesOn(around, found.to)
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

/** Whether a list of places continues at a word: at "and" in "Moscow, Texas and Japan". */
const listGoesOn = (around: TownContext, at: number): boolean =>
  (isIn(around, at, 'joins-places') && around.isPlace(at + 1)) || (around.tokens[at]?.parted === ',' && around.isPlace(at))

/** Whether a word that names a state can also be a country: "CA", "DE", "Georgia". */
const isAmbiguous = ({ countryAt, tokens, isCode }: TownContext, at: number): boolean =>
  (countryAt(at)?.codes.length ?? 0) > 1 || isCode(tokens[at]?.typed ?? '')

function inCountry({ tokens, countryAt }: TownContext, at: number, all: readonly Town[], known: KnownName | undefined): Located {
  const country = countryAt(at)
  if (country === undefined || known?.isCountry === true || known?.isRegion === true || (tokens[at]?.parted === '' && all.length === 0))
    return undefined
  // "Guinea, Papua New Guinea" are two countries.
  if (wordAt(tokens, country.to - 1) === wordAt(tokens, at - 1)) return undefined
  const codes = country.codes.filter((code) => all.some((town) => town.country === code) || known?.codes.includes(code) === true)
  return codes.length === 1 ? { codes, to: country.to } : undefined
}

/** Whether a capitalized town name begins at a word. Such a word is not read as misspelled. */
export const isTownName = (around: TownContext, from: number): boolean =>
  around.tokens.slice(from, from + 1).some(isCapitalized) && townEnd(around, from) !== undefined

/** Whether a capitalized word is the name of a large town and not a first name: "Reading", "Nice". */
export const isLargeTown = ({ tokens, shouted, ordinary, towns }: TownContext, at: number): boolean => {
  const { typed = '', word = '' } = tokens[at] ?? {}
  return !shouted && typed !== typed.toLowerCase() && !ordinary.isFirstName(word) && (towns.named(word)[0]?.size ?? 0) >= large
}

/**
 * Reads a town by its name alone. If several countries have one, each is possible, except those whose town is far smaller than the largest;
 * a listed country stays possible with a much smaller one. A name that is also an ordinary word or a person's counts only after a word such
 * as "in", or among places.
 */
export function plainTown(
  around: TownContext,
  from: number,
  beside: { readonly isPlaced: (to: number) => boolean; readonly isInList: boolean; readonly isAmid: (to: number) => boolean },
): TownRead | undefined {
  const { tokens, isDayName } = around
  const first = tokens[from]
  if (first === undefined) return undefined
  const to = townEnd(around, from)
  if (to === undefined) return undefined
  const isAmid = beside.isAmid(to)
  const isInList = beside.isInList || isAmid
  const isInPlace = isAmid || beside.isPlaced(to)
  // A town can fill its own clause: "A fire service, kelowna. Two drones".
  const isOwnClause = isInPlace && isClause(tokens, from, to)
  if (!(isProper(around, first) || isInList || isOwnClause || isPlacePreposition(around, leadAt(around, from)))) return undefined
  const stands = isCalled(around, from, to) ? 'called' : isInPlace ? undefined : nameStanding(around, from, to)
  if (!isInPlace && stands === undefined) return undefined
  const all = townsAt(around, from, to).filter(({ size }) => size > 0)
  const size = all[0]?.size
  if (size === undefined) return undefined
  const gapOf = (country: string): number =>
    around.isListedCountry(country) ? gapListed : around.isHome(country) ? gapAtHome : around.isDependent(country) ? gapOverseas : gapAbroad
  const isMuchSmaller = ({ country, size: its }: Town): boolean => size - its >= gapOf(country)
  const codes = all.filter((town) => !isMuchSmaller(town)).map(({ country }) => country)
  const others = all.filter(isMuchSmaller).map(({ country }) => country)
  if (to - from === 1 && (isDayName(first.word) || isOfDate(around, from))) return undefined
  // A name without a word such as "in" before it is never read as a town in the United States.
  if (!isInPlace && codes.some(around.isHome)) return undefined
  const isSpelled = first.typed.normalize('NFD') !== first.typed
  const isTold = stands === 'theirs' || (isInList && (isSpelled || size >= city || !around.ordinary.isOrdinary(first.word)))
  const isMeant = stands === 'called' || (isAmid && size >= large) || (isTold && (size >= city || !around.ordinary.isFirstName(first.word)))
  const isAbroad = all.some(({ states }) => states.length === 0)
  const weight = weigh(around, from, to, { size, isAbroad, isMeant, isAmid, isInList, isOwnClause })
  return weight === 'none' || (!isInPlace && weight === 'guess') ? undefined : { codes, others, to, isGuess: weight === 'guess' }
}

/**
 * A town is not read if the largest town of its name has at least 2 to the power of this many times its population. `gapListed`: for a town
 * in a listed country. `gapAtHome`: in the United States. `gapOverseas`: in an overseas territory, because people mostly say the
 * territory's own name. `gapAbroad`: anywhere else.
 */
const [gapAbroad, gapListed, gapAtHome, gapOverseas] = [4, 7, 2, 3]

const isPlacePreposition = (around: TownContext, lead: number): boolean =>
  isIn(around, lead, 'in-town') || isIn(around, lead, 'before-town')

/**
 * Decides whether a town's name is read as a town, asked about (`guess`) or ignored (`none`). A name in lower
 * case is never asked about. It is read only if the town is large, and the name means nothing else or is
 * among places.
 */
function weigh(
  around: TownContext,
  from: number,
  to: number,
  {
    size,
    isAbroad,
    isMeant,
    isAmid,
    isInList,
    isOwnClause,
  }: {
    readonly size: number
    readonly isAbroad: boolean
    readonly isMeant: boolean
    readonly isAmid: boolean
    readonly isInList: boolean
    readonly isOwnClause: boolean
  },
): 'town' | 'guess' | 'none' {
  const { tokens, ordinary } = around
  const words = tokens.slice(from, to)
  const lead = leadAt(around, from)
  const isWithin = isIn(around, lead, 'in-town')
  const isLead = isPlacePreposition(around, lead)
  if (!words.every((token, index) => isProper(around, token) || isIn(around, from + index, 'in-town-name'))) {
    const isPlain = isAmid || words.every(({ word }) => !ordinary.isOrdinary(word))
    return isPlain && (isLead || isInList || isOwnClause) && size >= large && !around.shouted ? 'town' : 'none'
  }
  const [only, second] = words
  if (only === undefined || second !== undefined) return 'town'
  const [isWord, isFirst, isName] = [ordinary.isEnglish(only.word), ordinary.isFirstName(only.word), ordinary.isName(only.word)]
  const isSure = isWithin || size >= small
  if (!isWord && !isName) return isSure || (isAbroad && isLead) ? 'town' : wordAt(tokens, lead) === 'for' ? 'none' : 'guess'
  if (isMeant || isWithin) return isAbroad || size >= large ? 'town' : 'guess'
  // "Consignee Foo Bar, Rosario": after a recipient's name, the word can still be part of a person's name.
  if (isOwnClause && isAbroad && !isWord) return size >= city ? 'town' : 'guess'
  if (!isIn(around, lead, 'toward-town') || size < large) return 'none'
  return (isAbroad && !isFirst) || (size >= city && !isWord && !isFirst) ? 'town' : 'guess'
}

/** Whether the name of a month is beside a number: "In Nov 2024". */
const isOfDate = ({ tokens, isMonth }: TownContext, at: number): boolean =>
  isMonth(wordAt(tokens, at)) && [at - 1, at + 1].some((beside) => /^\d/.test(wordAt(tokens, beside)))

const isProper = ({ shouted }: TownContext, token: Token): boolean => !shouted && isCapitalized(token)

/** A name that the knowledge has: its countries, the index after it, and whether it is a country's own name. */
export type KnownName = {
  readonly codes: readonly string[]
  readonly to: number
  readonly isCountry: boolean
  /** The name is that of a region that is treated differently from its country, so a country's name after it adds nothing. */
  readonly isRegion: boolean
}
