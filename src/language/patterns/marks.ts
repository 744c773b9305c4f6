import type { MarkRule } from '../../knowledge/language.ts'
import { matchesAt, type Found, type Words } from './match.ts'
import { byFirst, meets, needsOf, placesIn, type BySought, type Needs } from './sought.ts'
import { parsePattern, type Pattern } from './syntax.ts'

/** The marks of a text: what its words are said to be, beyond what they name ("negated", "origin"). */
export type Marks = {
  /** Whether a word has a mark. */
  readonly has: (at: number, mark: string) => boolean
  /** Whether any word of the text has it. */
  readonly any: (mark: string) => boolean
}

type Rule = {
  readonly mark: string
  readonly pattern: Pattern
  readonly needs: Needs
  readonly unless: readonly Exception[]
  readonly stage: number
}

/** Whether every word of a match has the mark already, so that nothing is left to find out. */
function isMarkedAll(list: readonly boolean[], { from, to }: Found): boolean {
  for (let word = from; word < to; word++) if (list[word] !== true) return false
  return true
}

/** An exception, and how many words before a match it may begin. */
type Exception = { readonly pattern: Pattern; readonly needs: Needs; readonly before: number }

/** Gives the words of a text their marks. A rule may ask for the marks of others, which are then given first. */
export function createMarks(rules: readonly MarkRule[]): (words: Omit<Words, 'hasMark'>) => Marks {
  const ordered = inOrder(rules)
  const index = byFirst(
    ordered.flatMap(({ mark, when, unless = [] }, stage) => {
      const exceptions = unless.map(parsePattern).map((pattern) => ({ pattern, needs: needsOf(pattern), before: beforeOf(pattern) }))
      return when.map(parsePattern).map((pattern): Rule => ({ mark, pattern, needs: needsOf(pattern), unless: exceptions, stage }))
    }),
  )
  const behindMarks = Map.groupBy(
    [...index.mark].flatMap(([mark, all]) => all.map((rule) => ({ mark, rule }))),
    ({ rule }) => rule.stage,
  )
  return (plain) => {
    const marked = new Map<string, boolean[]>()
    const has = (at: number, mark: string): boolean => marked.get(mark)?.[at] === true
    const places = placesIn(plain)
    const text: Text = { words: { ...plain, hasMark: has }, had: { ...places, mark: marked } }
    const give = (rule: Rule, at: number): void =>
      matchesAt(rule.pattern, text.words, at, (found) => {
        const list = marked.get(rule.mark) ?? []
        if (isMarkedAll(list, found) || isExcepted(rule, text, at, found)) return
        for (let word = found.from; word < found.to; word++) list[word] = true
        marked.set(rule.mark, list)
      })
    const begun = begunIn(index, places)
    for (let stage = 0; stage < ordered.length; stage++) {
      for (const { rule, at: all } of begun[stage] ?? []) if (meets(rule.needs, text.had)) for (const at of all) give(rule, at)
      for (const { rule, mark } of behindMarks.get(stage) ?? [])
        if (meets(rule.needs, text.had)) for (let at = 0; at < plain.tokens.length; at++) if (has(at, mark)) give(rule, at)
    }
    return { has, any: (mark) => marked.has(mark) }
  }
}

/** A text whose marks are being given, and all that it has of what patterns can need. */
type Text = { readonly words: Words; readonly had: BySought<unknown> }

type Begun = { readonly rule: Rule; readonly at: readonly number[] }

/** The rules that can begin in a text, other than behind marks, and at which words: stage by stage. */
function begunIn(index: BySought<readonly Rule[]>, places: BySought<readonly number[]>): ReadonlyArray<readonly Begun[] | undefined> {
  const begun: Begun[][] = []
  for (const kind of ['any', 'literal', 'exact', 'class', 'mention'] as const)
    for (const [name, at] of places[kind]) for (const rule of index[kind].get(name) ?? []) (begun[rule.stage] ??= []).push({ rule, at })
  return begun
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
function isExcepted({ unless }: Rule, { words, had }: Text, from: number, { end }: Found): boolean {
  for (const { pattern, needs, before } of unless) {
    if (!meets(needs, had)) continue
    for (let at = Math.max(0, from - before); at < end; at++) if (matches(pattern, words, at, from, end)) return true
  }
  return false
}

/** Whether a pattern that begins at a word reaches into a match. */
function matches(pattern: Pattern, words: Words, at: number, from: number, end: number): boolean {
  let isOver = false
  matchesAt(pattern, words, at, (found) => (isOver ||= found.end > from && found.from < end))
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
