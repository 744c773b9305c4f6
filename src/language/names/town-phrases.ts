import type { TownContext } from './town-context.ts'
import { isClause } from './place-position.ts'
import { wordAt, wordsAt, type Token } from '../text/tokens.ts'

/** The countries of a town, and the index after the words that were read. */
type Ended = { readonly codes: readonly string[]; readonly to: number }

/** Signs that can be between a town and its state or country. */
export const signsBeforeState: ReadonlySet<string> = new Set(['', ',', '('])
/** Punctuation that can come before "the one in". */
const signsBeforeTheOne: ReadonlySet<string> = new Set([...signsBeforeState, '.', '–', '!'])

/**
 * The index of the state or country in "Melbourne, the one in Florida" or "Melbourne (the Florida one)"; `undefined` if there are no such
 * words.
 */
export function stateInTheOneIn(tokens: readonly Token[], to: number | undefined): number | undefined {
  const next = to === undefined ? undefined : tokens[to]
  if (to === undefined || next?.word !== 'the' || !signsBeforeTheOne.has(next.parted)) return undefined
  if (wordAt(tokens, to + 1) !== 'one') return to + 1
  return wordAt(tokens, to + 2) === 'in' ? to + 3 : undefined
}

/**
 * Finds the end of a phrase like "the one in Texas" or "the Texas one"; `undefined` if its clause does not
 * end there, too. "Moscow, the one in Texas pays" can mean somebody else.
 */
export function endOfTheOneIn(tokens: readonly Token[], at: number, found: Ended): Ended | undefined {
  const to = wordAt(tokens, at - 1) === 'the' ? found.to + 1 : found.to
  if (to > found.to && wordAt(tokens, found.to) !== 'one') return undefined
  return tokens[to] === undefined || tokens[to].parted !== '' ? { ...found, to } : undefined
}

/**
 * There are at most this many words between a town and the state or country that says which town is
 * meant: "I mean the one down in".
 */
const mostLeading = 7

/**
 * The index where the state or country begins, if it is not simply the next word after the town. The state or
 * country can follow a full stop or dash ("Moscow. Idaho!!"), or words that say which town is meant ("Toledo
 * - I mean Ohio"). Else `undefined`.
 */
export function stateAfterPause({ tokens, isSayingWhich }: TownContext, to: number): number | undefined {
  const leading = [...Array(mostLeading + 1).keys()].findLast((count) => count > 0 && isSayingWhich(wordsAt(tokens, to, to + count))) ?? 0
  const parted = tokens[to]?.parted ?? ''
  return leading > 0 ? to + leading : signsBeforeState.has(parted) || isInList.test(parted) ? undefined : to
}

const isInList = /[/;:\n?]/
const sentenceEnd = /[.!?;\n)]/

/**
 * Whether the state or country that ends before `to` says which town was meant, and is not one more place.
 * Its clause must end there or go on with nothing but "of course" or "not Russia". With `isStressed`, the
 * words before it already show that, so nothing else is needed. Otherwise "of course", "not Russia" or an
 * exclamation mark must follow.
 */
export function onlySaysWhichTown({ tokens, isPlace, isStress }: TownContext, to: number, isStressed: boolean): boolean {
  const next = tokens[to]
  const isInList = !/^[.!]/.test(next?.parted ?? '') || isClause(tokens, to, to + 1) || tokens[to + 1]?.parted !== ''
  if (isPlace(to) && isInList) return false
  const isEnd = (at: number): boolean => tokens[at] === undefined || sentenceEnd.test(tokens[at].parted)
  const isNot = next?.word === 'not' && (isPlace(to + 1) || wordAt(tokens, to + 1) === 'the')
  // The clause must end after the denied place: "Atlanta, not Tbilisi, sells it" says who sells.
  const isOther =
    isNot && [2, 3, 4, 5].some((count) => isEnd(to + count) && !tokens.slice(to + 2, to + count).some(({ parted }) => parted !== ''))
  const isStressing = [1, 2, 3].some((count) => isEnd(to + count) && isStress(wordsAt(tokens, to, to + count)))
  if (isOther || isStressing) return true
  if (isStressed) return /^[.!?;)–]/.test(next?.parted ?? '.')
  return next?.parted.startsWith('!') === true
}
