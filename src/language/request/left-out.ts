import type { Message } from '../message.ts'

/** The words of one term of a list request: a list, a region or a country (`to` is exclusive). */
export type Term = { readonly from: number; readonly to: number }

/**
 * The terms that a message leaves out, by marks of knowledge/language/lists.yaml:
 * - `left-out`: the term itself has this mark.
 * - `leaves`: leaves out the next term of the clause ("did not make it into A:5",
 *   "from D:4 drop those in D:5").
 * - `leaves-back`: leaves out the next term or, if none follows, the term before ("all of A:1 that
 *   A:5 lacks", "Gulf excluded").
 * - `leaves-before`: always leaves out the term before.
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

/**
 * A word such as "except" leaves out a term that begins at most `mostAhead` words after it, or one that ends
 * at most `mostBehind` words before it.
 */
const [mostAhead, mostBehind] = [9, 4]

/** Punctuation that ends a clause. */
const ends = /[.,;:?!\n]/

/** The next term of the clause, unless a word like "but" comes first. In "from D:4 drop those in D:5", the list after "from" is skipped. */
const nextTerm = (message: Message, terms: readonly Term[], at: number): Term | undefined =>
  terms.find(
    ({ from }) =>
      from > at &&
      from - at <= mostAhead &&
      isOneClause(message, at, from) &&
      !(message.marks.has(at, 'removes') && isTakenFrom(message, at, from)),
  )

/** Whether countries are removed from the list that begins at word `from`: "from D:4", "out of all of D:4". */
function isTakenFrom({ marks, classes }: Message, at: number, from: number): boolean {
  for (let before = Math.max(at + 1, from - mostFrom); before < from; before++)
    if (!marks.has(before, 'removes') && classes[before]?.some(({ name }) => name === 'list-source') === true) return true
  return false
}

/** How many words before a list are searched for "from". */
const mostFrom = 3

const termBefore = (message: Message, terms: readonly Term[], at: number): Term | undefined =>
  terms.findLast(({ to }) => to <= at && at - to <= mostBehind && isOneClause(message, to - 1, at))

const isOneClause = (message: Message, from: number, to: number): boolean =>
  message.tokens.slice(from + 1, to + 1).every(({ parted }) => !ends.test(parted)) && !isBetween(message, from + 1, to, 'list-turn')

const isBetween = ({ classes }: Message, from: number, to: number, sought: string): boolean =>
  classes.slice(Math.max(0, from), to).some((spans) => spans.some(({ name }) => name === sought))
