import type { MarkRule } from '../../knowledge/language-schema.ts'
import type { Token } from '../text/text.ts'
import { endsOf, firstOf, matchesAt, meets, needsOf, numbered, type Found, type Needs, type Numbered, type Text } from './match.ts'
import { createSieve } from './sieve.ts'
import { findSought, Lengths, Numbering, oneWord, type Words } from './sought.ts'
import { parsePattern, type Pattern } from './syntax.ts'

/** The marks of a text: what its words are said to be, beyond what they name ("negated", "origin"). */
export type Marks = {
  /** Whether a word has a mark. */
  readonly has: (at: number, mark: string) => boolean
  /** Whether any word of the text has it. */
  readonly any: (mark: string) => boolean
  /** The words that have it, in order. */
  readonly words: (mark: string) => readonly number[]
}

const noWords: readonly number[] = []

/** One pattern that gives a mark, by its number. A rule of a later stage may ask for the marks of an earlier one. */
type Rule = {
  readonly mark: number
  readonly pattern: Numbered
  /** What a text must have for it: of words and names, which are known from the beginning, and of marks. */
  readonly needs: Needs
  readonly needsMarks: Needs
  /** What its pattern can begin with. */
  readonly begins: readonly number[]
  readonly unless: readonly Exception[]
  readonly stage: number
}

/** An exception, and how many words before a match it may begin. */
type Exception = { readonly pattern: Numbered; readonly needs: Needs; readonly before: number }

/** Gives the words of a text their marks. A rule may ask for the marks of others, which are then given first. */
export function createMarks(rules: readonly MarkRule[]): (words: Words) => Marks {
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
  const lengths = new Lengths()
  return (words) => {
    findSought(lengths, words, numbering)
    const text: Text = { count: words.tokens.length, lengths, ends: endsOf(words.tokens) }
    const begins: Begin[] = []
    possible(lengths, (order) => {
      const rule = all[order]
      for (const first of rule?.begins ?? []) {
        const isMark = marks.has(first)
        if (rule !== undefined && (isMark || lengths.has(first)))
          begins.push({ first, rule, turn: isMark ? lastTurn : lengths.turnOf(first), order })
      }
    })
    begins.sort(byTurn)
    const before = lengths.found.length
    for (const { first, rule } of begins) give(rule, first, text)
    // What was found since then are the marks: a few, of the many that are asked for.
    return givenAs(new Map(lengths.found.slice(before).map((number) => [nameOf.get(number) ?? '', lengths.wordsOf(number)])), text.count)
  }
}

/** The marks of a text of so many words, by the words that have each. */
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

/** A rule that can lie in a text, and what its pattern begins with there. */
type Begin = { readonly first: number; readonly rule: Rule; readonly turn: number; readonly order: number }

/** Stage by stage; in each those first that begin with what stands first in the text, and those that begin with a mark last. */
const byTurn = (a: Begin, b: Begin): number => a.rule.stage - b.rule.stage || a.turn - b.turn || a.order - b.order
const lastTurn = 0xffff

const partition = <T>(all: readonly T[], isFirst: (one: T) => boolean): readonly [readonly T[], readonly T[]] => [
  all.filter(isFirst),
  all.filter((one) => !isFirst(one)),
]

/** Gives a rule's mark wherever its pattern lies in a text and begins with something. */
function give(rule: Rule, first: number, text: Text): void {
  if (!text.lengths.has(first) || !meets(rule.needsMarks, text)) return
  // Where something stands before anything is given.
  for (const at of text.lengths.wordsOf(first))
    matchesAt(rule.pattern, text, at, (found) => {
      if (isMarkedAll(text.lengths, rule.mark, found) || isExcepted(rule, text, at, found)) return
      for (let word = found.from; word < found.to; word++) text.lengths.add(rule.mark, word, oneWord)
    })
}

/** Whether every word of a match has the mark already, so that nothing is left to find out. */
function isMarkedAll(lengths: Lengths, mark: number, { from, to }: Found): boolean {
  for (let word = from; word < to; word++) if (lengths.at(mark, word) === 0) return false
  return true
}

/** An exception may begin so many words before the match that it lies over. */
const farthestBefore = 8

/** A pattern of so many single words begins at most one word less before what it lies over; any other at most {@link farthestBefore}. */
function beforeOf({ steps }: Pattern): number {
  const isSingle = steps.every(
    (step) => step.kind === 'word' && !step.many && step.any.every(({ kind }) => kind === 'literal' || kind === 'mark'),
  )
  return isSingle ? Math.min(farthestBefore, steps.length - 1) : farthestBefore
}

/** Whether an exception of the rule lies over its match. */
function isExcepted({ unless }: Rule, text: Text, from: number, { end }: Found): boolean {
  for (const { pattern, needs, before } of unless) {
    if (!meets(needs, text)) continue
    for (let at = Math.max(0, from - before); at < end; at++) if (matches(pattern, text, at, from, end)) return true
  }
  return false
}

/** Whether a pattern that begins at a word reaches into a match. */
function matches(pattern: Numbered, text: Text, at: number, from: number, end: number): boolean {
  let isOver = false
  matchesAt(pattern, text, at, (found) => (isOver ||= found.end > from && found.from < end))
  return isOver
}

/** The words that stand together and have a mark. */
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

/** The marks that a rule asks for. */
const marksAsked = ({ when, unless = [] }: MarkRule): readonly string[] =>
  [...when, ...unless]
    .flatMap((written) => parsePattern(written).steps)
    .flatMap((step) => (step.kind === 'word' || step.kind === 'not' ? step.any : []))
    .flatMap(({ kind, name }) => (kind === 'mark' ? [name] : []))

/** Rules so that each stands behind all whose marks it asks for. Those that ask for each other stay as they are written. */
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
