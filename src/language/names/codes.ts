import type { Base } from '../../knowledge/base.ts'
import { isCapitalized } from './capital-letters.ts'
import { isPlacePosition, type IsPlace } from './place-position.ts'
import { wordAt, type Token } from '../text/tokens.ts'
import { isIn, type Classed } from '../patterns/classes.ts'
import { cachedByObject } from '../cached.ts'

/** A two-letter code, its word index, and what it can mean: one country, or the United States and that country ("Bloomington, IN"). */
export type Code = { readonly at: number; readonly codes: readonly string[] }

/**
 * The country codes of a text: those that are `read` as countries, and `doubtful` ones, in the position of a country but usually with
 * another meaning.
 */
export type Codes = { readonly read: readonly Code[]; readonly doubtful: readonly Code[] }

/** Signs between the codes of a list. */
const listSign = /^[,/&+;|\n]?$/

/**
 * Reads two-letter codes. A code counts only in capitals and only in the position of a place, in a list of
 * places, after a town, as a nationality, in a count of people or as a form's value; "US" counts anywhere.
 * `isPlace` tests where names of places begin and end.
 */
export function readCodes(base: Base, words: Classed, isPlace: IsPlace): Codes {
  const { tokens } = words
  const runs = runsOf(base, words, isPlace)
  const all = tokens.flatMap((token, at) => (codeOf(base, token) === undefined ? [] : [at]))
  const read = all.flatMap((at): Code[] => {
    const codes = meant(base, words, at, runs.get(at) === true, isPlace)
    return codes.length === 0 ? [] : [{ at, codes }]
  })
  const doubtful = all.flatMap((at): Code[] => {
    const code = codeOf(base, tokens[at])
    const isPlaced = isIn(words, at - 1, 'before-place') && tokens[at]?.parted === ''
    const isAlsoWord = isIn(words, at, 'code-or-word') && !isIn(words, at, 'code-seldom-country')
    const isDoubtful = isIn(words, at, 'code-only-asked') ? isPlaced || runs.get(at) === true : isAlsoWord && isPlaced
    return code === undefined || !isDoubtful || read.some((one) => one.at === at) ? [] : [{ at, codes: [code] }]
  })
  return { read, doubtful }
}

/** The countries that a code surely means at its position in the text; empty if none. A code to ask about is in `doubtful` instead. */
function meant(base: Base, words: Classed, at: number, isListed: boolean, isPlace: IsPlace): readonly string[] {
  const { tokens } = words
  const code = codeOf(base, tokens[at])
  if (code === undefined || isReason(words, at) || isIn(words, at, 'code-only-asked') || isOfListName(words, at)) return []
  if (code === 'US') return [code]
  if (isForm(words, at, isPlace) || isAirForce(words, at, isPlace)) return []
  if (isAfterTown(base, words, at)) {
    if (isPlace(at - 1, 'ends')) return []
    return /^\d{5}$/.test(tokens[at + 1]?.typed ?? '') ? ['US'] : ['US', code]
  }
  if (isListed || isNationality(words, at) || isCounted(base, tokens, at) || isFieldValue(words, at)) return [code]
  return isOnlyCode(words, at) && isPlacePosition(words, at, at + 1, () => false) ? [code] : []
}

/** Whether a code is one of the first two words of a list's name: both codes in "US-ML Cat. IV". */
const isOfListName = (words: Classed, at: number): boolean => isIn(words, at, 'name-of-list') || isIn(words, at - 1, 'name-of-list')

/** Whether a code is seldom anything but a country's. */
const isOnlyCode = (words: Classed, at: number): boolean => !isIn(words, at, 'code-or-word') && !isIn(words, at, 'code-seldom-country')

/** The country whose code a word is, whatever is around it; `undefined` if it is none. "UK" counts as "GB". */
export const codeOf = (base: Base, token: Token | undefined): string | undefined =>
  token === undefined || !/^[A-Z]{2}$/.test(token.typed)
    ? undefined
    : token.typed === 'UK'
      ? 'GB'
      : base.countries.has(token.typed)
        ? token.typed
        : undefined

/** Whether a code is the country of somebody: "Zhang (CN)", "parent (CN)", "passport country: CN", "nationality of staff CN". */
function isNationality(words: Classed, at: number): boolean {
  const { tokens } = words
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (before === undefined || token === undefined) return false
  const isBracketed = /^\s?\($/.test(token.parted) && (next === undefined || next.parted.startsWith(')'))
  if ((isBracketed || token.parted === '/') && isCapitalized(before) && /\p{Ll}/u.test(before.typed)) return true
  if (isBracketed && isOnlyCode(words, at) && !isIn(words, at, 'reason-for-control') && !isInitials(tokens, at)) return true
  const named = tokens.slice(0, at).findLastIndex((_, index) => isIn(words, index, 'nationality-word'))
  const between = tokens.slice(named + 1, at)
  return (
    named >= 0 &&
    between.length <= 3 &&
    between.every((_, index) => isIn(words, named + 1 + index, 'of-nationality')) &&
    !/[.;?!]/.test(token.parted)
  )
}

/** Whether two letters abbreviate the two words before them: "launch vehicle (LV)". */
const isInitials = (tokens: readonly Token[], at: number): boolean =>
  `${wordAt(tokens, at - 2)[0] ?? ''}${wordAt(tokens, at - 1)[0] ?? ''}` === wordAt(tokens, at)

/** Whether a code stands in a list of people counted by country: "staff CA 3, CN 1", "FR: 3, CN: 1", "11 AU, 1 CN". */
function isCounted(base: Base, tokens: readonly Token[], at: number): boolean {
  const isCount = (index: number): boolean => /^\d{1,3}$/.test(tokens[index]?.typed ?? '')
  const isJoined = (index: number): boolean => /^:?$/.test(tokens[index]?.parted ?? ',')
  const isCountedBy =
    (step: 1 | -1) =>
    (index: number): boolean =>
      codeOf(base, tokens[index]) !== undefined && isCount(index + step) && isJoined(Math.max(index, index + step))
  return ([1, -1] as const).some((step) => {
    const isOne = isCountedBy(step)
    return isOne(at) && (isOne(at - 2) || isOne(at + 2))
  })
}

/**
 * Whether a code is the value of a form's field: "country of ultimate destination: BY", "UBO = CN 60%", "Canada -> BY". "NO" there is the
 * answer no, and a code that is also a word counts only if no other word follows ("QUESTION: IS IT ALLOWED").
 */
const isFieldValue = (words: Classed, at: number): boolean => {
  const { tokens } = words
  const { typed = '', parted = '' } = tokens[at] ?? {}
  const next = tokens[at + 1]
  const isAlone = !isIn(words, at, 'code-or-word') || next === undefined || next.parted.trim() !== '' || /^\d/.test(next.typed)
  return typed !== 'NO' && !isIn(words, at, 'code-seldom-country') && isAlone && /[:=>→]$/.test(parted.trimEnd())
}

/** Whether a code is a reason for control and no country: "MT item", "NS and MT controls", "for RS reasons". */
function isReason(words: Classed, at: number): boolean {
  const { tokens } = words
  const typed = tokens[at]?.typed ?? ''
  if (typed === 'MT') return true
  const near = [-2, -1, 1, 2].map((step) => tokens[at + step]?.typed ?? '')
  return (
    isIn(words, at, 'reason-for-control') &&
    (isIn(words, at + 1, 'behind-reason') || near.some((other) => /^(?:MT|NS|CB|EI|FC|controls?|controlled)$/.test(other)))
  )
}

/** Whether a code is the legal form of a company: "VENG S.A.", "GmbH & Co. KG", "S.A. de C.V.". */
function isForm(words: Classed, at: number, isPlace: IsPlace): boolean {
  const { tokens } = words
  const [before, token] = [tokens[at - 1], tokens[at]]
  if (before === undefined || token === undefined) return false
  if ((token.typed === 'KG' && before.word === 'co') || (token.typed === 'CV' && before.word === 'de')) return true
  if (!isIn(words, at, 'legal-form') || token.parted !== '') return false
  const isName = isCapitalized(before) && (/\p{Ll}/u.test(before.typed) || before.typed.length > 3)
  return isName && !isIn(words, at - 1, 'before-place') && !isPlace(at - 1, 'ends')
}

/** Whether "AF" right after a place is its air force and not Afghanistan: "Kuwait AF". */
const isAirForce = (words: Classed, at: number, isPlace: IsPlace): boolean =>
  words.tokens[at]?.typed === 'AF' && words.tokens[at]?.parted === '' && isPlace(at - 1, 'ends') && !isIn(words, at + 1, 'joins-places')

/** The U.S. states that have a code. */
const codesOfStates = cachedByObject(
  (base: Base): ReadonlySet<string> => new Set(base.places.states.flatMap(({ country, code = '' }) => (country === 'US' ? [code] : []))),
)

/**
 * Whether a code is a U.S. state after a capitalized word, which is taken for a town: "San Diego, CA",
 * "Wilmington DE 19801".
 */
function isAfterTown(base: Base, words: Classed, at: number): boolean {
  const { tokens } = words
  const [before, token] = [tokens[at - 1], tokens[at]]
  if (before === undefined || token === undefined || !codesOfStates(base).has(token.typed)) return false
  const isTown = isCapitalized(before) && /[a-z]/.test(before.typed) && !isIn(words, at - 1, 'before-place')
  return isTown && (token.parted === ',' || (token.parted === '' && /^\d{5}$/.test(tokens[at + 1]?.typed ?? '')))
}

/**
 * For each code, by its word index, whether the list that it is in shows that it is a country. The list shows
 * that if it also has the name of a place, or several codes of which at least one is unambiguous ("AU, NO and
 * Japan").
 */
function runsOf(base: Base, words: Classed, isPlace: IsPlace): ReadonlyMap<number, boolean> {
  const { tokens } = words
  const found = new Map<number, boolean>()
  for (let at = 0; at < tokens.length; at++) {
    if (codeOf(base, tokens[at]) === undefined) continue
    const run = [at]
    for (let next = following(base, words, at); next !== undefined; next = following(base, words, next)) run.push(next)
    const last = run.at(-1) ?? at
    const isBeside = isPlace(neighbor(words, at, -1), 'ends') || isPlace(neighbor(words, last, 1), 'begins')
    const isSure = run.some((one) => isOnlyCode(words, one)) && run.length > 1
    for (const one of run) found.set(one, isBeside || isSure)
    at = last
  }
  return found
}

/** The index of the next word of a list, in the direction of `step`, across a comma or joining word; -1 if the list ends. */
function neighbor(words: Classed, at: number, step: 1 | -1): number {
  const next = isIn(words, at + step, 'joins-places') ? at + 2 * step : at + step
  return listSign.test(words.tokens[Math.max(at, next)]?.parted ?? '') ? next : -1
}

function following(base: Base, words: Classed, at: number): number | undefined {
  const next = neighbor(words, at, 1)
  return codeOf(base, words.tokens[next]) === undefined ? undefined : next
}
