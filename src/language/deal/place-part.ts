import type { Base } from '../../knowledge/base.ts'
import { cachedByObject } from '../cached.ts'
import type { Mention } from '../names/mention.ts'
import { codesOf, countriesOf, type PlaceOrBloc } from '../names/meanings.ts'
import { isMarked, isSaidNotSo, signsIn, wordsBefore, type Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import { isCompanyWord, isEnglish, isPersonName, isRareEnglish } from '../names/ordinary.ts'
import { isCapitalized } from '../names/capital-letters.ts'
import { isLed } from '../names/place-position.ts'
import { wordAt, type Token } from '../text/tokens.ts'

/** A place that is named, with the meaning of its name; or, if `presumed`, the seat of a company that is named. */
export type Spot = {
  readonly mention: Mention
  readonly meaning: PlaceOrBloc
  readonly presumed?: true
}

/** Whether a place name is part of a person's name: "Dr. Holland", "Chad Smith", "Malcolm England". */
function isSurname(message: Message, mention: Mention): boolean {
  const { tokens } = message
  const { from, to, typed } = mention
  const [before, first, after] = [tokens[from - 1], tokens[from], tokens[to]]
  if (to - from !== 1 || first === undefined || !/^\p{Lu}/u.test(typed)) return false
  const isGiven = ({ typed: name, word }: Token): boolean => /^\p{Lu}\p{Ll}/u.test(name) && isPersonName(word)
  // If the word right before is a country, that word is no first name: in "a French-Chinese engineer" nobody
  // is called Chinese.
  const isCountryBefore = (): boolean =>
    message.mentions.some(
      ({ from: other, to: end, meanings }) =>
        end === from && meanings.some(({ kind }) => kind === 'country') && !message.marks.has(other, 'given-name'),
    )
  const isTitled = before !== undefined && isIn(message, from - 1, 'rank') && (first.parted === '' || first.parted === '.')
  const isBehindName =
    before !== undefined &&
    first.parted === '' &&
    // The tokenizer drops "'s", which leaves a wider gap: "Vernon's MaiaSpace" is a company in Vernon.
    first.start - before.end === 1 &&
    isGiven(before) &&
    // The name of a company is no first name: "Boeing Australia".
    !isCompanyWord(before.word) &&
    !isMarked(message, { from: from - 1 }, 'part-of-land') &&
    !isCountryBefore()
  return isTitled || isBehindName || (after?.parted === '' && isMarked(message, mention, 'given-name') && isGiven(after))
}

/**
 * Whether a place name is somebody's first name, and the surname follows and ends the name: "Captain Persia Brown", "their rep is called
 * Moscow Mike", "China Medeiros, our rep in Lisbon". No place is meant then.
 */
export function isFullName(message: Message, mention: Mention): boolean {
  const { tokens } = message
  const { from, to } = mention
  const [first, surname, after] = [tokens[from], tokens[to], tokens[to + 1]]
  if (to - from !== 1 || first === undefined || surname === undefined || !isCapitalized(first)) return false
  const isWritten = surname.parted === '' && /^\p{Lu}\p{Ll}/u.test(surname.typed)
  const isKnown = isPersonName(surname.word) && !isCompanyWord(surname.word) && isMarked(message, mention, 'named-in-full')
  const goesOn = after !== undefined && after.parted === '' && (isCapitalized(after) || isIn(message, to + 1, 'legal-form'))
  return isWritten && !goesOn && (isKnown || (mayBeSurname(message, to) && isMarked(message, mention, 'titled')))
}

/**
 * Whether a word can be a surname: a known name, an ordinary word that is a common surname, or a word that is neither English nor part
 * of company names.
 */
function mayBeSurname(message: Message, at: number): boolean {
  const word = wordAt(message.tokens, at)
  return (
    isPersonName(word) ||
    isIn(message, at, 'surname') ||
    !(isEnglish(word) || isRareEnglish(word) || isCompanyWord(word) || isIn(message, at, 'legal-form'))
  )
}
/** Whether a name signs a message: "Regards, Paris". */
const isSignature = (message: Message, { from, to }: Mention): boolean =>
  to === message.tokens.length && message.tokens[from]?.parted !== '' && isIn(message, from - 1, 'closing')

/** Whether a place name means a person: "Jordan asked", "thanks, Chad", "Georgia in procurement". */
export function isPerson(message: Message, mention: Mention): boolean {
  const { tokens } = message
  const first = tokens[mention.from]
  const isName = first !== undefined && isCapitalized(first) && isMarked(message, mention, 'given-name')
  return (
    isSurname(message, mention) ||
    isFullName(message, mention) ||
    isSignature(message, mention) ||
    (first !== undefined && isCapitalized(first) && isMarked(message, mention, 'somebodys-name')) ||
    (isName && isCalled(message, mention))
  )
}

/**
 * Whether the words around the name use it for a person. Words around the same name elsewhere count, too,
 * unless a word such as "to" or "in" is before this one.
 */
const isCalled = (message: Message, mention: Mention): boolean =>
  isMarked(message, mention, 'somebody') ||
  (!isLed(message, mention.from) && message.mentions.some((other) => other.typed === mention.typed && isMarked(message, other, 'somebody')))

/**
 * Whether later words say which place of this name is meant: "The address says Moscow. It is Moscow, Idaho", "our Paris plant. Paris,
 * Texas". Only the later name counts then.
 */
export const isSaidAgain = (message: Message, mention: Mention): boolean =>
  placesAgain(message).some((other) => saysAgain(message, other, mention))

/** The mentions that can say which of several places an earlier name means. */
const placesAgain = cachedByObject((message: Message) => message.mentions.filter((mention) => mayBeAgain(message, mention)))
const mayBeAgain = (message: Message, mention: Mention): boolean =>
  isMarked(message, mention, 'which-one') || isMarked(message, mention, 'again')

/** Whether `place` says which place the name `before` means: "Moscow, Idaho" after "Moscow", "Newcastle, the Australian one". */
const saysAgain = (message: Message, place: Mention, before: Mention): boolean =>
  (before.to === place.from - 1 && isMarked(message, place, 'which-one') && !picksOut(message, place, before)) ||
  saysOfState(message, place, before) ||
  saysWhere(message, place, before)

/** Whether a town right after an ambiguous name settles its country: "Georgia. Warner Robins of course". */
const saysWhere = (message: Message, place: Mention, before: Mention): boolean =>
  before.to === place.from &&
  isMarked(message, place, 'which-one') &&
  before.meanings.some(
    (one) => one.kind === 'ambiguous' && countriesOf(place.meanings).some((code, _, all) => all.length === 1 && one.codes.includes(code)),
  )

/**
 * Whether `place` picks one of several places, and does not explain `before`: a new sentence begins before
 * it, or an earlier place is in the same country ("Canada and Macau. The Canadian one is newer").
 */
const picksOut = (message: Message, place: Mention, before: Mention): boolean =>
  signsIn(message, before.to, place.from + 1, /[.!?\n]/) ||
  message.mentions.some(
    (other) => other.to <= before.from && countriesOf(other.meanings).some((code) => countriesOf(place.meanings).includes(code)),
  )

const saysOfState = (message: Message, place: Mention, before: Mention): boolean =>
  place.from > before.from &&
  place.to - place.from > before.to - before.from &&
  isMarked(message, place, 'again') &&
  message.tokens.slice(before.from, before.to).every(({ word }, index) => word === wordAt(message.tokens, place.from + index))

/**
 * Whether a place is denied, replaced by another, named by mistake, or belongs to a deal that is over. The only place of a message never
 * counts as denied.
 */
export const isDenied = (message: Message, { mention }: Spot, spots: readonly Spot[]): boolean =>
  spots.length > 1 &&
  (isSaidNotSo(message, mention) ||
    ['past-deal', 'compared-deal', 'left-aside', 'mistaken'].some((mark) => isMarked(message, mention, mark)))

/**
 * Whether nothing goes to a place: the asker is there, or it only describes something ("we are a Canadian
 * company", "145 million US dollars"). Beside another place, this also holds for a place where something
 * comes from ("From Germany to Poland"), where somebody only pays or advises, where nothing happens now, or
 * whose owner, who sits elsewhere, is meant.
 */
export const isAside = (message: Message, { mention }: Spot, spots: readonly Spot[]): boolean =>
  (spots.length > 1 && ['origin', 'bystander', 'not-now', 'what-is-owned'].some((mark) => isMarked(message, mention, mark))) ||
  isMarked(message, mention, 'asker') ||
  isMarked(message, mention, 'attribute')

/**
 * Whether the words take a place out of the deal: the place is denied or replaced by another, belongs to
 * an old deal, is where something comes from or is made, is where somebody only pays or advises, is where
 * nothing happens now, is the asker's own, or only describes something.
 */
export const playsNoPart = (message: Message, mention: Mention): boolean =>
  isSaidNotSo(message, mention) ||
  ['past-deal', 'origin', 'bystander', 'not-now', 'asker', 'attribute', 'workshop'].some((mark) => isMarked(message, mention, mark))

/**
 * Whether a place is only the country to which another one, named with it, belongs: "Bermuda, a UK overseas territory". What holds for that
 * other place governs.
 */
export const isSovereign = (base: Base, message: Message, mention: Mention): boolean =>
  isMarked(message, mention, 'sovereign') &&
  message.mentions.some(
    (other) =>
      other.to <= mention.from &&
      countriesOf(other.meanings).some((code) => countriesOf(mention.meanings).includes(base.countries.get(code)?.parent ?? '')),
  )

const ownNames = /^(?:us\b.*|u\.s\..*|usa|usaf|american?|united states(?: of america)?)$/i
/** Whether a mention is a name of the whole United States ("USA", "American"), not of a town or a state. */
export const isOwnName = ({ typed }: Mention): boolean => ownNames.test(typed)

/**
 * Whether something goes to a place: "To a U.S. firm", "in Denver", "the Ohio one"; not "145 million US
 * dollars", "our US Army garrison". `isStrict`: if the place is in the United States, the other words of a
 * very short message must be plain ({@link isCalledOut}).
 */
export function isReached(message: Message, mention: Mention, isStrict = false): boolean {
  const { tokens } = message
  if (['asker', 'attribute', 'left-aside'].some((mark) => isMarked(message, mention, mark))) return false
  if (isIn(message, mention.to, 'asks-for') || isMarked(message, mention, 'told-there')) return true
  const before = mayBeAgain(message, mention) ? message.mentions.find((other) => saysAgain(message, mention, other)) : undefined
  if (before !== undefined && (isIn(message, before.to, 'asks-for') || isReached(message, before))) return true
  const isAdjective = isOwnName(mention)
  const next = tokens[mention.to]
  const isLast = next === undefined || next.parted !== ''
  if (isAdjective && !isLast && !isIn(message, mention.to, 'home-receiver') && !isIn(message, mention.to, 'behind-home')) return false
  if (tokens.length <= mention.to - mention.from + 2 && (!isStrict || isCalledOut(message, mention))) return true
  const words = wordsBefore(tokens, mention.from, 8)
  if (['origin', 'workshop', 'past-deal', 'compared-deal', 'bystander', 'owner-place'].some((mark) => isMarked(message, mention, mark)))
    return false
  if (isMarked(message, mention, 'which-one')) return true
  if (!isAdjective && !isLast && isIn(message, mention.to, 'home-receiver')) return words[0] !== 'from' && words[1] !== 'from'
  return (
    (!isAdjective && words[0] === 'on') ||
    words.slice(0, 5).some((word, index) => word !== 'a' && isIn(message, mention.from - 1 - index, 'before-place')) ||
    (!isAdjective && tokens.slice(mention.from, mention.to).some(({ parted }) => parted === ','))
  )
}

/**
 * Whether the other words of a very short message allow its place to be the destination. If the place is in
 * the United States, which clears, the other words must be plain: "Idaho", "in Idaho then"; not "Idaho
 * broker", "I guess Idaho".
 */
const isCalledOut = (message: Message, mention: Mention): boolean =>
  isMarked(message, mention, 'abroad') ||
  mention.meanings.every(({ kind }) => kind !== 'country') ||
  message.tokens.every((_, at) => (at >= mention.from && at < mention.to) || isIn(message, at, 'beside-home'))

/**
 * Whether "us" is the pronoun. "US" in capitals is the country. But if the text is mostly in capitals, "US"
 * is the country only after a word such as "to".
 */
export const isPronoun = (message: Message, { mention }: Spot, shouted: boolean): boolean =>
  /^us$/i.test(mention.typed) && (mention.typed !== 'US' || (shouted && !isLed(message, mention.from)))

/**
 * The places of a message, with ambiguous names narrowed. An ambiguous name in a list beside one of the countries that it can mean, and
 * that ends with the same word, does not mean that country: in "Korea and North Korea", "Korea" is not North Korea.
 */
export const besideNamesakes = (message: Message, spots: readonly Spot[]): readonly Spot[] =>
  spots.map((spot, index) => {
    const { tokens } = message
    const { meaning, mention } = spot
    if (meaning.kind !== 'ambiguous') return spot
    const isJoined = (one: Mention, other: Mention): boolean =>
      isIn(message, one.to, 'joins-places') ? other.from === one.to + 1 : other.from === one.to && spots.length > 2
    const isNamesake = (other: Spot | undefined): boolean =>
      other?.meaning.kind === 'country' &&
      meaning.codes.includes(other.meaning.code) &&
      wordAt(tokens, other.mention.to - 1) === wordAt(tokens, mention.to - 1) &&
      (isJoined(mention, other.mention) || isJoined(other.mention, mention))
    const beside = [spots[index - 1], spots[index + 1]].filter(isNamesake).flatMap((one) => (one === undefined ? [] : codesOf(one.meaning)))
    const codes = meaning.codes.filter((code) => !beside.includes(code))
    const [code = '', second] = codes
    if (beside.length === 0) return spot
    return { ...spot, meaning: second === undefined ? { kind: 'country', code } : { ...meaning, codes } }
  })
