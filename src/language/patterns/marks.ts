import type { MarkRule } from '../../knowledge/language.ts'
import { matchesAt, type Found, type Words } from './match.ts'
import { parsePattern, type Pattern, type Sought, type Step } from './syntax.ts'

/** The marks of a text: what its words are said to be, beyond what they name ("negated", "origin"). */
export type Marks = {
  /** Whether a word has a mark. */
  readonly has: (at: number, mark: string) => boolean
  /** Whether any word of the text has it. */
  readonly any: (mark: string) => boolean
}

type Rule = { readonly mark: string; readonly pattern: Pattern; readonly unless: readonly Exception[]; readonly stage: number }

/** Whether every word of a match has the mark already, so that nothing is left to find out. */
function isMarkedAll(list: readonly boolean[] | undefined, { from, to }: Found): boolean {
  if (list === undefined) return false
  for (let word = from; word < to; word++) if (list[word] !== true) return false
  return true
}

/** An exception, and how many words before a match it may begin. */
type Exception = { readonly pattern: Pattern; readonly before: number }

/** Gives the words of a text their marks. A rule may ask for the marks of others, which are then given first. */
export function createMarks(rules: readonly MarkRule[]): (words: Omit<Words, 'hasMark'>) => Marks {
  const ordered = inOrder(rules)
  const index = indexOf(
    ordered.flatMap(({ mark, when, unless = [] }, stage) => {
      const exceptions = unless.map(parsePattern).map((pattern) => ({ pattern, before: beforeOf(pattern) }))
      return when.map((written): Rule => ({ mark, pattern: parsePattern(written), unless: exceptions, stage }))
    }),
  )
  return (plain) => {
    const marked = new Map<string, boolean[]>()
    const has = (at: number, mark: string): boolean => marked.get(mark)?.[at] === true
    const words: Words = { ...plain, hasMark: has }
    const give = (rule: Rule, at: number): void =>
      matchesAt(rule.pattern, words, at, (found) => {
        let list = marked.get(rule.mark)
        if (isMarkedAll(list, found) || isExcepted(rule, words, at, found)) return
        if (list === undefined) marked.set(rule.mark, (list = []))
        for (let word = found.from; word < found.to; word++) list[word] = true
      })
    const waiting: Array<Array<readonly [rule: Rule, at: number]>> = ordered.map(() => [])
    const wait = (found: readonly Rule[] | undefined, at: number): void => {
      if (found !== undefined) for (const rule of found) waiting[rule.stage]?.push([rule, at])
    }
    for (let at = 0; at < plain.tokens.length; at++) {
      wait(index.any, at)
      wait(index.literal.get(plain.tokens[at]?.word ?? ''), at)
      wait(index.exact.get(plain.tokens[at]?.typed.toLowerCase() ?? ''), at)
      for (const { name } of plain.classes[at] ?? []) wait(index.class.get(name), at)
      for (const { name } of plain.mentions[at] ?? []) wait(index.mention.get(name), at)
    }
    for (const [stage, found] of waiting.entries()) {
      for (const [rule, at] of found) give(rule, at)
      for (const rule of index.marked.get(stage) ?? []) for (let at = 0; at < plain.tokens.length; at++) give(rule, at)
    }
    return { has, any: (mark) => marked.has(mark) }
  }
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
function isExcepted({ unless }: Rule, words: Words, from: number, { end }: Found): boolean {
  if (unless.length === 0) return false
  for (const { pattern, before } of unless)
    for (let at = Math.max(0, from - before); at < end; at++) if (matches(pattern, words, at, from, end)) return true
  return false
}

/** Whether a pattern that begins at a word reaches into a match. */
function matches(pattern: Pattern, words: Words, at: number, from: number, end: number): boolean {
  let isOver = false
  matchesAt(pattern, words, at, (found) => (isOver ||= found.end > from && found.from < end))
  return isOver
}

type Index = {
  readonly literal: ReadonlyMap<string, readonly Rule[]>
  readonly exact: ReadonlyMap<string, readonly Rule[]>
  readonly class: ReadonlyMap<string, readonly Rule[]>
  readonly mention: ReadonlyMap<string, readonly Rule[]>
  /** Rules that begin with any word. */
  readonly any: readonly Rule[]
  /** Rules that begin with a mark, by their stage. */
  readonly marked: ReadonlyMap<number, readonly Rule[]>
}

/** Rules by what they begin with, so that a word is compared only with those that can begin there. */
function indexOf(rules: readonly Rule[]): Index {
  const firsts = rules.flatMap((rule) => firstOf(rule.pattern).map((sought) => ({ rule, sought })))
  const by = (kind: Sought['kind']): ReadonlyMap<string, readonly Rule[]> => {
    const found = firsts.filter(({ sought }) => sought.kind === kind)
    return new Map(
      [...Map.groupBy(found, ({ sought }) => sought.name)].map(([name, all]) => [name, [...new Set(all.map(({ rule }) => rule))]]),
    )
  }
  const marked = firsts.filter(({ sought }) => sought.kind === 'mark').map(({ rule }) => rule)
  const any = firsts.flatMap(({ rule, sought }) => (sought.kind === 'any' ? [rule] : []))
  return {
    literal: by('literal'),
    exact: by('exact'),
    class: by('class'),
    mention: by('mention'),
    any,
    marked: Map.groupBy(marked, ({ stage }) => stage),
  }
}

/** What a pattern can begin with: its first word, and those before it that may be left out. */
function firstOf({ steps }: Pattern): readonly Sought[] {
  const words = steps.filter((step): step is Extract<Step, { kind: 'word' }> => step.kind === 'word')
  return words.slice(0, words.findIndex(({ optional }) => !optional) + 1).flatMap(({ any }) => any)
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
