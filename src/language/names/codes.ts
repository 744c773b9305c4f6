import type { Base } from '../../knowledge/base.ts'
import { companyForms, isCapitalized, isPlacePosition, toward, wordAt, type IsPlace } from './position.ts'
import { wordSet, type Token } from '../text/text.ts'

/** A two-letter code, its word index, and what it can mean: one country, or the United States and that country ("Bloomington, IN"). */
export type Code = { readonly at: number; readonly codes: readonly string[] }

/**
 * The country codes of a text: those that are `read` as countries, and `doubtful` ones, in the position of a country but usually with
 * another meaning.
 */
export type Codes = { readonly read: readonly Code[]; readonly doubtful: readonly Code[] }

const codeSet = (codes: string): ReadonlySet<string> => new Set(codes.split(' '))

/**
 * Codes that are also words, units or abbreviations. Alone, such a code is not read as a country; after a
 * word such as "to" it is asked about. It is read as one in a list of places ("Japan and IN"), as somebody's
 * nationality ("Zhang Wei (IN)"), in a count of people ("FR: 3, IN: 1") and as the value of a form's field
 * that no other word follows ("country: IN"; "NO" there is the answer no). After a town it can also be a U.S.
 * state ("Bloomington, IN").
 */
export const otherwise = codeSet(
  'IT IN IS NO SO TO PO AT BE BY ME MY AM PM ID OR AL AS DO GO HE HR PR TV PC CV MS IO SC CC PS AI ML ' +
    'QA GE GM MD NA CM KM KG MM MG OK HI OH BD',
)
/** Codes that are never read as a country, only asked about: "LA" is far more often Los Angeles than Laos. */
const asked = codeSet('LA')
/**
 * Codes so common in another sense that they are neither asked about after a word such as "to" nor read as a form's value. They are read
 * as countries only in a list of places, as a nationality, in a count of people and after a town.
 */
const never = codeSet('LC MT IT HR PR ID PM AM TV PC CV IO AI QA CM KM KG MG CC PS MS')
/** Reasons for control of the Commerce Control List. The last four are no country codes. */
const reasons = codeSet('AT CC MT NP RS SI SL SS CW NS CB EI FC')
const controls = wordSet('control controlled reason column item license only designated marked export')
/** U.S. states whose code is also a country's. */
const states = codeSet('AL AR AZ CA CO DE GA ID IL IN KY LA MA MD ME MN MO MS MT NC NE PA SC SD TN VA')
const list = /^(?:[,/&+;|\n]|and|or|vs)?$/

/**
 * Reads two-letter codes. A code counts only in capitals and only in the position of a place, in a list of
 * places, after a town, as a nationality, in a count of people or as a form's value; "US" counts anywhere.
 * `isPlace` tests where names of places begin and end.
 */
export function readCodes(base: Base, tokens: readonly Token[], isPlace: IsPlace): Codes {
  const runs = runsOf(base, tokens, isPlace)
  const all = tokens.flatMap((token, at) => (codeOf(base, token) === undefined ? [] : [at]))
  const read = all.flatMap((at): Code[] => {
    const codes = meant(base, tokens, at, runs.get(at) === true, isPlace)
    return codes.length === 0 ? [] : [{ at, codes }]
  })
  const doubtful = all.flatMap((at): Code[] => {
    const [code, { typed = '', parted = '' } = {}] = [codeOf(base, tokens[at]), tokens[at]]
    const isPlaced = toward.has(wordAt(tokens, at - 1)) && parted === ''
    const isDoubtful = asked.has(typed) ? isPlaced || runs.get(at) === true : otherwise.has(typed) && !never.has(typed) && isPlaced
    return code === undefined || !isDoubtful || read.some((one) => one.at === at) ? [] : [{ at, codes: [code] }]
  })
  return { read, doubtful }
}

/** The countries that a code surely means at its position in the text; empty if none. A code to ask about is in `doubtful` instead. */
function meant(base: Base, tokens: readonly Token[], at: number, isListed: boolean, isPlace: IsPlace): readonly string[] {
  const code = codeOf(base, tokens[at])
  const typed = tokens[at]?.typed ?? ''
  if (code === undefined || isReason(tokens, at) || asked.has(typed)) return []
  if (code === 'US') return [code]
  if (isForm(tokens, at, isPlace) || isAirForce(tokens, at, isPlace)) return []
  if (isAfterTown(tokens, at)) {
    if (isPlace(at - 1, 'ends')) return []
    return /^\d{5}$/.test(tokens[at + 1]?.typed ?? '') ? ['US'] : ['US', code]
  }
  if (isListed || isNationality(tokens, at) || isCounted(base, tokens, at) || isFieldValue(tokens, at)) return [code]
  return !otherwise.has(typed) && !never.has(typed) && isPlacePosition(tokens, at, at + 1, () => false) ? [code] : []
}

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
function isNationality(tokens: readonly Token[], at: number): boolean {
  const [before, token, next] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (before === undefined || token === undefined) return false
  const isBracketed = /^\s?\($/.test(token.parted) && (next === undefined || next.parted.startsWith(')'))
  if ((isBracketed || token.parted === '/') && isCapitalized(before) && /\p{Ll}/u.test(before.typed)) return true
  if (isBracketed && [otherwise, never, reasons].every((codes) => !codes.has(token.typed)) && !isInitials(tokens, at)) return true
  const named = tokens.slice(0, at).findLastIndex(({ word }) => nationalityWords.has(word))
  const between = tokens.slice(named + 1, at)
  return named >= 0 && between.length <= 3 && between.every(({ word }) => ofNationality.has(word)) && !/[.;?!]/.test(token.parted)
}

/** Whether two letters abbreviate the two words before them: "launch vehicle (LV)". */
const isInitials = (tokens: readonly Token[], at: number): boolean =>
  `${wordAt(tokens, at - 2)[0] ?? ''}${wordAt(tokens, at - 1)[0] ?? ''}` === wordAt(tokens, at)

const nationalityWords = wordSet('nationality nationalities citizenship citizenships passport passports')
const ofNationality = wordSet('of is are the staff country countries code person user employee')

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
const isFieldValue = (tokens: readonly Token[], at: number): boolean => {
  const { typed = '', parted = '' } = tokens[at] ?? {}
  const next = tokens[at + 1]
  const isAlone = !otherwise.has(typed) || next === undefined || next.parted.trim() !== '' || /^\d/.test(next.typed)
  return typed !== 'NO' && !never.has(typed) && isAlone && /[:=>→]$/.test(parted.trimEnd())
}

/** Whether a code is a reason for control and no country: "MT item", "NS and MT controls", "for RS reasons". */
function isReason(tokens: readonly Token[], at: number): boolean {
  const typed = tokens[at]?.typed ?? ''
  if (typed === 'MT') return true
  const near = [-2, -1, 1, 2].map((step) => tokens[at + step]?.typed ?? '')
  return (
    reasons.has(typed) &&
    (controls.has(wordAt(tokens, at + 1)) || near.some((other) => /^(?:MT|NS|CB|EI|FC|controls?|controlled)$/.test(other)))
  )
}

/** Whether a code is the legal form of a company: "VENG S.A.", "GmbH & Co. KG", "S.A. de C.V.". */
function isForm(tokens: readonly Token[], at: number, isPlace: IsPlace): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]]
  if (before === undefined || token === undefined) return false
  if ((token.typed === 'KG' && before.word === 'co') || (token.typed === 'CV' && before.word === 'de')) return true
  if (!companyForms.has(token.word) || token.parted !== '') return false
  const isName = isCapitalized(before) && (/\p{Ll}/u.test(before.typed) || before.typed.length > 3)
  return isName && !toward.has(before.word) && !isPlace(at - 1, 'ends')
}

/** Whether "AF" right after a place is its air force and not Afghanistan: "Kuwait AF". */
const isAirForce = (tokens: readonly Token[], at: number, isPlace: IsPlace): boolean =>
  tokens[at]?.typed === 'AF' && tokens[at]?.parted === '' && isPlace(at - 1, 'ends') && !list.test(tokens[at + 1]?.typed ?? 'end')

/**
 * Whether a code is a U.S. state after a capitalized word, which is taken for a town: "San Diego, CA",
 * "Wilmington DE 19801".
 */
function isAfterTown(tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]]
  if (before === undefined || token === undefined || !states.has(token.typed)) return false
  const isTown = isCapitalized(before) && /[a-z]/.test(before.typed) && !toward.has(before.word)
  return isTown && (token.parted === ',' || (token.parted === '' && /^\d{5}$/.test(tokens[at + 1]?.typed ?? '')))
}

/**
 * For each code, by its word index, whether the list that it is in shows that it is a country. The list shows
 * that if it also has the name of a place, or several codes of which at least one is unambiguous ("AU, NO and
 * Japan").
 */
function runsOf(base: Base, tokens: readonly Token[], isPlace: IsPlace): ReadonlyMap<number, boolean> {
  const found = new Map<number, boolean>()
  for (let at = 0; at < tokens.length; at++) {
    if (codeOf(base, tokens[at]) === undefined) continue
    const run = [at]
    for (let next = following(base, tokens, at); next !== undefined; next = following(base, tokens, next)) run.push(next)
    const last = run.at(-1) ?? at
    const isBeside = isPlace(neighbor(tokens, at, -1), 'ends') || isPlace(neighbor(tokens, last, 1), 'begins')
    const isSure = run.some((one) => !otherwise.has(tokens[one]?.typed ?? '') && !never.has(tokens[one]?.typed ?? '')) && run.length > 1
    for (const one of run) found.set(one, isBeside || isSure)
    at = last
  }
  return found
}

/** The index of the next word of a list, in the direction of `step`, across a comma or joining word; -1 if the list ends. */
function neighbor(tokens: readonly Token[], at: number, step: 1 | -1): number {
  const next = list.test(wordAt(tokens, at + step)) && wordAt(tokens, at + step) !== '' ? at + 2 * step : at + step
  return list.test(tokens[Math.max(at, next)]?.parted ?? '') ? next : -1
}

function following(base: Base, tokens: readonly Token[], at: number): number | undefined {
  const next = neighbor(tokens, at, 1)
  return codeOf(base, tokens[next]) === undefined ? undefined : next
}
