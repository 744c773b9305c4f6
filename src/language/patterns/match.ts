import type { Token } from '../text/tokens.ts'
import type { FoundInText, Numbering } from './found-in-text.ts'
import type { Pattern, Sought, Step } from './syntax.ts'

/** A text that patterns are compared with. */
export type Text = {
  /** How many words the text has. */
  readonly count: number
  readonly found: FoundInText
  /**
   * For each word, as bits of `ending`: whether a clause or sentence ends before it, and whether a bracket
   * opens there. The last element is for the end of the text.
   */
  readonly ends: Uint8Array
}

/**
 * One match of a pattern. `from` to `to` (exclusive) are the words in its square brackets or, without brackets, all it matched. `end`: the
 * index after the whole match.
 */
export type Match = { readonly from: number; readonly to: number; readonly end: number }

/** Punctuation that ends a clause, and punctuation that ends a sentence, before a word. */
const clauseEnd = /[.,;:?!()\n–—]/
const sentenceEnd = /[.?!;\n]/

/** Whether punctuation before a word ends a sentence. False for the first word of a text. */
export const beginsSentence = ({ parted }: Token): boolean => parted !== '' && sentenceEnd.test(parted)

/**
 * An opening bracket, unless a plus or "&" follows: "(+ a launcher)" names one more thing, while other
 * brackets explain the words before them.
 */
const opensBracket = /\((?!.*[+&])/

const ending = { clause: 1, sentence: 2, text: 4, bracket: 8 } as const

/** Whether the comma before a word is inside a number ("1,300"), and so ends no clause. */
const isInNumber = (before: Token | undefined, { typed, start, parted }: Token): boolean =>
  parted === ',' && before?.end === start - 1 && /^\d/.test(typed) && /\d$/.test(before.typed)

/** The `ends` of a {@link Text}. */
export function endsOf(tokens: readonly Token[]): Uint8Array {
  const ends = new Uint8Array(tokens.length + 1)
  for (const [at, token] of tokens.entries())
    if (token.parted !== '' && clauseEnd.test(token.parted) && !isInNumber(tokens[at - 1], token))
      ends[at] = ending.clause | (beginsSentence(token) ? ending.sentence : 0) | (opensBracket.test(token.parted) ? ending.bracket : 0)
  ends[tokens.length] = ending.clause | ending.sentence | ending.text
  return ends
}

const isEnd = ({ ends }: Text, at: number, what: keyof typeof ending): boolean => ((ends[at] ?? 0) & ending[what]) !== 0

/** The steps of a pattern, with numbers ({@link Numbering}) for what they seek. */
export type Numbered = readonly Step<number>[]

/** The steps of a pattern, with each thing that they seek replaced by its number. */
export function numbered({ steps }: Pattern, numbering: Numbering): Numbered {
  const all = (any: readonly Sought[]): readonly number[] => any.map((one) => numbering.numberOf(one))
  return steps.map((step) => (step.kind === 'word' || step.kind === 'not' ? { ...step, any: all(step.any) } : step))
}

/**
 * What a text must have for a pattern to match: from each inner list, at least
 * one number ({@link Numbering}).
 */
export type Needs = readonly (readonly number[])[]

/** The needs of a pattern: for each word step that is not optional, the numbers of which a text must have one. */
export const needsOf = (steps: Numbered): Needs => steps.flatMap((step) => (step.kind === 'word' && !step.optional ? [step.any] : []))

/** Whether a text has all that a pattern needs. */
export function meets(needs: Needs, { found }: Text): boolean {
  for (const any of needs) if (!hasAny(any, found)) return false
  return true
}

function hasAny(any: readonly number[], found: FoundInText): boolean {
  for (const number of any) if (found.has(number)) return true
  return false
}

/** The numbers a pattern can begin with: those of its first required word, and of optional words before it. */
export function firstOf(steps: Numbered): readonly number[] {
  const words = steps.flatMap((step) => (step.kind === 'word' ? [step] : []))
  return words.slice(0, words.findIndex(({ optional }) => !optional) + 1).flatMap(({ any }) => any)
}

/** A repeatable step of a pattern matches at most this many times in a row. */
const mostRepeats = 8
/**
 * After this many tries of steps, the matching of one pattern at one word ends. This limits
 * the time that any text can take.
 */
const mostTries = 400

/** Reports every match of a pattern that begins at word `from`. */
export function matchesAt(steps: Numbered, text: Text, from: number, tell: (found: Match) => void): void {
  const [first] = steps
  if (first?.kind === 'word' && !first.optional && lengthsAt(text, from, first.any, true) === 0) return
  walk({ steps, text, from, tell, tries: 0 }, 0, from, -1, -1, true)
}

/** The matching of one pattern from one word, and how many steps it has tried so far. */
type Attempt = {
  readonly steps: Numbered
  readonly text: Text
  readonly from: number
  readonly tell: (found: Match) => void
  tries: number
}

/**
 * Matches the steps from `step` on against the words from `at` on.
 * - `open`, `close`: the words at which the pattern's square brackets opened and closed; -1 until then. A
 *   match reports the words between them.
 * - `begins`: whether a new clause is allowed to begin with the word at `at`. If not, the match fails if a
 *   clause ends before that word.
 */
function walk(attempt: Attempt, step: number, at: number, open: number, close: number, begins: boolean): void {
  if (++attempt.tries > mostTries) return
  const { steps, text, from, tell } = attempt
  const here = steps[step]
  if (here === undefined) return tell({ from: open < 0 ? from : open, to: close < 0 ? at : close, end: at })
  switch (here.kind) {
    case 'first':
      if (at === 0) walk(attempt, step + 1, at, open, close, true)
      return
    case 'last':
      if (at === text.count) walk(attempt, step + 1, at, open, close, false)
      return
    case 'begin':
      if (at === 0 || isEnd(text, at, 'clause')) walk(attempt, step + 1, at, open, close, true)
      return
    case 'stop':
      if (at < text.count && isEnd(text, at, 'clause')) walk(attempt, step + 1, at, open, close, true)
      return
    case 'bracket':
      if (isEnd(text, at, 'bracket')) walk(attempt, step + 1, at, open, close, true)
      return
    case 'halt':
      if (isEnd(text, at, 'sentence')) walk(attempt, step + 1, at, open, close, true)
      return
    case 'pause':
      return walk(attempt, step + 1, at, open, close, true)
    case 'end':
      if (isEnd(text, at, 'clause')) walk(attempt, step + 1, at, open, close, false)
      return
    case 'open':
      return walk(attempt, step + 1, at, at, close, begins)
    case 'close':
      return walk(attempt, step + 1, at, open, at, begins)
    case 'not':
      if (lengthsAt(text, at, here.any, begins) === 0) walk(attempt, step + 1, at, open, close, begins)
      return
    case 'gap':
      for (let taken = 0; taken <= here.most && at + taken <= text.count; taken++) {
        if (taken > 0 && !(taken === 1 && begins) && isEnd(text, at + taken - 1, here.within)) return
        const isOpen = here.within !== 'clause' && !isEnd(text, at + taken, here.within)
        walk(attempt, step + 1, at + taken, open, close, isOpen || (taken === 0 && begins))
      }
      return
    case 'word':
      if (here.optional) walk(attempt, step + 1, at, open, close, begins)
      return take(attempt, here, step, at, 1, open, close, begins)
  }
}

/**
 * Matches a word step at a word, and continues with the next steps after it; once for each length (in words)
 * that the match can have. `count`: how often the step has matched, this time included.
 */
function take(
  attempt: Attempt,
  here: Extract<Step<number>, { kind: 'word' }>,
  step: number,
  at: number,
  count: number,
  open: number,
  close: number,
  begins: boolean,
): void {
  for (let to = at + 1, left = lengthsAt(attempt.text, at, here.any, begins) >> 1; left !== 0; to++, left >>= 1) {
    if ((left & 1) === 0) continue
    walk(attempt, step + 1, to, open, close, false)
    if (here.many && count < mostRepeats) take(attempt, here, step, to, count + 1, open, close, false)
  }
}

/**
 * The lengths, in words, of the sought things that begin at a word: bit n stands for n words. 0 if there are none, or if a clause ends
 * before the word and `begins` is false.
 */
function lengthsAt(text: Text, at: number, any: readonly number[], begins: boolean): number {
  if (at >= text.count || (!begins && isEnd(text, at, 'clause'))) return 0
  let lengths = 0
  for (const number of any) lengths |= text.found.at(number, at)
  return lengths
}
