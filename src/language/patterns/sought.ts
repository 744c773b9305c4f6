import type { Token } from '../text/text.ts'
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
  #count = 0

  /** The number of something; new things get the next. */
  numberOf({ kind, name }: Sought): number {
    const known = this.find(kind, name)
    if (known !== undefined) return known
    this.#numbers[kind].set(name, this.#count)
    return this.#count++
  }

  /** The number of something, if any pattern seeks it. */
  find(kind: Sought['kind'], name: string): number | undefined {
    return this.#numbers[kind].get(name)
  }
}

/**
 * Of each thing that is sought, by its number, and each word: how many words it has where it begins there. Bit n stands for n words.
 * What a text has nowhere has no list. Marks are added as they are given.
 */
export type Lengths = Map<number, Int32Array>

/** A single word, as bits. */
export const oneWord = 1 << 1
/** Nothing has more words: so many bits a number holds. */
const longest = 30

/** What a text has of all that is sought, marks aside. */
export function lengthsIn({ tokens, classes, mentions }: Words, numbering: Numbering): Lengths {
  const lengths: Lengths = new Map()
  const add = (kind: Sought['kind'], name: string, at: number, words: number): void => {
    const number = numbering.find(kind, name)
    if (number === undefined || words > longest) return
    const list = lengths.get(number) ?? new Int32Array(tokens.length)
    list[at] = (list[at] ?? 0) | (1 << words)
    lengths.set(number, list)
  }
  for (const [at, { word, typed }] of tokens.entries()) {
    add('literal', word, at, 1)
    add('exact', typed.toLowerCase(), at, 1)
    add('any', '_', at, 1)
    for (const { name, to } of classes[at] ?? []) add('class', name, at, to - at)
    for (const { name, to } of mentions[at] ?? []) add('mention', name, at, to - at)
  }
  return lengths
}
