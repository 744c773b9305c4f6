import { manyWords, remembered } from '../memo.ts'
import { wordOf, type Token } from '../text/text.ts'
import type { Sought } from './syntax.ts'

/** Where a class, or a kind of mention, ends that begins at a word (`to` is exclusive). */
export type Span = { readonly name: string; readonly to: number }

/** A text as patterns see it. Each list has an entry a word. */
export type Words = {
  readonly tokens: readonly Token[]
  /** The classes that begin at a word. */
  readonly classes: ReadonlyArray<readonly Span[]>
  /** The kinds of mention that begin at a word: `place`, `thing`, `entry`, and what a word of words.yaml says. */
  readonly mentions: ReadonlyArray<readonly Span[]>
}

/** How common a thing of each kind is, roughly; short words are as common as a class. */
const common: Readonly<Record<Sought['kind'], number>> = { literal: 1, exact: 1, class: 8, mention: 16, mark: 16, any: 1000 }
const shortWord = 3

/** Numbers all that patterns seek, so that a text is compared by numbers. */
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

  /** How many things have a number. */
  get count(): number {
    return this.#commonness.length
  }

  /** The number of something; new things get the next. */
  numberOf({ kind, name }: Sought): number {
    const known = this.#numbers[kind].get(name)
    if (known !== undefined) return known
    const number = this.#commonness.push(kind === 'literal' && name.length <= shortWord ? common.class : common[kind]) - 1
    this.#numbers[kind].set(name, number)
    return number
  }

  /** The numbers of a word as it is typed: of the word, of the word exactly so, and of any word. */
  readonly ofWord = remembered(manyWords, (typed) => [
    ...this.#known('literal', wordOf(typed)),
    ...this.#known('exact', typed.toLowerCase()),
    ...this.#known('any', '_'),
  ])

  #known(kind: Sought['kind'], name: string): readonly number[] {
    const number = this.#numbers[kind].get(name)
    return number === undefined ? [] : [number]
  }

  /** How common one of several things is in texts, roughly. */
  commonness(any: readonly number[]): number {
    return any.reduce((sum, number) => sum + (this.#commonness[number] ?? 0), 0)
  }

  /** The numbers of all of one kind that patterns seek, by their names. */
  of(kind: Sought['kind']): ReadonlyMap<string, number> {
    return this.#numbers[kind]
  }
}

/**
 * Of each thing that is sought, by its number, and each word of a text: how many words it has where it begins there. Bit n stands for
 * n words. Marks are added as they are given. One text is held at a time, in rows that serve the next one again, because a text costs
 * what memory it touches.
 */
export class Lengths {
  /** The row of a number, counted from one; nothing for what the text has nowhere. */
  #rows = new Uint16Array(0)
  /** Of each row where its blocks lie, counted from one: of a long text most things have a few words only. */
  #blocks = new Int32Array(0)
  /** The blocks, one behind another. */
  #bits = new Int32Array(0)
  #used = 0
  #blocksInRow = 0
  /** The words of each row, where they were asked for and nothing was added since. */
  #words: Array<readonly number[] | undefined> = []
  #found: number[] = []

  /** Begins a text of so many words. */
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

  /** Whether a text has something anywhere. */
  has(number: number): boolean {
    return this.#rows[number] !== 0
  }

  /** Something that a text has was found before or after others. */
  turnOf(number: number): number {
    return this.#rows[number] ?? 0
  }

  /** The words at which something begins by now. */
  wordsOf(number: number): readonly number[] {
    const row = this.#rows[number] ?? 0
    return row === 0 ? none : (this.#words[row] ??= this.#wordsIn(row))
  }

  /** How many words something has that begins at a word, as bits. */
  at(number: number, word: number): number {
    const row = this.#rows[number] ?? 0
    const block = row === 0 ? 0 : (this.#blocks[(row - 1) * this.#blocksInRow + (word >> blockBits)] ?? 0)
    return block === 0 ? 0 : (this.#bits[((block - 1) << blockBits) + (word & inBlock)] ?? 0)
  }

  /** All that a text has, in the order it was found. */
  get found(): readonly number[] {
    return this.#found
  }

  /** Adds what begins at a word. */
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

/** So many words have a block, a power of two. */
const blockBits = 5
const blockSize = 1 << blockBits
const inBlock = blockSize - 1

/** The same numbers, with room for so many and as many again. */
function grown(numbers: Int32Array<ArrayBuffer>, least: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(2 * least)
  more.set(numbers)
  return more
}

/** A single word, as bits. */
export const oneWord = 1 << 1
/** Nothing has more words: so many bits a number holds. */
const longest = 30

/** Puts down what a text has of all that is sought, marks aside. */
export function findSought(lengths: Lengths, { tokens, classes, mentions }: Words, numbering: Numbering): void {
  lengths.begin(numbering.count, tokens.length)
  const add = (numbers: ReadonlyMap<string, number>, { name, to }: Span, at: number): void => {
    const number = numbers.get(name)
    if (number !== undefined && to - at <= longest) lengths.add(number, at, 1 << (to - at))
  }
  const [ofClasses, ofMentions] = [numbering.of('class'), numbering.of('mention')]
  for (const [at, { typed }] of tokens.entries()) {
    for (const number of numbering.ofWord(typed)) lengths.add(number, at, oneWord)
    for (const span of classes[at] ?? []) add(ofClasses, span, at)
    for (const span of mentions[at] ?? []) add(ofMentions, span, at)
  }
}
