import type { Pattern, Sought, Step } from './syntax.ts'
import type { Token } from '../text.ts'

/** Where a class, or a kind of mention, ends that begins at a word (`to` is exclusive). */
export type Span = { readonly name: string; readonly to: number }

/** A text as patterns see it. Each list has an entry a word. */
export type Words = {
  readonly tokens: readonly Token[]
  /** The classes that begin at a word. */
  readonly classes: ReadonlyArray<readonly Span[]>
  /** The kinds of mention that begin at a word: `place`, `thing`, `entry`, and what a word of words.yaml says. */
  readonly mentions: ReadonlyArray<readonly Span[]>
  /** Whether a word has a mark. */
  readonly hasMark: (at: number, mark: string) => boolean
}

/** The part of a text that a pattern finds, what stands in its brackets or else all of it; and where the whole match ends. */
export type Found = { readonly from: number; readonly to: number; readonly end: number }

/** What ends a clause, and what ends a sentence, before a word. */
const endsSentence = (token: Token | undefined): boolean => token === undefined || /[.?!;\n]/.test(token.parted)
const endsClause = (token: Token | undefined): boolean => token === undefined || token.parted !== ''

/** At most so many words of one step that may stand several times. */
const mostRepeats = 8

/** The first match of a pattern that begins at a word, the longest words and the shortest gaps tried first; or nothing. */
export function matchAt(pattern: Pattern, words: Words, from: number): Found | undefined {
  const { steps } = pattern
  const { tokens } = words
  const walk = (step: number, at: number, open: number, close: number, isFirst: boolean): Found | undefined => {
    const here = steps[step]
    if (here === undefined) return { from: open < 0 ? from : open, to: close < 0 ? at : close, end: at }
    const on = (to: number): Found | undefined => walk(step + 1, to, open, close, false)
    switch (here.kind) {
      case 'begin':
        return at === 0 || endsClause(tokens[at]) ? walk(step + 1, at, open, close, true) : undefined
      case 'stop':
        return tokens[at] !== undefined && endsClause(tokens[at]) ? walk(step + 1, at, open, close, true) : undefined
      case 'pause':
        return walk(step + 1, at, open, close, true)
      case 'end':
        return endsClause(tokens[at]) ? walk(step + 1, at, open, close, false) : undefined
      case 'open':
        return walk(step + 1, at, at, close, isFirst)
      case 'close':
        return walk(step + 1, at, open, at, isFirst)
      case 'not':
        return here.any.some((one) => isAt(words, at, one, isFirst)) ? undefined : walk(step + 1, at, open, close, isFirst)
      case 'gap': {
        const ends = here.wide ? endsSentence : endsClause
        for (let taken = 0; taken <= here.most && at + taken <= tokens.length; taken++) {
          if (taken > 0 && !(taken === 1 && isFirst) && ends(tokens[at + taken - 1])) return undefined
          const found = walk(step + 1, at + taken, open, close, here.wide && !endsSentence(tokens[at + taken]))
          if (found !== undefined) return found
        }
        return undefined
      }
      case 'word':
        return takeWord(here, at, isFirst, on, words)
    }
  }
  return walk(0, from, -1, -1, true)
}

function takeWord(
  step: Extract<Step, { kind: 'word' }>,
  at: number,
  isFirst: boolean,
  on: (to: number) => Found | undefined,
  words: Words,
): Found | undefined {
  const take = (from: number, repeats: number, first: boolean): Found | undefined => {
    for (const to of endsOf(words, from, step.any, first)) {
      const found = step.many && repeats < mostRepeats ? (take(to, repeats + 1, false) ?? on(to)) : on(to)
      if (found !== undefined) return found
    }
    return undefined
  }
  return take(at, 1, isFirst) ?? (step.optional ? on(at) : undefined)
}

const isAt = (words: Words, at: number, one: Sought, isFirst: boolean): boolean => endsOf(words, at, [one], isFirst).length > 0

/** Where what is sought ends if it begins at a word, the longest first. Only the first word of a pattern may begin a clause. */
function endsOf(words: Words, at: number, any: readonly Sought[], isFirst: boolean): readonly number[] {
  const token = words.tokens[at]
  if (token === undefined || (!isFirst && endsClause(token))) return []
  const ends: number[] = []
  for (const { kind, name } of any) {
    if (kind === 'any' || kind === 'literal') {
      if (kind === 'any' || token.word === name) ends.push(at + 1)
    } else if (kind === 'mark') {
      if (words.hasMark(at, name)) ends.push(at + 1)
    } else {
      const spans = (kind === 'class' ? words.classes : words.mentions)[at] ?? []
      for (const span of spans) if (span.name === name) ends.push(span.to)
    }
  }
  return ends.length > 1 ? ends.sort((a, b) => b - a) : ends
}
