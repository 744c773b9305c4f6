import type { Base } from '../../knowledge/base.ts'
import { isOwnName, isPerson, isReached, isSaidAgain, isSovereign, playsNoPart } from '../deal/place-part.ts'
import { isMarked, isSaidNotSo, namedIn, tagged, type Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import type { Mention } from '../names/mention.ts'
import { isCompanyWord, isEnglish, isPersonName, isRareEnglish } from '../names/ordinary.ts'
import { isMistakenForTown } from '../deal/mistaken-town.ts'
import { endOfAddress, isShopName, isStreetName } from '../deal/only-names.ts'
import { blocPlace } from '../deal/bloc-place.ts'
import { isOfThing } from '../names/parties.ts'
import { codesOf, isPlace } from '../names/meanings.ts'
import { isEmbargoed, isListedCountry } from '../names/listed-countries.ts'
import { isNoName, isWritten } from './stray-names.ts'
import type { Token } from '../text/tokens.ts'

/** A place that a message names. `codes`: the countries that it can be in. */
export type PlaceInEvidence = {
  readonly codes: readonly string[]
  readonly typed: string
  /**
   * Something is sent, or shown, to somebody there. Also set for a listed country that the words do not
   * exclude, and for the country of an Internet address.
   */
  readonly isReached: boolean
  /** The words say that something is sent, or shown, to somebody there. */
  readonly isSaidReached: boolean
  /** The words say that nothing is sent there. */
  readonly isOut: boolean
  /** It is the place of another deal, to which this one is compared or which is left aside. Only a listed country matters then. */
  readonly isOfOtherDeal: boolean
  /** Somebody with another citizenship was born there or was a citizen before. Commerce does not look at such a country. */
  readonly isBirthplace: boolean
  /** The message denies the place, or replaces it by another. */
  readonly isDenied: boolean
  /** The name is that of an agency, a ministry, a force or a site of the defense or space field. */
  readonly isBody: boolean
  /** The name is that of a company or another party, and not of a place. */
  readonly isParty: boolean
  /** The name is that of a company of an everyday trade: an airline, a bank, a utility. */
  readonly isCivil: boolean
  /** The buyer is there. This counts even if a later message names another place. */
  readonly isSeat: boolean
  /** The name means a bloc, i.e. several countries ("the EU"). A country named later can say which one is meant. */
  readonly isBloc: boolean
}

/**
 * The countries, towns, regions and parties that a message names, and the countries of Internet addresses in
 * it. Left out are:
 * - names of people, streets, shops and ships, and words that name no place (mark `no-place`);
 * - blocs to which nothing goes;
 * - carriers of countries without an embargo;
 * - places that later words make precise ({@link isSaidAgain}), and the country to which a place belongs ({@link isSovereign});
 * - places for which a tool takes an American town ({@link isMistakenForTown});
 * - birthplaces and former citizenships, except those of a listed country that plays a part in the deal, if
 *   the message names no U.S. person.
 */
export function placesIn(base: Base, at: Message): readonly PlaceInEvidence[] {
  const named = at.mentions.flatMap((mention): PlaceInEvidence[] => {
    const codes = mention.meanings.flatMap((meaning) =>
      meaning.kind === 'bloc' ? blocPlace(base, at, { mention, meaning }).flatMap((place) => place.codes) : codesOf(meaning, 'party'),
    )
    const isLine = isIn(at, mention.from, 'flag-carrier')
    const isMaker = !isLine && mention.meanings.every(({ kind }) => kind === 'party') && isOfThing(at, mention)
    const isOfOtherDeal = ['compared-deal', 'left-aside'].some((mark) => isMarked(at, mention, mark))
    const isOut = isMaker || (playsNoPart(at, mention) && !isOfOtherDeal)
    const isFeared = !isOut && codes.some((code) => isListedCountry(base, code))
    const isSaidReached = isReached(at, mention, true) && !['replaced', 'dropped', 'no-halt'].some((mark) => isMarked(at, mention, mark))
    const isBirthplace = ['birthplace', 'past-nationality'].some((mark) => isMarked(at, mention, mark))
    const isPast = isBirthplace && (!isFeared || tagged(at.mentions, 'us-person').length > 0)
    return codes.length === 0 ||
      isPast ||
      (isMarked(at, mention, 'carrier') && !codes.some((code) => isEmbargoed(base, code))) ||
      isMarked(at, mention, 'no-place') ||
      isMarked(at, mention, 'name-of-ship') ||
      isStreetName(at, mention) ||
      isShopName(at, mention) ||
      isPerson(at, mention) ||
      isSaidAgain(at, mention) ||
      isSovereign(base, at, mention) ||
      isMistakenForTown(base, at, mention)
      ? []
      : [
          {
            codes: [...new Set(codes)],
            typed: mention.typed,
            isReached: isFeared || isSaidReached,
            isSaidReached,
            isOut,
            isOfOtherDeal,
            isDenied: isSaidNotSo(at, mention),
            isBirthplace: (isBirthplace && (at.marks.any('citizenship') || at.marks.any('acquired'))) || isOlderStatus(at, mention),
            isBody: mention.meanings.some((meaning) => 'isProper' in meaning),
            isParty: mention.meanings.every(({ kind }) => kind === 'party'),
            isCivil: mention.meanings.every((meaning) => meaning.kind === 'party' && meaning.isCivil === true),
            isSeat: isMarked(at, mention, 'seat-of-buyer'),
            isBloc: mention.meanings.every(({ kind }) => kind === 'bloc'),
          },
        ]
  })
  return [...named, ...addressesIn(base, at)]
}

/** Whether a country is that of a citizenship, and another country is said to be that of the newest status. */
const isOlderStatus = (at: Message, mention: Mention): boolean =>
  at.marks.any('newest-status') && isMarked(at, mention, 'citizenship') && !isMarked(at, mention, 'newest-status')

/** The countries of Internet addresses: "ivan@tsagi.ru", "an address in .by". */
const addressesIn = (base: Base, message: Message): readonly PlaceInEvidence[] => {
  const { text, tokens } = message
  return tokens.flatMap(({ typed, start, end }, index): PlaceInEvidence[] => {
    const code = typed.toUpperCase()
    const isEnd = typed.length === 2 && typed === typed.toLowerCase() && text[start - 1] === '.' && !/[\p{L}\d.]/u.test(text[end] ?? '')
    const before = tokens[index - 1]
    // A full stop at the end of a sentence is no address, because a space follows it; nor is
    // an abbreviation such as "e.g.".
    const isAddress = isEnd && (before === undefined || before.end < start - 1 || before.typed.length > 1)
    return isAddress && base.countries.has(code) && !isIn(message, index, 'open-address')
      ? [
          {
            codes: [code],
            typed: text.slice(before?.end === start - 1 ? before.start : start - 1, end),
            isReached: true,
            isSaidReached: false,
            isOut: false,
            isOfOtherDeal: false,
            isDenied: false,
            isBirthplace: false,
            isBody: false,
            isParty: false,
            isCivil: false,
            isSeat: false,
            isBloc: false,
          },
        ]
      : []
  })
}

/** Whether a word stands alone: a clause ends after it, or a joining word follows. */
function isAlone(message: Message, index: number): boolean {
  const next = message.tokens[index + 1]
  return next === undefined || /[,;.?!&+]/.test(next.parted) || isIn(message, index + 1, 'behind-unknown-place')
}

/** Whether a word of five or more letters is neither English nor a known name: "flarpistan". */
const isUnknownWord = ({ typed, word }: Token): boolean =>
  /^\p{L}{5,}$/u.test(typed) && !isOrdinary(word) && !(typed === word && isRareEnglish(word))

/**
 * Names in the position of a place or recipient ("in Ellenstadt", "to Zorblax GmbH") that the knowledge does
 * not have and that no known place explains.
 */
export function unknownPlacesIn(base: Base, at: Message): readonly string[] {
  const isKnown = (index: number): boolean => namedIn(at.mentions).has(index)
  return at.tokens.flatMap((token, index): string[] => {
    const before = at.tokens[index - 1]?.word ?? ''
    const isPlaced = before === 'in' || (isIn(at, index - 1, 'bound') && !isOrdinary(token.word))
    if (!isPlaced && !isIn(at, index - 1, 'before-recipient')) return []
    if (isNoName(base, at, index) || isKnown(index)) return []
    const hasCountry = at.mentions.some(({ meanings, from }) => meanings.some(isPlace) && from === index + 1)
    if (isPlaced && isAlone(at, index) && !hasCountry && isUnknownWord(token)) return [token.typed]
    if (!isWritten(token)) return []
    let end = index
    while (isWritten(at.tokens[end + 1]) && /^[\s-]$/.test(at.text.slice(at.tokens[end]?.end, at.tokens[end + 1]?.start))) end++
    if (at.tokens[end + 1]?.parted === '' && isIn(at, end + 1, 'legal-form') && !isKnown(end + 1)) end++
    const isFirm = isIn(at, end, 'legal-form') && end > index
    if (!isFirm && (!isPlaced || (end === index && ['department', 'tongue'].some((name) => isIn(at, index, name))))) return []
    const isExplained = at.mentions.some(
      (mention) =>
        mention.meanings.some(isPlace) &&
        (mention.from === (endOfAddress(at, end + 1) ?? end + 1) ||
          // A mention can begin inside the name and end after it: "Builth Wells (Wales)" is read as the town
          // Wells with its state.
          (mention.from > index && mention.from <= end && mention.to > end + 1) ||
          (mention.from === end + 2 && isIn(at, end + 1, 'of-which-place')) ||
          (before === 'in' && mention.to >= index - 3 && mention.to <= index - 1 && !isOwnName(mention))),
    )
    return isExplained ? [] : [at.text.slice(token.start, at.tokens[end]?.end)]
  })
}

/** Whether a word is English or part of a person's or company's name. */
const isOrdinary = (word: string): boolean => isEnglish(word) || isPersonName(word) || isCompanyWord(word)
