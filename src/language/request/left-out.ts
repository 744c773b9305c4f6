import type { Message } from '../message.ts'

/** The words of something that a request for a list is put together of: a list, a part of the world, a country. */
export type Term = { readonly from: number; readonly to: number }

/**
 * Which terms the words leave out. A word that leaves out (`leaves` in knowledge/language/lists.yaml) takes the next term of its
 * clause: "free of the group D:4", "did not make it into A:5", "from D:4 drop those in D:5". One that looks back (`leaves-back`:
 * "all of A:1 that A:5 lacks", "Gulf excluded") takes the term before it, where none follows; `leaves-before` always does.
 */
export function leftOut(message: Message, terms: readonly Term[]): ReadonlySet<Term> {
  const { tokens, marks } = message
  const found = tokens.flatMap((_, at) => {
    if (marks.has(at, 'leaves-before')) return termBefore(message, terms, at) ?? []
    const isBack = marks.has(at, 'leaves-back')
    if (!isBack && !marks.has(at, 'leaves')) return []
    return nextTerm(message, terms, at) ?? (isBack ? termBefore(message, terms, at) : undefined) ?? []
  })
  return new Set([...found, ...terms.filter(({ from }) => marks.has(from, 'left-out'))])
}

/** So many words at most stand between a word that leaves out and what it leaves out: before it, and behind it. */
const [mostAhead, mostBehind] = [9, 4]

/** Where a clause ends, and where a sentence does. */
const ends = /[.,;:?!\n]/

/** The next term of the clause, up to a word that turns ("but", "though"); who removes something names beside it where from. */
const nextTerm = (message: Message, terms: readonly Term[], at: number): Term | undefined =>
  terms.find(
    ({ from }) =>
      from > at &&
      from - at <= mostAhead &&
      isOneClause(message, at, from) &&
      !(message.marks.has(at, 'removes') && isTakenFrom(message, at, from)),
  )

/** Whether a list is where something is taken from: "from D:4", "out of all of D:4". */
function isTakenFrom({ marks, classes }: Message, at: number, from: number): boolean {
  for (let before = Math.max(at + 1, from - mostFrom); before < from; before++)
    if (!marks.has(before, 'removes') && classes[before]?.some(({ name }) => name === 'list-source') === true) return true
  return false
}

/** So many words at most stand from "from" on to the list. */
const mostFrom = 3

const termBefore = (message: Message, terms: readonly Term[], at: number): Term | undefined =>
  terms.findLast(({ to }) => to <= at && at - to <= mostBehind && isOneClause(message, to - 1, at))

const isOneClause = (message: Message, from: number, to: number): boolean =>
  message.tokens.slice(from + 1, to + 1).every(({ parted }) => !ends.test(parted)) && !isBetween(message, from + 1, to, 'list-turn')

const isBetween = ({ classes }: Message, from: number, to: number, sought: string): boolean =>
  classes.slice(Math.max(0, from), to).some((spans) => spans.some(({ name }) => name === sought))
