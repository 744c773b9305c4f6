import type { MarkRule } from '../../knowledge/language-schema.ts'
import type { Token } from '../text/tokens.ts'
import { endsOf, firstOf, matchesAt, meets, needsOf, numbered, type Match, type Needs, type Numbered, type Text } from './match.ts'
import { createSieve } from './sieve.ts'
import { findSought, FoundInText, Numbering, oneWord, type PatternText } from './found-in-text.ts'
import { parsePattern, type Pattern } from './syntax.ts'

/** The marks of a text: labels that patterns give to its words (e.g. `denied`, `origin`), besides what the words name. */
export type Marks = {
  /** Whether the word with index `at` has a mark. */
  readonly has: (at: number, mark: string) => boolean
  /** Whether any word of the text has a mark. */
  readonly any: (mark: string) => boolean
  /** The indexes of the words with a mark, in order. */
  readonly words: (mark: string) => readonly number[]
}

const noWords: readonly number[] = []

/**
 * One pattern and the number of the mark that it gives. The pattern can use marks that rules of an earlier
 * `stage` gave.
 */
type Rule = {
  readonly mark: number
  readonly pattern: Numbered
  /** What a text must have for the rule: words and names, known from the start (`needs`), and marks (`needsMarks`). */
  readonly needs: Needs
  readonly needsMarks: Needs
  /** The numbers ({@link Numbering}) of the words, classes, mentions and marks that the pattern can begin with. */
  readonly begins: readonly number[]
  readonly unless: readonly Exception[]
  readonly stage: number
}

/**
 * A pattern that keeps a rule from giving its mark if their matches overlap. The match of this pattern begins
 * at most `before` words before the match of the rule.
 */
type Exception = { readonly pattern: Numbered; readonly needs: Needs; readonly before: number }

/**
 * Prepares the rules, and returns the function that gives the words of a text their marks. Rules that use marks run after those
 * that give them.
 */
export function createMarks(rules: readonly MarkRule[]): (words: PatternText) => Marks {
  const numbering = new Numbering()
  const markOf = (mark: string): number => numbering.numberOf({ kind: 'mark', name: mark })
  const ordered = inOrder(rules)
  const marks = new Set(ordered.map(({ mark }) => markOf(mark)))
  const all = ordered.flatMap(({ mark, when, unless = [] }, stage) => {
    const exceptions = unless.map(parsePattern).map((parsed): Exception => {
      const pattern = numbered(parsed, numbering)
      return { pattern, needs: needsOf(pattern), before: beforeOf(parsed) }
    })
    return when.map((written): Rule => {
      const pattern = numbered(parsePattern(written), numbering)
      const [needs, needsMarks] = partition(needsOf(pattern), (any) => !any.some((number) => marks.has(number)))
      return { mark: markOf(mark), pattern, needs, needsMarks, begins: firstOf(pattern), unless: exceptions, stage }
    })
  })
  const possible = createSieve(
    all.map(({ needs }) => needs),
    numbering,
  )
  const nameOf = new Map([...numbering.of('mark')].map(([name, number]) => [number, name]))
  const found = new FoundInText()
  return (words) => {
    findSought(found, words, numbering)
    const text: Text = { count: words.tokens.length, found, ends: endsOf(words.tokens) }
    const begins: Begin[] = []
    possible(found, (order) => {
      const rule = all[order]
      for (const first of rule?.begins ?? []) {
        const isMark = marks.has(first)
        if (rule !== undefined && (isMark || found.has(first)))
          begins.push({ first, rule, turn: isMark ? lastTurn : found.turnOf(first), order })
      }
    })
    begins.sort(byTurn)
    const before = found.numbers.length
    for (const { first, rule } of begins) give(rule, first, text)
    // The first `before` numbers found are those of words and names; all numbers found since then are those of marks.
    return givenAs(new Map(found.numbers.slice(before).map((number) => [nameOf.get(number) ?? '', found.wordsOf(number)])), text.count)
  }
}

/** Packs the words of each mark into a table for fast look-ups. `count` is the number of words of the text. */
function givenAs(given: ReadonlyMap<string, readonly number[]>, count: number): Marks {
  const rows = new Map<string, number>()
  const has = new Uint8Array(given.size * count)
  for (const [mark, words] of given) {
    const row = rows.size * count
    rows.set(mark, row)
    for (const at of words) has[row + at] = 1
  }
  return {
    has: (at, mark) => {
      const row = rows.get(mark)
      return row !== undefined && at >= 0 && at < count && has[row + at] === 1
    },
    any: (mark) => given.has(mark),
    words: (mark) => given.get(mark) ?? noWords,
  }
}

/**
 * A rule that may match a text, and the number (`first`) of one thing that its match would begin with. `turn`: when this thing was first
 * found in the text; `order`: the rule's place among all rules.
 */
type Begin = { readonly first: number; readonly rule: Rule; readonly turn: number; readonly order: number }

/**
 * Sorts rules by stage. Within a stage, rules come in the order in which the things they begin with were
 * found in the text; rules that begin with a mark come last.
 */
const byTurn = (a: Begin, b: Begin): number => a.rule.stage - b.rule.stage || a.turn - b.turn || a.order - b.order
const lastTurn = 0xffff

const partition = <T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] => [
  all.filter(isFirst),
  all.filter((one) => !isFirst(one)),
]

/**
 * Gives a rule's mark to the words that its pattern finds in each match beginning with `first`, unless an exception of the rule overlaps
 * that match.
 */
function give(rule: Rule, first: number, text: Text): void {
  if (!text.found.has(first) || !meets(rule.needsMarks, text)) return
  // The words are listed before any is marked, so that new marks do not extend the loop.
  for (const at of text.found.wordsOf(first))
    matchesAt(rule.pattern, text, at, (found) => {
      if (isMarkedAll(text.found, rule.mark, found) || isExcepted(rule, text, at, found)) return
      for (let word = found.from; word < found.to; word++) text.found.add(rule.mark, word, oneWord)
    })
}

/** Whether every word of a match has the mark already, so that exceptions need not be checked. */
function isMarkedAll(found: FoundInText, mark: number, { from, to }: Match): boolean {
  for (let word = from; word < to; word++) if (found.at(mark, word) === 0) return false
  return true
}

/** An exception that begins more than this many words before a match is not found. */
const farthestBefore = 8

/**
 * How many words before a match an exception can begin and still overlap the match. If each of its steps is
 * one word, this is one less than the number of steps. Otherwise it is {@link farthestBefore}, which is also
 * the maximum.
 */
function beforeOf({ steps }: Pattern): number {
  const isSingle = steps.every(
    (step) => step.kind === 'word' && !step.many && step.any.every(({ kind }) => kind === 'literal' || kind === 'mark'),
  )
  return isSingle ? Math.min(farthestBefore, steps.length - 1) : farthestBefore
}

/** Whether an exception of a rule overlaps a match of the rule. */
function isExcepted({ unless }: Rule, text: Text, from: number, { end }: Match): boolean {
  for (const { pattern, needs, before } of unless) {
    if (!meets(needs, text)) continue
    for (let at = Math.max(0, from - before); at < end; at++) if (matches(pattern, text, at, from, end)) return true
  }
  return false
}

/** Whether a pattern that begins at a word overlaps a match. */
function matches(pattern: Numbered, text: Text, at: number, from: number, end: number): boolean {
  let isOver = false
  matchesAt(pattern, text, at, (found) => (isOver ||= found.end > from && found.from < end))
  return isOver
}

/** The runs of neighboring words with a mark, as word indexes (`to` is exclusive). Punctuation ends a run. */
export function markedAs(
  marks: Marks,
  mark: string,
  tokens: readonly Token[],
): ReadonlyArray<{ readonly from: number; readonly to: number }> {
  const found: { from: number; to: number }[] = []
  for (const at of marks.words(mark)) {
    const last = found.at(-1)
    if (last?.to === at && tokens[at]?.parted === '') last.to++
    else found.push({ from: at, to: at + 1 })
  }
  return found
}

/** The marks that a rule's patterns use. */
const marksAsked = ({ when, unless = [] }: MarkRule): readonly string[] =>
  [...when, ...unless]
    .flatMap((written) => parsePattern(written).steps)
    .flatMap((step) => (step.kind === 'word' || step.kind === 'not' ? step.any : []))
    .flatMap(({ kind, name }) => (kind === 'mark' ? [name] : []))

/**
 * Orders rules so that each comes after the rules that give the marks it uses. Where rules use each other's marks, the one written first
 * comes first.
 */
function inOrder(rules: readonly MarkRule[]): readonly MarkRule[] {
  const ordered: MarkRule[] = []
  let left = rules.map((rule) => ({ rule, asks: new Set(marksAsked(rule)) }))
  while (left.length > 0) {
    const waiting = new Set(left.map(({ rule }) => rule.mark))
    const ready = left.filter(({ rule, asks }) => ![...asks].some((mark) => mark !== rule.mark && waiting.has(mark)))
    const next = new Set(ready.length > 0 ? ready : left.slice(0, 1))
    for (const { rule } of next) ordered.push(rule)
    left = left.filter((one) => !next.has(one))
  }
  return ordered
}
