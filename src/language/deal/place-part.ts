import { keptFor } from '../memo.ts'
import type { Mention } from '../names/mention.ts'
import { countriesOf, type Meaning } from '../names/meanings.ts'
import { isIn, isMarked, signsIn, wordsBefore, type Message } from '../message.ts'
import { isCompanyWord, isEnglish, isPersonName, isRareEnglish } from '../names/ordinary.ts'
import { companyForms, isCapitalized, leadingWord, toward, wordAt } from '../names/position.ts'
import { wordSet, type Token } from '../text/text.ts'

/** A place that is named, and what its name means; or where a company is presumed that is named. */
export type Spot = {
  readonly mention: Mention
  readonly meaning: Extract<Meaning, { kind: 'country' | 'ambiguous' | 'bloc' }>
  readonly presumed?: true
}

/** The countries that a name can mean; none for a bloc. */
export const codesOf = ({ meaning }: Spot): readonly string[] =>
  meaning.kind === 'country' ? [meaning.code] : meaning.kind === 'ambiguous' ? meaning.codes : []

const titles = wordSet('mr mrs ms miss dr prof professor captain capt sergeant sgt lieutenant lt colonel admiral minister senator')

/** "Dr. Holland", "Chad Smith", "Malcolm England": a place's name beside a first name or a surname. */
function isSurname(message: Message, mention: Mention): boolean {
  const { tokens } = message
  const { from, to, typed } = mention
  const [before, first, after] = [tokens[from - 1], tokens[from], tokens[to]]
  if (to - from !== 1 || first === undefined || !/^\p{Lu}/u.test(typed)) return false
  const isGiven = ({ typed: name, word }: Token): boolean => /^\p{Lu}\p{Ll}/u.test(name) && isPersonName(word)
  // "A French-Chinese engineer" is no Mr. Chinese.
  const isCountryBefore = (): boolean =>
    message.mentions.some(
      ({ from: other, to: end, meanings }) =>
        end === from && meanings.some(({ kind }) => kind === 'country') && !message.marks.has(other, 'given-name'),
    )
  const isTitled = before !== undefined && titles.has(before.word) && (first.parted === '' || first.parted === '.')
  const isBehindName =
    before !== undefined &&
    first.parted === '' &&
    // "Vernon's MaiaSpace" is no Mr. MaiaSpace.
    first.start - before.end === 1 &&
    isGiven(before) &&
    // "Boeing Australia" is no Ms. Australia.
    !isCompanyWord(before.word) &&
    !isMarked(message, { from: from - 1 }, 'part-of-land') &&
    !isCountryBefore()
  return isTitled || isBehindName || (after?.parted === '' && isMarked(message, mention, 'given-name') && isGiven(after))
}

/**
 * "Captain Persia Brown", "their rep is called Moscow Mike", "China Medeiros, our rep in Lisbon": the first name of somebody whose surname stands behind it, and no more of
 * a name. It names no place at all, whatever country bears it.
 */
export function isFullName(message: Message, mention: Mention): boolean {
  const { tokens } = message
  const { from, to } = mention
  const [first, surname, after] = [tokens[from], tokens[to], tokens[to + 1]]
  if (to - from !== 1 || first === undefined || surname === undefined || !isCapitalized(first)) return false
  const isWritten = surname.parted === '' && /^\p{Lu}\p{Ll}/u.test(surname.typed)
  const isKnown = isPersonName(surname.word) && !isCompanyWord(surname.word) && isMarked(message, mention, 'named-in-full')
  const goesOn = after !== undefined && after.parted === '' && (isCapitalized(after) || companyForms.has(after.word))
  return isWritten && !goesOn && (isKnown || (mayBeSurname(surname.word) && isMarked(message, mention, 'titled')))
}

/** A name, a word of no language known here, or a word that many people are called. */
const mayBeSurname = (word: string): boolean =>
  isPersonName(word) ||
  manyAreCalled.has(word) ||
  !(isEnglish(word) || isRareEnglish(word) || isCompanyWord(word) || companyForms.has(word))
const manyAreCalled = wordSet(
  'brown white black green gray young king wright hill baker hall cook bell wood woods stone rose price ford fox rice long west day hunt knight mike bill jack mark rob pat frank bob sue dick grant page field fields banks brook brooks cross marsh may moon parson pope potter power sharp short small snow spring stark steel storm summer swift wolf bishop butler carpenter chambers cole fisher gardener hunter judge law little love major marshal mason miller moody noble north palmer reed shepherd singer smart taylor turner wall walker ward waters weaver webb wells wise jim tom ray art gene drew max red slim',
)

const closings = wordSet('regard best cheer thank sincerely yours greeting wishe')

/** "Regards, Paris": a name that closes a message. */
const isSignature = (tokens: readonly Token[], { from, to }: Mention): boolean =>
  to === tokens.length && tokens[from]?.parted !== '' && closings.has(tokens[from - 1]?.word ?? '')

/** "Jordan asked", "thanks, Chad", "Georgia in procurement": a person, not a country. */
export function isPerson(message: Message, mention: Mention): boolean {
  const { tokens } = message
  const first = tokens[mention.from]
  const isName = first !== undefined && isCapitalized(first) && isMarked(message, mention, 'given-name')
  return (
    isSurname(message, mention) ||
    isFullName(message, mention) ||
    isSignature(tokens, mention) ||
    (first !== undefined && isCapitalized(first) && isMarked(message, mention, 'somebodys-name')) ||
    (isName && isCalled(message, mention))
  )
}

/** Whether somebody or something is called so, here or where the same name stands elsewhere and nothing leads to it. */
const isCalled = (message: Message, mention: Mention): boolean =>
  isMarked(message, mention, 'somebody') ||
  (!toward.has(leadingWord(message.tokens, mention.from)) &&
    message.mentions.some((other) => other.typed === mention.typed && isMarked(message, other, 'somebody')))

/** "The address says Moscow. It is Moscow, Idaho", "our Paris plant. Paris, Texas": a town whose state or country is said behind it. */
export const isSaidAgain = (message: Message, mention: Mention): boolean =>
  placesAgain(message).some((other) => saysAgain(message, other, mention))

/** The names that may say which place was named before. */
const placesAgain = keptFor((message: Message) => message.mentions.filter((mention) => mayBeAgain(message, mention)))
const mayBeAgain = (message: Message, mention: Mention): boolean =>
  isMarked(message, mention, 'which-one') || isMarked(message, mention, 'again')

/** Whether a place says which one was named before: "Moscow, Idaho" behind "Moscow", "Newcastle, the Australian one". */
const saysAgain = (message: Message, place: Mention, before: Mention): boolean =>
  (before.to === place.from - 1 && isMarked(message, place, 'which-one') && !picksOut(message, place, before)) ||
  saysOfState(message, place, before)

/** "Canada and Macau. The Canadian one is newer": in a sentence of its own, or of a country named before, it picks one of several. */
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

/** Whether it is said that a place is not the one, or no more. */
export const isSaidNotSo = (message: Message, mention: Mention): boolean =>
  ['denied', 'replaced'].some((mark) => isMarked(message, mention, mark))

/** A place that is denied, in whose place another is meant, or of a deal that is over; the only place there is stays. */
export const isDenied = (message: Message, { mention }: Spot, spots: readonly Spot[]): boolean =>
  spots.length > 1 && ['denied', 'replaced', 'past-deal', 'mistaken'].some((mark) => isMarked(message, mention, mark))

/**
 * "From Germany to Poland", "made in Japan", "145 million US dollars", "we are a Canadian company", "through a bank in Zurich": a
 * place where nothing goes.
 */
export const isAside = (message: Message, { mention }: Spot, spots: readonly Spot[]): boolean =>
  (spots.length > 1 && ['origin', 'bystander', 'not-now', 'what-is-owned'].some((mark) => isMarked(message, mention, mark))) ||
  isMarked(message, mention, 'asker') ||
  isMarked(message, mention, 'attribute')

/** Whether the words take a place out of a deal: nothing goes there, or it is a maker's workshop or the asker's own. */
export const playsNoPart = (message: Message, mention: Mention): boolean =>
  ['denied', 'replaced', 'past-deal', 'origin', 'bystander', 'not-now', 'asker', 'attribute', 'workshop'].some((mark) =>
    isMarked(message, mention, mark),
  )

const ownNames = /^(?:us\b.*|u\.s\..*|usa|usaf|american?|united states(?: of america)?)$/i
/** Whether a place is the United States by their own name, not by a town or a state. */
export const isOwnName = ({ typed }: Mention): boolean => ownNames.test(typed)
const receivers = wordSet(
  'company firm person people citizen national supplier customer employee engineer university lab laboratory contractor subsidiary vendor site facility plant office team warehouse colleague staff buyer operator user machinist shop technician worker partner entity colonel general major captain lieutenant sergeant officer commander soldier marine airman pilot official corporation affiliate distributor integrator prime',
)
const endings = wordSet('for by at and or with under today now only alone if is can do on in next this to as or please ok okay')

/** "To a U.S. firm", "in Denver", "the Ohio one": not "145 million US dollars" and not "our US Army garrison". */
export function isReached(message: Message, mention: Mention): boolean {
  const { tokens } = message
  if (isMarked(message, mention, 'asker') || isMarked(message, mention, 'attribute')) return false
  if (isIn(message, mention.to, 'asks-for')) return true
  const before = mayBeAgain(message, mention) ? message.mentions.find((other) => saysAgain(message, mention, other)) : undefined
  if (before !== undefined && (isIn(message, before.to, 'asks-for') || isReached(message, before))) return true
  const isAdjective = isOwnName(mention)
  const next = tokens[mention.to]
  const isLast = next === undefined || next.parted !== ''
  if (isAdjective && !isLast && !receivers.has(next.word) && !endings.has(next.word)) return false
  if (tokens.length <= mention.to - mention.from + 2) return true
  const words = wordsBefore(tokens, mention.from, 8)
  if (['origin', 'workshop', 'past-deal', 'bystander', 'owner-place'].some((mark) => isMarked(message, mention, mark))) return false
  if (isMarked(message, mention, 'which-one')) return true
  if (!isAdjective && !isLast && receivers.has(next.word)) return words[0] !== 'from' && words[1] !== 'from'
  return (
    (!isAdjective && words[0] === 'on') ||
    words.slice(0, 5).some((word) => word !== 'a' && toward.has(word)) ||
    (!isAdjective && tokens.slice(mention.from, mention.to).some(({ parted }) => parted === ','))
  )
}

/** "us" is a pronoun; US is a country, except where everything is in capitals. */
export const isPronoun = (tokens: readonly Token[], { mention }: Spot, shouted: boolean): boolean =>
  /^us$/i.test(mention.typed) && (mention.typed !== 'US' || (shouted && !toward.has(leadingWord(tokens, mention.from))))
