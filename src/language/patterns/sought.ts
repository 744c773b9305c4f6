import { manyWords, remembered } from '../kept.ts'
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
 * Of each thing that is sought, by its number, and each word: how many words it has where it begins there. Bit n stands for n words.
 * Marks are added as they are given.
 */
export class Lengths {
  /** Where the list of a number stands among the lists, counted from one; nothing for what the text has nowhere. */
  readonly #places: Uint16Array
  /** Each list in blocks, made where something begins: of a long text most things have a few words only. */
  readonly #lists: Array<Array<number[] | undefined>> = []
  /** The words of each list, where they were asked for and nothing was added since. */
  readonly #words: Array<readonly number[] | undefined> = []
  readonly #found: number[] = []
  readonly #emptyBlock: readonly number[]
  readonly #noBlocks: ReadonlyArray<undefined>

  constructor(numbers: number, count: number) {
    this.#places = new Uint16Array(numbers)
    this.#emptyBlock = Array.from({ length: Math.min(count, blockSize) }, () => 0)
    this.#noBlocks = Array.from({ length: Math.ceil(count / blockSize) }, () => undefined)
  }

  /** Whether a text has something anywhere. */
  has(number: number): boolean {
    return this.#places[number] !== 0
  }

  /** Something that a text has was found before or after others. */
  turnOf(number: number): number {
    return this.#places[number] ?? 0
  }

  /** The words at which something begins by now. */
  wordsOf(number: number): readonly number[] {
    const place = this.#places[number] ?? 0
    return (this.#words[place] ??= wordsIn(this.#lists[place - 1] ?? []))
  }

  /** How many words something has that begins at a word, as bits. */
  at(number: number, word: number): number {
    const place = this.#places[number] ?? 0
    return place === 0 ? 0 : (this.#lists[place - 1]?.[word >> blockBits]?.[word & (blockSize - 1)] ?? 0)
  }

  /** All that a text has, in the order it was found. */
  get found(): readonly number[] {
    return this.#found
  }

  /** Adds what begins at a word. */
  add(number: number, word: number, bits: number): void {
    const list = this.#listOf(number)
    this.#words[this.#places[number] ?? 0] = undefined
    const block = (list[word >> blockBits] ??= this.#emptyBlock.slice())
    const at = word & (blockSize - 1)
    block[at] = (block[at] ?? 0) | bits
  }

  #listOf(number: number): Array<number[] | undefined> {
    const place = this.#places[number] ?? 0
    const known = this.#lists[place - 1]
    if (known !== undefined) return known
    const list: Array<number[] | undefined> = this.#noBlocks.slice()
    this.#places[number] = this.#lists.push(list)
    this.#found.push(number)
    return list
  }
}

function wordsIn(blocks: ReadonlyArray<readonly number[] | undefined>): readonly number[] {
  const words: number[] = []
  for (const [index, block = []] of blocks.entries())
    for (let at = 0; at < block.length; at++) if (block[at] !== 0) words.push(index * blockSize + at)
  return words
}

/** So many words have a block, a power of two. */
const blockBits = 5
const blockSize = 1 << blockBits

/** A single word, as bits. */
export const oneWord = 1 << 1
/** Nothing has more words: so many bits a number holds. */
const longest = 30

/** What a text has of all that is sought, marks aside. */
export function lengthsIn({ tokens, classes, mentions }: Words, numbering: Numbering): Lengths {
  const lengths = new Lengths(numbering.count, tokens.length)
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
  return lengths
}
