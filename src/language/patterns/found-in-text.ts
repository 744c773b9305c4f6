import { manyWords, cachedByText } from '../cached.ts'
import { wordOf, type Token } from '../text/tokens.ts'
import type { Sought } from './syntax.ts'

/**
 * A member of a class, or a mention, that begins at some word of a text. `name` is the class or the kind of
 * mention. The member or mention ends before word `to`.
 */
export type Span = { readonly name: string; readonly to: number }

/** A text as patterns see it. Each list has one element per word. */
export type PatternText = {
  readonly tokens: readonly Token[]
  /** The classes that begin at each word. */
  readonly classes: ReadonlyArray<readonly Span[]>
  /** The kinds of mention that begin at each word: `place`, `thing`, `entry`, and tags of words.yaml. */
  readonly mentions: ReadonlyArray<readonly Span[]>
}

/**
 * Rough frequency in texts of each kind of thing that patterns seek. A `literal` of at most {@link shortWord} letters counts like a class.
 */
const common: Readonly<Record<Sought['kind'], number>> = { literal: 1, exact: 1, class: 8, mention: 16, mark: 16, any: 1000 }
const shortWord = 3

/** Gives a number to everything that patterns seek (a word, a class, a mark …), so that matching compares numbers, not strings. */
export class Numbering {
  readonly #numbers: Readonly<Record<Sought['kind'], Map<string, number>>> = {
    literal: new Map(),
    exact: new Map(),
    class: new Map(),
    mention: new Map(),
    mark: new Map(),
    any: new Map(),
  }
  readonly #commonness: number[] = []

  /** How many numbers have been given so far. */
  get count(): number {
    return this.#commonness.length
  }

  /** The number of what is sought; anything new gets the next number. */
  numberOf({ kind, name }: Sought): number {
    const known = this.#numbers[kind].get(name)
    if (known !== undefined) return known
    const number = this.#commonness.push(kind === 'literal' && name.length <= shortWord ? common.class : common[kind]) - 1
    this.#numbers[kind].set(name, number)
    return number
  }

  /**
   * The numbers of what a typed word always matches, whatever is around it: its form in lower case and singular (`literal`), its exact
   * form, and "any word". Cached: call it after all patterns are numbered.
   */
  readonly ofWord = cachedByText(manyWords, (typed) => [
    ...this.#known('literal', wordOf(typed)),
    ...this.#known('exact', typed.toLowerCase()),
    ...this.#known('any', '_'),
  ])

  #known(kind: Sought['kind'], name: string): readonly number[] {
    const number = this.#numbers[kind].get(name)
    return number === undefined ? [] : [number]
  }

  /** Roughly how often a text has at least one of several numbers. */
  commonness(any: readonly number[]): number {
    return any.reduce((sum, number) => sum + (this.#commonness[number] ?? 0), 0)
  }

  /** The numbers of everything of one kind that patterns seek, by name. */
  of(kind: Sought['kind']): ReadonlyMap<string, number> {
    return this.#numbers[kind]
  }
}

/**
 * What one text has of the things that patterns seek: for each number and word, the lengths of the matches that begin there (bit n stands
 * for n words). Marks are added later, when patterns give them. The arrays are reused for the next text, to save memory.
 */
export class FoundInText {
  /** The row of each number, counted from 1; 0 if the text does not have it. */
  #rows = new Uint16Array(0)
  /**
   * For each row, the positions of its blocks in `#bits`, counted from 1; 0 for an empty block. Most blocks
   * are empty, because most things occur at few words.
   */
  #blocks = new Int32Array(0)
  /** The blocks, one after another. */
  #bits = new Int32Array(0)
  #used = 0
  #blocksInRow = 0
  /** Cache: the words of each row, dropped when something is added to the row. */
  #words: Array<readonly number[] | undefined> = []
  #found: number[] = []

  /** Starts a new text of `count` words, with `numbers` numbers in use. */
  begin(numbers: number, count: number): void {
    if (this.#rows.length < numbers) this.#rows = new Uint16Array(numbers)
    for (const number of this.#found) this.#rows[number] = 0
    this.#blocks.fill(0, 0, this.#found.length * this.#blocksInRow)
    this.#bits.fill(0, 0, this.#used * blockSize)
    this.#used = 0
    this.#found = []
    this.#words = []
    this.#blocksInRow = (count >> blockBits) + 1
  }

  /** Whether the text has something of this number. */
  has(number: number): boolean {
    return this.#rows[number] !== 0
  }

  /** The order in which this number was first found in the text, counted from 1; 0 if it was not. */
  turnOf(number: number): number {
    return this.#rows[number] ?? 0
  }

  /** The indexes of the words at which something of this number begins, of all that has been added so far. */
  wordsOf(number: number): readonly number[] {
    const row = this.#rows[number] ?? 0
    return row === 0 ? none : (this.#words[row] ??= this.#wordsIn(row))
  }

  /** The lengths, as bits, of what begins at a word with this number; 0 if nothing does. */
  at(number: number, word: number): number {
    const row = this.#rows[number] ?? 0
    const block = row === 0 ? 0 : (this.#blocks[(row - 1) * this.#blocksInRow + (word >> blockBits)] ?? 0)
    return block === 0 ? 0 : (this.#bits[((block - 1) << blockBits) + (word & inBlock)] ?? 0)
  }

  /** The numbers that the text has, in the order they were found. */
  get numbers(): readonly number[] {
    return this.#found
  }

  /** Adds lengths, as bits, of something that begins at a word. */
  add(number: number, word: number, bits: number): void {
    const row = (this.#rows[number] ||= this.#found.push(number))
    this.#words[row] = undefined
    const place = (row - 1) * this.#blocksInRow + (word >> blockBits)
    if (place >= this.#blocks.length) this.#blocks = grown(this.#blocks, row * this.#blocksInRow)
    const block = (this.#blocks[place] ||= ++this.#used)
    const at = ((block - 1) << blockBits) + (word & inBlock)
    if (at >= this.#bits.length) this.#bits = grown(this.#bits, block * blockSize)
    this.#bits[at] = (this.#bits[at] ?? 0) | bits
  }

  #wordsIn(row: number): readonly number[] {
    const words: number[] = []
    for (let index = 0; index < this.#blocksInRow; index++) {
      const block = this.#blocks[(row - 1) * this.#blocksInRow + index] ?? 0
      if (block === 0) continue
      for (let at = 0; at < blockSize; at++) if (this.#bits[((block - 1) << blockBits) + at] !== 0) words.push((index << blockBits) + at)
    }
    return words
  }
}

const none: readonly number[] = []

/** A block covers 2 to the power of this many words, so 32. */
const blockBits = 5
const blockSize = 1 << blockBits
const inBlock = blockSize - 1

/** A copy with room for twice as many numbers as are needed (`least`). */
function grown(numbers: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * least)
  more.set(numbers)
  return more
}

/** The length of a single word, as bits. */
export const oneWord = 1 << 1
/** Class members and mentions of more words than this are ignored, because lengths are stored as the bits of a number. */
const longest = 30

/** Records everything sought that a text has, except marks. */
export function findSought(found: FoundInText, { tokens, classes, mentions }: PatternText, numbering: Numbering): void {
  found.begin(numbering.count, tokens.length)
  const add = (numbers: ReadonlyMap<string, number>, { name, to }: Span, at: number): void => {
    const number = numbers.get(name)
    if (number !== undefined && to - at <= longest) found.add(number, at, 1 << (to - at))
  }
  const [ofClasses, ofMentions] = [numbering.of('class'), numbering.of('mention')]
  for (const [at, { typed }] of tokens.entries()) {
    for (const number of numbering.ofWord(typed)) found.add(number, at, oneWord)
    for (const span of classes[at] ?? []) add(ofClasses, span, at)
    for (const span of mentions[at] ?? []) add(ofMentions, span, at)
  }
}
