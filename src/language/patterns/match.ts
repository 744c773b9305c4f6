import type { Pattern, Sought, Step } from './syntax.ts'
import type { Token } from '../text/text.ts'

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
const clauseEnd = /[.,;:?!()\n]/
const sentenceEnd = /[.?!;\n]/
const isEnd = {
  clause: (token: Token | undefined): boolean => token === undefined || (token.parted !== '' && clauseEnd.test(token.parted)),
  sentence: (token: Token | undefined): boolean => token === undefined || (token.parted !== '' && sentenceEnd.test(token.parted)),
  text: (token: Token | undefined): boolean => token === undefined,
}

/** At most so many words of one step that may stand several times. */
const mostRepeats = 8
/** At most so many steps are tried from one word: patterns are short, but nobody may slow the reader down by a text. */
const mostTries = 400

/** Tells every match of a pattern that begins at a word. */
export function matchesAt(pattern: Pattern, words: Words, from: number, tell: (found: Found) => void): void {
  const { steps } = pattern
  const { tokens } = words
  const [first] = steps
  if (first?.kind === 'word' && !first.optional && endsOf(words, from, first.any, true).length === 0) return
  let tries = 0
  /** `begins`: a clause may begin at the next word, because a step before says so or nothing stands before it. */
  const walk = (step: number, at: number, open: number, close: number, begins: boolean): void => {
    if (++tries > mostTries) return
    const here = steps[step]
    if (here === undefined) return tell({ from: open < 0 ? from : open, to: close < 0 ? at : close, end: at })
    switch (here.kind) {
      case 'first':
        if (at === 0) walk(step + 1, at, open, close, true)
        return
      case 'last':
        if (at === tokens.length) walk(step + 1, at, open, close, false)
        return
      case 'begin':
        if (at === 0 || isEnd.clause(tokens[at])) walk(step + 1, at, open, close, true)
        return
      case 'stop':
        if (tokens[at] !== undefined && isEnd.clause(tokens[at])) walk(step + 1, at, open, close, true)
        return
      case 'pause':
        return walk(step + 1, at, open, close, true)
      case 'end':
        if (isEnd.clause(tokens[at])) walk(step + 1, at, open, close, false)
        return
      case 'open':
        return walk(step + 1, at, at, close, begins)
      case 'close':
        return walk(step + 1, at, open, at, begins)
      case 'not':
        if (!here.any.some((one) => endsOf(words, at, [one], begins).length > 0)) walk(step + 1, at, open, close, begins)
        return
      case 'gap':
        for (let taken = 0; taken <= here.most && at + taken <= tokens.length; taken++) {
          if (taken > 0 && !(taken === 1 && begins) && isEnd[here.within](tokens[at + taken - 1])) return
          walk(step + 1, at + taken, open, close, here.within !== 'clause' && !isEnd[here.within](tokens[at + taken]))
        }
        return
      case 'word':
        if (here.optional) walk(step + 1, at, open, close, begins)
        return take(here, step, at, 1, open, close, begins)
    }
  }
  const take = (
    here: Extract<Step, { kind: 'word' }>,
    step: number,
    at: number,
    count: number,
    open: number,
    close: number,
    begins: boolean,
  ): void => {
    for (const to of endsOf(words, at, here.any, begins)) {
      walk(step + 1, to, open, close, false)
      if (here.many && count < mostRepeats) take(here, step, to, count + 1, open, close, false)
    }
  }
  walk(0, from, -1, -1, true)
}

/** Where what is sought ends if it begins at a word. */
function endsOf(words: Words, at: number, any: readonly Sought[], begins: boolean): readonly number[] {
  const token = words.tokens[at]
  if (token === undefined || (!begins && isEnd.clause(token))) return []
  const ends: number[] = []
  for (const { kind, name } of any) {
    if (kind === 'any' || kind === 'literal') {
      if (kind === 'any' || token.word === name) ends.push(at + 1)
    } else if (kind === 'exact') {
      if (token.typed.toLowerCase() === name) ends.push(at + 1)
    } else if (kind === 'mark') {
      if (words.hasMark(at, name)) ends.push(at + 1)
    } else {
      const spans = (kind === 'class' ? words.classes : words.mentions)[at] ?? []
      for (const span of spans) if (span.name === name && !ends.includes(span.to)) ends.push(span.to)
    }
  }
  return ends
}
