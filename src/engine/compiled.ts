import { factsRead, wordsRead, type Condition, type Facts, type FactValue } from './condition.ts'
import type { LiveRule, Rule } from './rule.ts'
import { decide, restOf, type Verdict } from './verdict.ts'

/**
 * A fast way to decide. `decide` and `residual` in verdict.ts define the results; this file looks the results
 * up in tables.
 * A `Law` is the set of rules that can still apply once some facts are known, simplified by these facts. Each
 * of its tables covers some of the facts that these rules still read, and maps each combination of their
 * values to the smaller law that remains. To decide, the program goes from law to law until the remaining
 * rules read no known fact. The verdict is then what `decide` says of the remaining rules. Rows and verdicts
 * are computed when first needed, and kept. Two paths that lead to the same rules lead to the same `Law`
 * object.
 */
export type Law = {
  /** Unique to this law. */
  readonly number: number
  readonly clauses: readonly Clause[]
  readonly tables: readonly Table[]
  verdict: Verdict | undefined
}

/** Reduces a law by the known facts, and returns the law that remains. */
export function reduceLaw(law: Law, facts: Facts): Law {
  let left = law
  for (let next = leftBy(left, facts); next !== undefined; next = leftBy(left, facts)) left = next
  return left
}

/** The verdict of a law if no further fact is known. */
export const verdictOf = (law: Law): Verdict =>
  (law.verdict ??= decide(
    law.clauses.map(({ rule }) => rule),
    {},
  ))

/** The names of the facts that the rules of a law still read. */
export const factsOf = ({ tables }: Law): readonly string[] => tables.flatMap(({ columns }) => columns.map(({ name }) => name))

/**
 * Maps the values of some facts (`columns`) to the law that remains once they are known. `rows` is keyed by
 * one number that encodes the values of all columns. A value that is a list (e.g. all country lists that a
 * destination is on) has no number; `lists` holds the laws for such values, keyed by fact and list
 * (`valueKey`).
 */
type Table = {
  readonly columns: readonly Fact[]
  readonly rows: Map<number, Law>
  readonly lists: Map<string, Law>
  /** Computes a missing entry: the law that remains once the values of `columns` in `facts` are known. */
  readonly find: (facts: Facts, columns: readonly Fact[]) => Law
}

/**
 * Takes the first table in which a fact is known, and looks up the law that remains. Returns `undefined` if
 * no table has a known fact.
 */
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

/**
 * The law that remains once `fact`, whose value is a list, is known. A list is looked up alone, because
 * there are too many possible lists to number them.
 */
function leftByList({ lists, find }: Table, fact: Fact, list: readonly string[], facts: Facts): Law {
  const key = valueKey(fact, list)
  return lists.get(key) ?? keep(lists, key, find(facts, [fact]))
}

function keep<K, T>(known: { readonly set: (key: K, found: T) => unknown }, key: K, found: T): T {
  known.set(key, found)
  return found
}

/** A fact that rules read, with a number for each word that any rule compares it with. */
type Fact = {
  readonly name: string
  readonly words: ReadonlyMap<string, number>
  /** How many numbers a value can have: one for each word in `words`, and two more (not known, any other word). */
  readonly width: number
  /** The keys of lists that were already met as values, so that each key is computed once (see `valueKey`). No list is ever mutated. */
  readonly listKeys: WeakMap<readonly string[], string>
}

/**
 * The numbers of a fact's values: 0 if the fact is not known, 1 for any word that no rule compares the fact
 * with. Words that rules compare the fact with have the numbers from 2 on.
 */
const [notKnown, noneRead, firstRead] = [0, 1, 2]

function factsIn(rules: readonly Rule[]): ReadonlyMap<string, Fact> {
  const facts = new Map<string, Set<string>>()
  for (const [name, word] of rules.flatMap(({ when }) => wordsRead(when))) facts.set(name, (facts.get(name) ?? new Set()).add(word))
  return new Map(
    [...facts].map(([name, words]) => {
      const numbers = new Map([...words].map((word, index) => [word, firstRead + index]))
      return [name, { name, words: numbers, width: firstRead + words.size, listKeys: new WeakMap() }]
    }),
  )
}

/**
 * A key for a value of a fact. Values that the rules cannot tell apart have the same key: a word that no rule
 * compares the fact with gives '', and the key of a list leaves such words out.
 */
function valueKey({ name, words, listKeys }: Fact, value: FactValue): string {
  if (typeof value === 'string') return words.has(value) ? value : ''
  const known = listKeys.get(value)
  if (known !== undefined) return known
  const read = new Set(value.filter((word) => words.has(word)))
  return keep(listKeys, value, [name, ...[...read].sort()].join('\n'))
}

let lastNumber = 0

/** `of` turns rules in force into a law; `made` counts the different laws made so far. */
export type Laws = { readonly of: (live: readonly LiveRule[]) => Law; readonly made: () => number }

/**
 * Creates a {@link Laws}. `rules` must contain every rule that can be in force: they determine which facts
 * and words the tables contain.
 */
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

/** The largest number of rows that a table can have, so that a row number stays a small integer. */
const mostRows = 2 ** 30

/** Splits facts into tables, so that no table can have more than `mostRows` rows. */
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

/** The facts that rules and their exceptions read, the most read first. */
function mostRead(clauses: readonly Clause[]): readonly Fact[] {
  const readers = new Map<Fact, number>()
  for (const { reads } of clauses) for (const fact of reads) readers.set(fact, (readers.get(fact) ?? 0) + 1)
  return [...readers].sort(([, one], [, other]) => other - one).map(([fact]) => fact)
}

/** A rule, perhaps reduced by known facts. Equal rules share one clause, so that each reduction is computed once. */
type Clause = {
  readonly rule: LiveRule
  readonly number: number
  /**
   * The facts that its condition reads, then those that its exceptions read. A fact can be listed more than
   * once.
   */
  readonly reads: readonly Fact[]
  /**
   * For each fact in `reads`, a map from the key of its value (`valueKey`) to the clause that remains once
   * that value is known, or to `undefined` if the condition then fails.
   */
  readonly rests: ReadonlyMap<Fact, Map<string, Clause | undefined>>
  readonly find: (fact: Fact, value: FactValue) => Clause | undefined
}

/** Reduces a clause by the values that `facts` has for `columns`; `undefined` if its condition then fails. */
function restBy(clause: Clause, facts: Facts, columns: readonly Fact[]): Clause | undefined {
  let rest: Clause = clause
  for (const fact of clause.rests.keys()) {
    const value = facts[fact.name]
    const rests = rest.rests.get(fact)
    if (value === undefined || rests === undefined || !columns.includes(fact)) continue
    const key = valueKey(fact, value)
    const next: Clause | undefined = rests.has(key) ? rests.get(key) : keep(rests, key, rest.find(fact, value))
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

/** A key for everything on which a rule's findings depend: rules with equal keys give equal findings. */
const keyOf = ({ rule, low, high, when, exceptions }: LiveRule): string =>
  `${rule.id} ${low} ${high} ${JSON.stringify([rule.outcome, when])} (${exceptions.map(keyOf).join()})`

const conditionsOf = (rules: readonly LiveRule[]): readonly Condition[] =>
  rules.flatMap(({ when, exceptions }) => [when, ...conditionsOf(exceptions)])
