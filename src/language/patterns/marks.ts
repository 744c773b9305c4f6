import type { MarkRule } from '../../knowledge/language.ts'
import { endsOf, firstOf, matchesAt, meets, needsOf, numbered, type Found, type Needs, type Numbered, type Text } from './match.ts'
import { lengthsIn, Numbering, oneWord, type Words } from './sought.ts'
import { parsePattern, type Pattern } from './syntax.ts'

/** The marks of a text: what its words are said to be, beyond what they name ("negated", "origin"). */
export type Marks = {
  /** Whether a word has a mark. */
  readonly has: (at: number, mark: string) => boolean
  /** Whether any word of the text has it. */
  readonly any: (mark: string) => boolean
}

/** One pattern that gives a mark, by its number. A rule of a later stage may ask for the marks of an earlier one. */
type Rule = {
  readonly mark: number
  readonly pattern: Numbered
  readonly needs: Needs
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
      return { mark: markOf(mark), pattern, needs: needsOf(pattern), unless: exceptions, stage }
    })
  })
  const begins = all.flatMap((rule) => firstOf(rule.pattern).map((first) => ({ first, rule })))
  const byFirst = Map.groupBy(
    begins.filter(({ first }) => !marks.has(first)),
    ({ first }) => first,
  )
  const behindMarks = Map.groupBy(
    begins.filter(({ first }) => marks.has(first)),
    ({ rule }) => rule.stage,
  )
  return (words) => {
    const lengths = lengthsIn(words, numbering)
    const text: Text = { count: words.tokens.length, lengths, ends: endsOf(words.tokens) }
    // Rules that can begin in the text, other than behind marks: stage by stage.
    const begun: { readonly rule: Rule; readonly at: readonly number[] }[][] = []
    for (const [first, list] of lengths) {
      const rules = byFirst.get(first)
      if (rules === undefined) continue
      const at = placesOf(list)
      for (const { rule } of rules) (begun[rule.stage] ??= []).push({ rule, at })
    }
    for (let stage = 0; stage < ordered.length; stage++) {
      for (const { rule, at } of begun[stage] ?? []) give(rule, at, text)
      for (const { rule, first } of behindMarks.get(stage) ?? []) {
        const list = lengths.get(first)
        if (list !== undefined) give(rule, placesOf(list), text)
      }
    }
    const given = new Map(ordered.map(({ mark }) => [mark, lengths.get(markOf(mark))]))
    return { has: (at, mark) => (given.get(mark)?.[at] ?? 0) !== 0, any: (mark) => given.get(mark) !== undefined }
  }
}

/** The words at which something stands. */
function placesOf(list: Int32Array): readonly number[] {
  const places: number[] = []
  for (let at = 0; at < list.length; at++) if (list[at] !== 0) places.push(at)
  return places
}

/** Gives a rule's mark wherever its pattern lies in a text and begins at one of some words. */
function give(rule: Rule, begins: readonly number[], text: Text): void {
  if (!meets(rule.needs, text)) return
  for (const at of begins)
    matchesAt(rule.pattern, text, at, (found) => {
      const list = text.lengths.get(rule.mark) ?? new Int32Array(text.count)
      if (isMarkedAll(list, found) || isExcepted(rule, text, at, found)) return
      text.lengths.set(rule.mark, list.fill(oneWord, found.from, found.to))
    })
}

/** Whether every word of a match has the mark already, so that nothing is left to find out. */
function isMarkedAll(list: Int32Array, { from, to }: Found): boolean {
  for (let word = from; word < to; word++) if (list[word] === 0) return false
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

/** The marks that a rule asks for. */
export const marksAsked = ({ when, unless = [] }: MarkRule): readonly string[] =>
  [...when, ...unless]
    .flatMap((written) => parsePattern(written).steps)
    .flatMap((step) => (step.kind === 'word' || step.kind === 'not' ? step.any : []))
    .flatMap(({ kind, name }) => (kind === 'mark' ? [name] : []))

/** Rules so that each stands behind all whose marks it asks for. Those that ask for each other stay as they are written. */
function inOrder(rules: readonly MarkRule[]): readonly MarkRule[] {
  const ordered: MarkRule[] = []
  let left = [...rules]
  while (left.length > 0) {
    const waiting = new Set(left.map(({ mark }) => mark))
    const ready = left.filter((rule) => !marksAsked(rule).some((mark) => mark !== rule.mark && waiting.has(mark)))
    const next = ready.length > 0 ? ready : left.slice(0, 1)
    ordered.push(...next)
    left = left.filter((rule) => !next.includes(rule))
  }
  return ordered
}
