import { factsRead, wordsRead, type Condition, type Facts, type FactValue } from './condition.ts'
import type { LiveRule, Rule } from './rule.ts'
import { decide, restOf, type Verdict } from './verdict.ts'

/**
 * Rules made to decide fast. What they say is defined by `decide` and `residual` (verdict.ts); here it is looked up.
 *
 * A law is the rules that are left where some facts are known. Its tables look at the facts that these rules still read: a
 * row for each way in which those were met, with the law that is left then. To decide is to go from law to law until
 * nothing known is read any more; the verdict is what `decide` says of the rules left there. Rows and verdicts are found
 * when they are first needed, and kept. Where the same rules are left, it is the same law.
 */
export type Law = {
  /** No two laws have the same. */
  readonly number: number
  readonly clauses: readonly Clause[]
  readonly tables: readonly Table[]
  verdict: Verdict | undefined
}

/** What is left of a law once these facts are known. */
export function given(law: Law, facts: Facts): Law {
  let left = law
  for (let next = leftBy(left, facts); next !== undefined; next = leftBy(left, facts)) left = next
  return left
}

/** What a law says where nothing more is known. */
export const verdictOf = (law: Law): Verdict =>
  (law.verdict ??= decide(
    law.clauses.map(({ rule }) => rule),
    {},
  ))

/** The facts that can still matter to a law. */
export const factsOf = ({ tables }: Law): readonly string[] => tables.flatMap(({ columns }) => columns.map(({ name }) => name))

/**
 * Some facts of a law, its columns, and a row for each way in which they were met, with the law that is left then. `rows` are by one
 * number, made of the words of all columns; where a fact is a list (what stands on one has no number), `lists` by that fact alone.
 */
type Table = {
  readonly columns: readonly Fact[]
  readonly rows: Map<number, Law>
  readonly lists: Map<string, Law>
  /** Finds a row: what is left where these columns are known. */
  readonly find: (facts: Facts, columns: readonly Fact[]) => Law
}

/** What is left of a law by the first of its tables that looks at anything known. */
function leftBy({ tables }: Law, facts: Facts): Law | undefined {
  for (const table of tables) {
    const { columns, rows } = table
    let row = 0
    for (const fact of columns) {
      const value = facts[fact.name]
      if (value !== undefined && typeof value !== 'string') return leftByList(table, fact, value, facts)
      row = row * fact.width + (value === undefined ? notKnown : (fact.words.get(value) ?? noneRead))
    }
    if (row !== 0) return rows.get(row) ?? keep(rows, row, table.find(facts, columns))
  }
  return undefined
}

/** A fact whose value is a list is looked at by itself: there are too many lists to number them. */
function leftByList({ lists, find }: Table, fact: Fact, list: readonly string[], facts: Facts): Law {
  const told = toldBy(fact, list)
  return lists.get(told) ?? keep(lists, told, find(facts, [fact]))
}

function keep<K, T>(known: { readonly set: (key: K, found: T) => unknown }, key: K, found: T): T {
  known.set(key, found)
  return found
}

/** A fact that rules read, with a number for each word that they tell apart. */
type Fact = {
  readonly name: string
  readonly words: ReadonlyMap<string, number>
  /** How many numbers there are. */
  readonly width: number
  /** What the lists tell that were met. A list never changes. */
  readonly told: WeakMap<readonly string[], string>
}

/** The numbers of a fact's words: of one that is not known, of every word that no rule reads, and the first of those that some rule reads. */
const [notKnown, noneRead, firstRead] = [0, 1, 2]

function factsIn(rules: readonly Rule[]): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Set<string>>()
  for (const [name, word] of rules.flatMap(({ when }) => wordsRead(when))) facts.set(name, (facts.get(name) ?? new Set()).add(word))
  return new Map(
    [...facts].map(([name, words]) => {
      const numbers = new Map([...words].map((word, index) => [word, firstRead + index]))
      return [name, { name, words: numbers, width: firstRead + words.size, told: new WeakMap() }]
    }),
  )
}

/** What a value tells the rules: itself where it is a word that they read; where it is a list, of what, and the words that they read. */
function toldBy({ name, words, told }: Fact, value: FactValue): string {
  if (typeof value === 'string') return words.has(value) ? value : ''
  const known = told.get(value)
  if (known !== undefined) return known
  const read = new Set(value.filter((word) => words.has(word)))
  return keep(told, value, [name, ...[...read].sort()].join('\n'))
}

let lastNumber = 0

/** Makes laws of rules in force; `made` says how many it has. */
export type Laws = { readonly of: (live: readonly LiveRule[]) => Law; readonly made: () => number }

/** Laws out of these rules. */
export function createLaws(rules: readonly Rule[]): Laws {
  const laws = new Map<string, Law>()
  const clauseOf = createClauses(factsIn(rules))
  const lawOf = (clauses: readonly Clause[]): Law => {
    const key = clauses.map(({ number }) => number).join()
    return laws.get(key) ?? keep(laws, key, { number: ++lastNumber, clauses, tables: tablesOf(clauses), verdict: undefined })
  }
  const tablesOf = (clauses: readonly Clause[]): readonly Table[] => {
    const find = (facts: Facts, columns: readonly Fact[]): Law => lawOf(clauses.flatMap((clause) => restBy(clause, facts, columns) ?? []))
    return grouped(mostRead(clauses)).map((columns) => ({ columns, rows: new Map(), lists: new Map(), find }))
  }
  return { of: (live) => lawOf(live.map(clauseOf)), made: () => laws.size }
}

/** So many rows a table can have, for their numbers to stay small. */
const mostRows = 2 ** 30

/** The facts of each table: as many as give no more rows than it can have. */
function grouped(facts: readonly Fact[]): ReadonlyArray<readonly Fact[]> {
  const tables: Fact[][] = []
  let rows = mostRows
  for (const fact of facts) {
    rows *= fact.width
    if (rows <= mostRows) tables.at(-1)?.push(fact)
    else {
      tables.push([fact])
      rows = fact.width
    }
  }
  return tables
}

/** The facts that rules and their exceptions read, those that most of them read first. */
function mostRead(clauses: readonly Clause[]): readonly Fact[] {
  const readers = new Map<Fact, number>()
  for (const { reads } of clauses) for (const fact of reads) readers.set(fact, (readers.get(fact) ?? 0) + 1)
  return [...readers].sort(([, one], [, other]) => other - one).map(([fact]) => fact)
}

/** A rule of which some facts may be known already; equal ones are the same clause, and what is left of it is found once. */
type Clause = {
  readonly rule: LiveRule
  readonly number: number
  /** The facts that each of its conditions reads, its exceptions' too. */
  readonly reads: readonly Fact[]
  /** What is left of it, for each of these facts by what that tells; nothing where its condition fails. */
  readonly rests: ReadonlyMap<Fact, Map<string, Clause | undefined>>
  readonly find: (fact: Fact, value: FactValue) => Clause | undefined
}

/** What is left of a clause where these columns are known. */
function restBy(clause: Clause, facts: Facts, columns: readonly Fact[]): Clause | undefined {
  let rest: Clause = clause
  for (const fact of clause.rests.keys()) {
    const value = facts[fact.name]
    const rests = rest.rests.get(fact)
    if (value === undefined || rests === undefined || !columns.includes(fact)) continue
    const told = toldBy(fact, value)
    const next: Clause | undefined = rests.has(told) ? rests.get(told) : keep(rests, told, rest.find(fact, value))
    if (next === undefined) return undefined
    rest = next
  }
  return rest
}

function createClauses(facts: ReadonlyMap<string, Fact>): (rule: LiveRule) => Clause {
  const clauses = new Map<string, Clause>()
  const clauseOf = (rule: LiveRule): Clause => {
    const key = keyOf(rule)
    return clauses.get(key) ?? keep(clauses, key, create(rule))
  }
  const create = (rule: LiveRule): Clause => {
    const reads = conditionsOf([rule]).flatMap((condition) => factsRead(condition).flatMap((name) => facts.get(name) ?? []))
    return {
      rule,
      number: clauses.size,
      reads,
      rests: new Map(reads.map((fact) => [fact, new Map()])),
      find: (fact, value) => {
        const rest = restOf(rule, { [fact.name]: value })
        return rest === undefined ? undefined : clauseOf(rest)
      },
    }
  }
  return clauseOf
}

/** All that a rule's findings depend on: equal keys, equal findings. */
const keyOf = ({ rule, low, high, when, exceptions }: LiveRule): string =>
  `${rule.id} ${low} ${high} ${JSON.stringify([rule.outcome, when])} (${exceptions.map(keyOf).join()})`

const conditionsOf = (rules: readonly LiveRule[]): readonly Condition[] =>
  rules.flatMap(({ when, exceptions }) => [when, ...conditionsOf(exceptions)])
