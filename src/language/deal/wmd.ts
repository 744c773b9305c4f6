import type { Base } from '../../knowledge/base.ts'
import { createNearest } from '../../knowledge/nearest.ts'
import { manyWords, cachedByText } from '../cached.ts'
import { namedIn, type Message } from '../message.ts'
import { ordinaryWords } from '../names/ordinary.ts'
import { tokenize, wordSet, type Token } from '../text/tokens.ts'
import { addName, emptyNames, namesAt, type Names } from '../names/trie.ts'
import { keysOf } from '../../knowledge/keys.ts'

/**
 * How a text speaks of weapons of mass destruction: `known` is a stated use, `doubtful` must be asked about, `undefined` means not at
 * all.
 */
export type Sign = 'known' | 'doubtful' | undefined

/** Reads the sign of a message, mostly from pairs of words of wmd.yaml: "nuclear cruise missile", "a warhead filled with chlorine". */
export type Signs = (message: Message) => Sign

type List = Exclude<keyof Base['wmd'], 'arms'> | 'after' | 'other' | 'phrases'

/** Prepares the function that reads signs. If only a misspelled word gives a sign, the sign is `doubtful`. */
export function createSigns(base: Base): Signs {
  const { arms, ...lists } = base.wmd
  const phrases = base.words.filter(({ says }) => says === 'wmd').flatMap((words) => words.names)
  const pairs = namesOf({ ...lists, ...arms })
  // Phrases that are spelled right are read elsewhere, where they can also be denied. Here phrases are only needed to find misspelled ones.
  const all = namesOf({ ...lists, ...arms, phrases })
  const respell = createRespelling(base, [...phrases, ...base.wmd.kinds, ...base.wmd.kindsBehind, ...base.wmd.substances])
  const signOf = (names: Names<List>, tokens: readonly Token[], isUnsaid: (at: number) => boolean): Sign => {
    const text: Text = { tokens, lists: tokens.map((_, at) => listsAt(names, tokens, at)) }
    const signs = tokens.map((_, at) => (text.lists[at]?.size === 0 || isUnsaid(at) ? undefined : signAt(text, at)))
    return signs.find((sign) => sign === 'known') ?? signs.find((sign) => sign === 'doubtful')
  }
  return ({ tokens, mentions, marks }) => {
    // A word inside a longer name is no sign of weapons: "the bomb" is such a sign, but not in "the bomb rack".
    const isNameBehind = (at: number): boolean =>
      tokens[at]?.word === 'the' && mentions.some(({ from, to }) => from === at + 1 && to > at + 2)
    const isUnsaid = (at: number): boolean => marks.has(at, 'unsaid') || isNameBehind(at)
    const sign = signOf(pairs, tokens, isUnsaid)
    if (sign !== undefined) return sign
    const named = namedIn(mentions)
    const meant = tokens.map((token, at) => (named.has(at) ? token : respell(token)))
    const isMisspelt = meant.some((token, at) => token !== tokens[at])
    return isMisspelt && signOf(all, meant, isUnsaid) !== undefined ? 'doubtful' : undefined
  }
}

function namesOf(lists: Readonly<Partial<Record<List, readonly string[]>>>): Names<List> {
  const names = emptyNames<List>()
  for (const list of keysOf(lists)) for (const word of lists[list] ?? []) addName(names, word, list, Object.is)
  return names
}

/** A word of fewer letters than this is not respelled, because it resembles too many others. */
const shortest = 6

/**
 * Returns a function that replaces a misspelled word by a similar word of `names`. Ordinary words, names of
 * people and companies, and words without a similar one are returned unchanged.
 */
function createRespelling(base: Base, names: readonly string[]): (token: Token) => Token {
  const ordinary = ordinaryWords(base)
  const words = new Set(names.flatMap((name) => tokenize(name).map(({ word }) => word)).filter((word) => word.length >= shortest))
  const nearest = createNearest(words)
  const meantBy = cachedByText(manyWords, (word) => (words.has(word) || ordinary.isOrdinary(word) ? undefined : nearest(word)))
  return (token) => {
    const { word } = token
    if (word.length < shortest || word.length > 24) return token
    const meant = meantBy(word)
    return meant === undefined ? token : { ...token, word: meant }
  }
}

/**
 * A text with, for each word, the lists that have a name beginning there. The number is how many words the longest of these names has.
 */
type Text = { readonly tokens: readonly Token[]; readonly lists: ReadonlyArray<ReadonlyMap<List, number>> }

const none: ReadonlyMap<List, number> = new Map()

function listsAt(names: Names<List>, tokens: readonly Token[], at: number): ReadonlyMap<List, number> {
  let found: Map<List, number> | undefined
  namesAt(names, tokens, at, (list, to) => (found ??= new Map<List, number>()).set(list, to - at))
  return found ?? none
}

/** How many words the longest name of `list` that begins at word `at` has; 0 if none begins there. */
const lengthOf = ({ lists }: Text, at: number, list: List): number => lists[at]?.get(list) ?? 0
const isWord = (text: Text, at: number, list: List): boolean => lengthOf(text, at, list) > 0

function signAt(text: Text, at: number): Sign {
  const { tokens } = text
  const asked = lengthOf(text, at, 'asked') > 0 ? 'doubtful' : undefined
  const agent = lengthOf(text, at, 'agents')
  const kind = Math.max(lengthOf(text, at, 'kinds'), lengthOf(text, at, 'kindsBehind'))
  const length = Math.max(agent, kind, lengthOf(text, at, 'substances'))
  if (length === 0) return lengthOf(text, at, 'phrases') > 0 ? 'known' : asked
  const span: Span = { ...text, at, end: at + length }
  if (agent > 0) return /^\d/.test(tokens[span.end]?.word ?? '') ? undefined : 'known'
  if (isArmed(span)) return has(text, at - 2, at, 'guarding') ? 'doubtful' : 'known'
  if (asked !== undefined || (kind === 0 && isHeldOrCarried(span))) return 'doubtful'
  if (has(text, at - 1, at, 'peaceful') || has(text, span.end, span.end + 1, 'peaceful')) return undefined
  const isSpread = kind === 0 && has(text, at - 3, span.end + 3, 'spreading')
  const isOf = kind > 0 && leadsTo(span, 'doubtful', 0)
  return isSpread || isOf || isCarried(span, 'carriers') ? 'doubtful' : undefined
}

/** The words of a kind of weapon ("nuclear") or of a substance ("chlorine"); `end` is exclusive. */
type Span = Text & { readonly at: number; readonly end: number }

/** Whether somebody holds a substance, or a weapon can carry it: "hold plague bacteria", "poison gas rockets". */
const isHeldOrCarried = (span: Span): boolean =>
  has(span, span.at - 3, span.at, 'holding') &&
  !has(span, span.at - 1, span.at, 'peaceful') &&
  !has(span, span.end, span.end + 4, 'peaceful')
    ? isUnbroken(span, span.at - 2, span.at)
    : isWord(span, span.end, 'carriers') && isUnbroken(span, span.end - 1, span.end)

const isArmed = (span: Span): boolean =>
  leadsTo(span, 'after', 2) ||
  leadsTo(span, 'other', 2) ||
  isCarried(span, 'after') ||
  isToldBehind(span) ||
  (isWord(span, span.at, 'kindsBehind') && stands(span, span.at - 1, 'after') && !isPeacefulBehind(span))

/** Whether a name of `list` follows after at most `gap` words, none of them peaceful: "nuclear cruise missile". */
const leadsTo = (span: Span, list: List, gap: number): boolean =>
  [...Array(gap + 1).keys()].some(
    (step) =>
      isWord(span, span.end + step, list) &&
      isUnbroken(span, span.end - 1, span.end + step) &&
      !has(span, span.end, span.end + step, 'peaceful'),
  )

/**
 * Whether a name of `list` is before the span, with a word like "with" between:
 * "Warhead with a nuclear charge".
 */
const isCarried = (span: Span, list: List): boolean =>
  !isPeacefulBehind(span) &&
  [2, 3, 4, 5].some((step) => stands(span, span.at - step, list) && has(span, span.at - step + 1, span.at, 'carrying'))

/**
 * Whether the kind of a weapon comes after the word for the weapon: "the bomb, nuclear I
 * mean", "a bomb. The atomic sort".
 */
const isToldBehind = (span: Span): boolean => {
  const { tokens, at, end } = span
  const isKind = isWord(span, at, 'kinds') || isWord(span, at, 'kindsBehind')
  const isSaid = isWord(span, end, 'saying') || /^\s*[.!;)'"\n]/.test(tokens[end]?.parted ?? '.')
  const arm = [1, 2, 3].find((step) => isWord(span, at - step, 'after'))
  if (!isKind || !isSaid || arm === undefined || isPeacefulBehind(span)) return false
  return isLoose(tokens.slice(at - arm + 1, at + 1))
}

/**
 * Whether punctuation is before the first word and all words but the last are
 * small words: ", of the nuclear".
 */
const isLoose = (tokens: readonly Token[]): boolean =>
  tokens[0]?.parted.trim() !== '' && tokens.slice(0, -1).every(({ word }) => leading.has(word))
const leading = wordSet('of the a an')

const stands = (span: Span, index: number, list: List): boolean => isWord(span, index, list) && isUnbroken(span, index, span.at)

const isPeacefulBehind = (span: Span): boolean => has(span, span.end, span.end + 2, 'peaceful')

function has(text: Text, from: number, to: number, list: List): boolean {
  for (let at = Math.max(0, from); at < to; at++) if (isWord(text, at, list)) return true
  return false
}

const isUnbroken = ({ tokens }: Text, from: number, to: number): boolean =>
  !tokens.slice(from + 1, to + 1).some(({ parted }) => /[.?!;:,\n]/.test(parted))
