import { isIn } from '../patterns/classes.ts'
import { losesLast, wordAt, wordsAt, type Token } from '../text/tokens.ts'
import type { TownContext } from './town-context.ts'
import type { Town } from './gazetteer.ts'
import { isCapitalized } from './capital-letters.ts'

/** Sizes of a small town, a large one and a city, as base-2 logarithms of the population (16 thousand, 65 thousand, half a million). */
export const [small, large, city] = [14, 16, 19]

/** The towns with this name, final "s" included: "Tartu" is one town, "Tartus" another. */
export function townsAt({ tokens, towns }: TownContext, from: number, to: number): readonly Town[] {
  const all = towns.named(wordsAt(tokens, from, to))
  const hasS = tokens.slice(from, to).some(({ typed, word }) => losesLast(typed, word))
  return all.filter(({ withS }) => withS === undefined || withS === hasS)
}

/**
 * Whether words say that a name is a town's ("Perm the town", "the University of Split", "Split University"), or ask about it alone
 * ("Sofia?").
 */
export function isCalled(around: TownContext, from: number, to: number): boolean {
  const { tokens, shouted } = around
  const isOfPlace = (at: number): boolean => isIn(around, at, 'kind-of-place') || isIn(around, at, 'seat-of-place')
  const [first, next] = [tokens[from], tokens[to]]
  if (first === undefined || shouted || !isCapitalized(first)) return false
  if (isAllAsked(around, from, to)) return true
  if (next?.word === 'the' && isOfPlace(to + 1)) return true
  if (wordAt(tokens, from - 1) === 'of' && first.parted === '' && isOfPlace(from - 2)) return true
  return next?.parted === '' && isCapitalized(next) && isOfPlace(to)
}

/**
 * Whether a message asks about a name and nothing else ("Sofia?", "and Florence?"). If the name is also an everyday word or first name, a
 * large city must have it.
 */
function isAllAsked(around: TownContext, from: number, to: number): boolean {
  const { tokens, isAsked, ordinary } = around
  if (!isAsked || to < tokens.length || from > 1 || (from === 1 && !isIn(around, 0, 'joins-places'))) return false
  const isEveryday = to - from === 1 && (ordinary.isEnglish(wordAt(tokens, from)) || ordinary.isFirstName(wordAt(tokens, from)))
  return !isEveryday || (townsAt(around, from, to)[0]?.size ?? 0) >= city - 1
}

/**
 * How a name without a word such as "in" or "to" before it is used; `undefined` if in neither of these ways.
 * - `theirs`: it says whose something is ("Alberta canola co-op", "the Cienfuegos sugar mill").
 * - `alone`: it fills a clause ("tea estate, Kericho. Can we"), but not at the end of a text, where it could
 *   be a signature.
 */
export function nameStanding(around: TownContext, from: number, to: number): 'theirs' | 'alone' | undefined {
  const { tokens, ordinary } = around
  const [first, next] = [tokens[from], tokens[to]]
  if (first === undefined || next === undefined || !isCapitalized(first)) return undefined
  const isFirst = from === 0 || endsClause.has(first.parted)
  const isIntroducedHere = first.parted === '' && isIn(around, from - 1, 'before-name')
  // "Nice farm": at the beginning of a sentence, the capital proves nothing.
  const isLarge = (): boolean => townsAt(around, from, to).some(({ size }) => size >= city)
  const isMeant = isIntroducedHere || to - from > 1 || !ordinary.isEnglish(first.word) || isLarge()
  // "Sofia runs our laboratory": the "our" shows that Sofia is a person.
  const isBodyAt = (at: number): boolean =>
    (isIn(around, at, 'body-of-place') || isIn(around, at, 'seat-of-place')) &&
    isOneClause(tokens, to, at) &&
    !tokens.slice(to, at).some((_, index) => isIn(around, to + index, 'before-name'))
  const hasBody = [to, to + 1, to + 2].some(isBodyAt)
  if ((isFirst || isIntroducedHere) && isMeant && hasBody) return 'theirs'
  return isFirst && endsClause.has(next.parted) ? 'alone' : undefined
}

/** Signs that end a clause. */
const endsClause: ReadonlySet<string> = new Set('.,;:!?()\n–—')
const isOneClause = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens.slice(from, to + 1).every(({ parted }) => !endsClause.has(parted))
