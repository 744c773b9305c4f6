import type { Thing } from './deal/item-of-name.ts'
import type { Placed } from './deal/entries.ts'
import type { Mention } from './names/mention.ts'
import type { Marks } from './patterns/marks.ts'
import { isIn, type Classed } from './patterns/classes.ts'
import { cachedByObject } from './cached.ts'
import type { Guess } from './reading.ts'
import type { Token } from './text/tokens.ts'

/** A text, its words with their classes, and the names found in it. */
export type Named = Classed & {
  readonly text: string
  readonly mentions: readonly Mention[]
  /** Words that could be a misspelled name, or a town. Licet asks about them instead of reading them. */
  readonly guesses: readonly Guess[]
}

/** A message in the form that most code here uses: its words (by index), the names in it, and the marks of its words. */
export type Message = Named & {
  /** The items that are named, by kind ("drone") or as a product, leaving out everyday senses ("booster seat"). */
  readonly things: readonly Thing[]
  /**
   * Phrases in the position of an item that the knowledge does not have:
   * "gearboxes" in "ship gearboxes to Japan".
   */
  readonly unknown: readonly Unknown[]
  /** Items that the knowledge does not have, sent together with an item or list entry of the same message. */
  readonly seconds: readonly Unknown[]
  /** Items sent together with the item of an earlier message. The knowledge does not have them, or has them as everyday goods. */
  readonly besides: readonly Unknown[]
  /** The list entries that are quoted ("9A012"), except those in `deniedEntries`. */
  readonly entries: readonly Quoted[]
  /** Quoted list entries that do not count: denied, replaced, former, only similar, or claimed by somebody else only. */
  readonly deniedEntries: readonly string[]
  readonly marks: Marks
}

/** Words for an item that the knowledge does not name: "gearboxes". `from` and `to` are word indexes, `to` exclusive. */
export type Unknown = { readonly typed: string; readonly from: number; readonly to: number }

/** A quoted list entry; `from` and `to` are word indexes, `to` exclusive. */
export type Quoted = Placed & { readonly from: number; readonly to: number }

/** The indexes of all words that belong to a mention. */
export const namedIn = cachedByObject(
  (mentions: readonly Mention[]): ReadonlySet<number> =>
    new Set(mentions.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index))),
)

/** Whether the first word of a mention has a mark. */
export const isMarked = ({ marks }: Pick<Message, 'marks'>, { from }: Pick<Mention, 'from'>, mark: string): boolean => marks.has(from, mark)

/** Whether a mention, or the word at an index `from`, is denied or replaced by another: "not Canada", "a stage instead of a motor". */
export const isSaidNotSo = (message: Pick<Message, 'marks'>, at: Pick<Mention, 'from'>): boolean =>
  isMarked(message, at, 'denied') || isMarked(message, at, 'replaced')

/** Whether a message corrects what was said in an earlier one: "sorry, 400 km", "no, a stage". */
export const isCorrection = ({ marks }: Pick<Message, 'marks'>): boolean => marks.any('corrects') || marks.any('begins-with-no')

/** Whether a message corrects what was said in an earlier one, or takes something back that it says itself: "scratch that". */
export const correctsOrTakesBack = (message: Pick<Message, 'marks'>): boolean => isCorrection(message) || message.marks.any('takes-back')

/** Whether a member of the class `name` begins at one of the words from `from` to `to` (exclusive). */
export function spansIn(message: Message, from: number, to: number, name: string): boolean {
  for (let at = from; at < to; at++) if (isIn(message, at, name)) return true
  return false
}

/** Whether punctuation that matches `signs` is before one of the words from `from` to `to` (exclusive). */
export function signsIn({ tokens }: Message, from: number, to: number, signs: RegExp): boolean {
  for (let at = from; at < to; at++) if (signs.test(tokens[at]?.parted ?? '')) return true
  return false
}

/**
 * The index after the last "and", comma or the like between two items: the index of "stages" in "igniters and
 * stages". `undefined` if there is none.
 */
export function lastJoin(message: Message, from: number, to: number): number | undefined {
  let last: number | undefined
  for (let at = from; at <= to; at++) {
    if (joinsBefore(message, at)) last = at
    const word = at < to ? message.classes[at]?.find(({ name }) => name === 'joining') : undefined
    if (word !== undefined && word.to <= to) last = word.to
  }
  return last
}

/** Whether punctuation such as a comma joins a word to the word before it. A comma in "1,000" and a slash before a figure do not. */
function joinsBefore({ tokens }: Message, at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]]
  if (before === undefined || token === undefined || token.parted === '') return false
  const isFigure = /^\d/.test(token.typed)
  if (/^[,]$/.test(token.parted) && isFigure && /^\d/.test(before.typed)) return token.start - before.end > 1
  return /[;+&\n,.?!]/.test(token.parted) || (token.parted.includes('/') && !isFigure)
}

/** Punctuation between two words that ends a clause. */
export const breaks = /[.,;:?!()\n]/

export const tagged = (mentions: readonly Mention[], tag: string): readonly Mention[] =>
  mentions.filter(({ meanings }) => meanings.some((meaning) => meaning.kind === 'words' && meaning.says === tag))

export const isTagged = (mention: Mention, tag: string): boolean => tagged([mention], tag).length > 0

/** The words before `from` in its clause, nearest first, at most `most` of them. */
export function wordsBefore(tokens: readonly Token[], from: number, most: number): readonly string[] {
  const words: string[] = []
  for (let index = from - 1; index >= 0 && words.length < most && !breaks.test(tokens[index + 1]?.parted ?? ''); index--)
    words.push(tokens[index]?.word ?? '')
  return words
}
