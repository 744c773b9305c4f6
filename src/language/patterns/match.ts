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

/** Whether a sentence ends before a word. */
export const beginsSentence = (token: Token | undefined): boolean => isEnd.sentence(token)

/** At most so many words of one step that may stand several times. */
const mostRepeats = 8
/** At most so many steps are tried from one word: patterns are short, but nobody may slow the reader down by a text. */
const mostTries = 400

/** Tells every match of a pattern that begins at a word. */
export function matchesAt({ steps }: Pattern, words: Words, from: number, tell: (found: Found) => void): void {
  const [first] = steps
  if (first?.kind === 'word' && !first.optional && lengthsAt(words, from, first.any, true) === 0) return
  walk({ steps, words, from, tell, tries: 0 }, 0, from, -1, -1, true)
}

/** A pattern that is being tried from a word on. */
type Attempt = {
  readonly steps: readonly Step[]
  readonly words: Words
  readonly from: number
  readonly tell: (found: Found) => void
  tries: number
}

/**
 * Goes on from a step and a word; `open` and `close` are where the brackets were, -1 for none yet. `begins`: a clause may begin at
 * the next word, because a step before says so or nothing stands before it.
 */
function walk(attempt: Attempt, step: number, at: number, open: number, close: number, begins: boolean): void {
  if (++attempt.tries > mostTries) return
  const { steps, words, from, tell } = attempt
  const { tokens } = words
  const here = steps[step]
  if (here === undefined) return tell({ from: open < 0 ? from : open, to: close < 0 ? at : close, end: at })
  switch (here.kind) {
    case 'first':
      if (at === 0) walk(attempt, step + 1, at, open, close, true)
      return
    case 'last':
      if (at === tokens.length) walk(attempt, step + 1, at, open, close, false)
      return
    case 'begin':
      if (at === 0 || isEnd.clause(tokens[at])) walk(attempt, step + 1, at, open, close, true)
      return
    case 'stop':
      if (tokens[at] !== undefined && isEnd.clause(tokens[at])) walk(attempt, step + 1, at, open, close, true)
      return
    case 'pause':
      return walk(attempt, step + 1, at, open, close, true)
    case 'end':
      if (isEnd.clause(tokens[at])) walk(attempt, step + 1, at, open, close, false)
      return
    case 'open':
      return walk(attempt, step + 1, at, at, close, begins)
    case 'close':
      return walk(attempt, step + 1, at, open, at, begins)
    case 'not':
      if (lengthsAt(words, at, here.any, begins) === 0) walk(attempt, step + 1, at, open, close, begins)
      return
    case 'gap':
      for (let taken = 0; taken <= here.most && at + taken <= tokens.length; taken++) {
        if (taken > 0 && !(taken === 1 && begins) && isEnd[here.within](tokens[at + taken - 1])) return
        walk(attempt, step + 1, at + taken, open, close, here.within !== 'clause' && !isEnd[here.within](tokens[at + taken]))
      }
      return
    case 'word':
      if (here.optional) walk(attempt, step + 1, at, open, close, begins)
      return take(attempt, here, step, at, 1, open, close, begins)
  }
}

/** Takes what a step seeks, every way that it can end, and goes on behind it. `count`: so many stand by then. */
function take(
  attempt: Attempt,
  here: Extract<Step, { kind: 'word' }>,
  step: number,
  at: number,
  count: number,
  open: number,
  close: number,
  begins: boolean,
): void {
  for (let to = at + 1, left = lengthsAt(attempt.words, at, here.any, begins) >> 1; left !== 0; to++, left >>= 1) {
    if ((left & 1) === 0) continue
    walk(attempt, step + 1, to, open, close, false)
    if (here.many && count < mostRepeats) take(attempt, here, step, to, count + 1, open, close, false)
  }
}

/** How many words it has, whatever of what is sought begins at a word: bit n stands for n words. */
function lengthsAt(words: Words, at: number, any: readonly Sought[], begins: boolean): number {
  const token = words.tokens[at]
  if (token === undefined || (!begins && isEnd.clause(token))) return 0
  let lengths = 0
  for (const { kind, name } of any) {
    if (kind === 'class' || kind === 'mention') {
      const spans = (kind === 'class' ? words.classes : words.mentions)[at] ?? []
      for (const span of spans) if (span.name === name && span.to - at <= longest) lengths |= 1 << (span.to - at)
    } else if (isAt(words, token, at, kind, name)) lengths |= 1 << 1
  }
  return lengths
}

/** Nothing has more words: so many bits a number holds. */
const longest = 30

/** Whether a single word is what is sought. */
function isAt(words: Words, { word, typed }: Token, at: number, kind: Exclude<Sought['kind'], 'class' | 'mention'>, name: string): boolean {
  switch (kind) {
    case 'any':
      return true
    case 'literal':
      return word === name
    case 'exact':
      return typed.toLowerCase() === name
    case 'mark':
      return words.hasMark(at, name)
  }
}
