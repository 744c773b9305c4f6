import type { Base } from '../../knowledge/base.ts'
import { readFigures } from '../figures/quantities.ts'
import { gazetteerOf } from '../names/gazetteer.ts'
import type { Mention } from '../names/mention.ts'
import { isMarked, namedIn, type Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import { isCompanyWord, isEnglish, isPersonName, isRareEnglish } from '../names/ordinary.ts'
import { isMisspelled } from '../names/mend-english-words.ts'
import { endOfAddress } from '../deal/only-names.ts'
import { isPerson } from '../deal/place-part.ts'
import { calendarWords } from '../names/calendar-words.ts'
import { isPlace } from '../names/meanings.ts'
import { isIntroduced } from '../names/people-names.ts'
import { wordAt, type Token } from '../text/tokens.ts'

/**
 * A name, or a word that is not English, that nothing explains. `isInList`: the name is in a list with a
 * place ("To Japan, Grozny and Norway").
 */
export type Stray = { readonly typed: string; readonly isInList: boolean }

/**
 * Words that nothing in the knowledge explains and that could be a place, an item or a recipient: names ("(Grozny)", "the Hermit
 * Kingdom") and words that are not English ("or kish"). Left out are people's names, abbreviations in capitals, and companies whose place
 * is named.
 */
export function straysIn(base: Base, at: Message): readonly Stray[] {
  const { tokens, text } = at
  const known = namedIn(at.mentions)
  const { spans } = readFigures(base, at)
  // "300 krad" is a unit. "Mrad" is read as an angle (milliradian) but could be meant as a dose, so it counts
  // as unexplained.
  const isUnit = ({ typed, start, end }: Token): boolean =>
    !typed.startsWith('Mrad') && spans.some((span) => span.start <= start && end <= span.end)
  const isFree = (index: number): boolean =>
    tokens[index] !== undefined &&
    !isUnit(tokens[index]) &&
    !known.has(index) &&
    !at.marks.has(index, 'ordinary') &&
    !at.marks.has(index, 'seated') &&
    !isIn(at, index, 'no-thing') &&
    !isIn(at, index, 'tongue')
  const isName = (index: number): boolean => isFree(index) && isWritten(tokens[index])
  return tokens.flatMap((token, index): Stray[] => {
    if (!isFree(index)) return []
    if (!isName(index)) return isStrange(at, index) ? [{ typed: token.typed, isInList: false }] : []
    if (isName(index - 1) && isJoined(text, tokens[index - 1], token)) return []
    let end = index + 1
    while (isName(end) && isJoined(text, tokens[end - 1], tokens[end])) end++
    const words = tokens.slice(index, end)
    const begins = beginsSentence(tokens, index)
    const isWord = (word: string): boolean => isEnglish(word) || (begins && words.length === 1 && isRareEnglish(word))
    const isMeaningful = words.some(({ word }) => !isWord(word)) || (words.length > 1 && !begins)
    const isOrdinary =
      words.every(
        ({ word }, step) =>
          isCompanyWord(word) ||
          isIn(at, index + step, 'legal-form') ||
          isNoName(base, at, index + step) ||
          (begins && step === 0 && isEnglish(word)),
      ) ||
      isIn(at, end - 1, 'street') ||
      isIn(at, end, 'street') ||
      (words.length > 1 && isIn(at, end - 1, 'name-of-law'))
    const isInList = isBesidePlace(at, index, end) && !leadsToPlace(at, end) && !isIn(at, end, 'bears-name')
    return isMeaningful &&
      !isOrdinary &&
      !isSomebody(at, index, end) &&
      (isInList || !(hasPlace(at, end) || isOfPlace(at, index, end) || isTownOfNamed(base, at, index, end)))
      ? [{ typed: text.slice(token.start, tokens[end - 1]?.end), isInList }]
      : []
  })
}

/** Whether a lower-case word is not English and nothing explains it. */
function isStrange(at: Message, index: number): boolean {
  const { typed, word } = at.tokens[index] ?? { typed: '', word: '' }
  const isWord = /^\p{Ll}{4,}$/u.test(typed) && !isEnglish(word) && !isPersonName(word) && !isCompanyWord(word)
  return isWord && !isMisspelled(word) && !isRareEnglish(word) && !isMarked(at, { from: index }, 'explained')
}

const isSomebody = (at: Message, from: number, to: number): boolean =>
  at.tokens.slice(from, to).every(({ word }) => isPersonName(word)) ||
  isIntroduced(at, from) ||
  isIn(at, from - 1, 'before-person') ||
  (to - from > 1 && isIn(at, from, 'rank')) ||
  at.mentions.some((one) => one.to === from && isPerson(at, one)) ||
  isBorn(at, to)

/** Whether the words that follow are only said of people: "Farid was born in Kabul", "Farid, born in Kabul". */
const isBorn = (at: Message, to: number): boolean =>
  (/^(?:was|is)$/.test(wordAt(at.tokens, to)) && at.tokens[to]?.parted === '' && isIn(at, to + 1, 'only-of-people')) ||
  (at.tokens[to]?.parted.trim() === ',' && wordAt(at.tokens, to) === 'born' && wordAt(at.tokens, to + 1) === 'in')

/**
 * Whether a place after a name says where it is: "Zorblax Ltd, Bergamo", "the Zorblax dairy in Bergamo",
 * "Zorblax, 3 High Street, Leeds".
 */
function hasPlace(at: Message, end: number): boolean {
  const begins = (index: number): boolean => at.mentions.some(({ from, meanings }) => from === index && meanings.some(isPlace))
  const body = isIn(at, end, 'body-of-place') ? end + 1 : end
  return begins(endOfAddress(at, end) ?? end) || [end, body].some((lead) => leadsToPlace(at, lead) && begins(lead + 1))
}

/** Whether a name is a town of a country that the message also names: "Bowen again: it goes to Queensland". */
function isTownOfNamed(base: Base, { tokens, mentions }: Message, from: number, to: number): boolean {
  const name = tokens.slice(from, to).map(({ word }) => word)
  const codes = gazetteerOf(base)
    .named(name.join(' '))
    .map(({ country }) => country)
  const isOf = (meaning: Mention['meanings'][number]): boolean => meaning.kind === 'country' && codes.includes(meaning.code)
  return mentions.some(({ meanings }) => meanings.some(isOf))
}

/**
 * Whether words after a place belong to the name of an institution: "Poznan Supercomputing Center",
 * "the Bolivian Highways Board".
 */
const isOfPlace = ({ tokens, mentions }: Message, from: number, to: number): boolean =>
  to - from > 1 &&
  tokens[from]?.parted === '' &&
  isEnglish(wordAt(tokens, to - 1)) &&
  mentions.some((one) => one.to === from && one.meanings.some(isPlace))

/** Whether a word leads from something to the place where it is or comes from: "in", "of", "from". */
const leadsToPlace = (at: Message, index: number): boolean => isIn(at, index, 'of-which-place') || wordAt(at.tokens, index) === 'from'

/** Whether words are in a list with a place right before or after them: "To Japan, Grozny and Norway". */
function isBesidePlace(at: Message, from: number, to: number): boolean {
  const joins = (index: number): boolean => isIn(at, index, 'joining')
  const before = joins(from - 1) ? from - 1 : [',', '/'].includes(at.tokens[from]?.parted.trim() ?? '') ? from : undefined
  const behind = joins(to) ? to + 1 : undefined
  return at.mentions.some((one) => (one.to === before || one.from === behind) && one.meanings.some(isPlace))
}

/** Whether a token is written like a name: "Wiesbaden", "Ch1na"; not "GPS". */
export const isWritten = (token: Token | undefined): token is Token =>
  token !== undefined && /^\p{Lu}(?:\p{Ll}+|\d\p{Ll}+$)/u.test(token.typed) && token.typed.length > 2

const isJoined = (text: string, one: Token | undefined, other: Token | undefined): boolean =>
  /^[\s-]$/.test(text.slice(one?.end, other?.start))

const beginsSentence = (tokens: readonly Token[], index: number): boolean => index === 0 || /[.!?:\n]/.test(tokens[index]?.parted ?? '')

/** Whether a capitalized word is no name: a day, a month, a language or a term of export control. */
export const isNoName = (base: Base, message: Message, at: number): boolean =>
  calendarWords(base).all.has(wordAt(message.tokens, at)) || isIn(message, at, 'no-name')
