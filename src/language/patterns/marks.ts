import type { MarkRule } from '../../knowledge/language.ts'
import { matchesAt, type Found, type Words } from './match.ts'
import { parsePattern, type Pattern, type Step } from './syntax.ts'

/** The marks of a text: what its words are said to be, beyond what they name ("negated", "origin"). */
export type Marks = {
  /** Whether a word has a mark. */
  readonly has: (at: number, mark: string) => boolean
  /** Whether any word of the text has it. */
  readonly any: (mark: string) => boolean
}

type Rule = { readonly mark: string; readonly pattern: Pattern; readonly unless: readonly Pattern[] }

/** Gives the words of a text their marks. A rule may ask for the marks of others, which are then given first. */
export function createMarks(rules: readonly MarkRule[]): (words: Omit<Words, 'hasMark'>) => Marks {
  const stages = inOrder(rules).map(({ mark, when, unless = [] }) => {
    const exceptions = unless.map(parsePattern)
    return byFirst(when.map((written): Rule => ({ mark, pattern: parsePattern(written), unless: exceptions })))
  })
  return (plain) => {
    const marked = new Map<string, boolean[]>()
    const has = (at: number, mark: string): boolean => marked.get(mark)?.[at] === true
    const words: Words = { ...plain, hasMark: has }
    for (const stage of stages)
      plain.tokens.forEach((_, at) => {
        for (const rule of stage.at(words, at)) {
          matchesAt(rule.pattern, words, at, (found) => {
            if (isExcepted(rule, words, at, found)) return
            let list = marked.get(rule.mark)
            if (list === undefined) marked.set(rule.mark, (list = []))
            for (let index = found.from; index < found.to; index++) list[index] = true
          })
        }
      })
    return { has, any: (mark) => marked.has(mark) }
  }
}

/** Whether an exception of the rule lies over its match. */
function isExcepted({ unless }: Rule, words: Words, from: number, { end }: Found): boolean {
  if (unless.length === 0) return false
  for (let at = Math.max(0, from - 4); at < end; at++)
    for (const pattern of unless) if (matches(pattern, words, at, from, end)) return true
  return false
}

/** Whether a pattern that begins at a word reaches into a match. */
function matches(pattern: Pattern, words: Words, at: number, from: number, end: number): boolean {
  let isOver = false
  matchesAt(pattern, words, at, (found) => (isOver ||= found.end > from && found.from < end))
  return isOver
}

/** Rules by what they begin with, so that a word is compared only with those that can begin there. */
function byFirst(rules: readonly Rule[]): { readonly at: (words: Words, at: number) => readonly Rule[] } {
  const byKey = new Map<string, Rule[]>()
  const marked: Rule[] = []
  for (const rule of rules)
    for (const { kind, name } of firstOf(rule.pattern)) {
      if (kind === 'mark') marked.push(rule)
      else byKey.set(`${kind} ${name}`, [...(byKey.get(`${kind} ${name}`) ?? []), rule])
    }
  return {
    at: (words, at) => {
      const found = [...marked, ...(byKey.get(`literal ${words.tokens[at]?.word}`) ?? [])]
      for (const { name } of words.classes[at] ?? []) found.push(...(byKey.get(`class ${name}`) ?? []))
      for (const { name } of words.mentions[at] ?? []) found.push(...(byKey.get(`mention ${name}`) ?? []))
      return found
    },
  }
}

const firstOf = ({ steps }: Pattern): Extract<Step, { kind: 'word' }>['any'] => steps.find((step) => step.kind === 'word')?.any ?? []

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
