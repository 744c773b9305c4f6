import type { Answerer } from '../answer/conversation-types.ts'
import { createCells, items, placesOn, type Cell, type Item } from '../proof/cells.ts'
import { createLaws, reduceLaw, type Law } from '../engine/compiled.ts'
import type { Base } from '../knowledge/base.ts'
import type { Store } from '../store/store.ts'
import { allAnswers, answerRecorded, type RecordedAnswer } from './answers.ts'
import { compareLegs, movedLegs, type Moved } from './replay.ts'
import { fieldOf } from '../port/field.ts'
import { severity, type ShownVerdict } from '../engine/shown-verdict.ts'

/**
 * Cells (combinations of facts) of one item that two knowledge versions decide differently, all in the same
 * way. `cells` counts them. `example` describes one of them: its place, its day and its facts.
 */
export type CellChange = {
  readonly item: string
  readonly was: ShownVerdict | 'not there'
  readonly is: ShownVerdict | 'not there'
  readonly direction: 'milder' | 'stricter' | 'other'
  readonly cells: number
  readonly rulesGone: readonly string[]
  readonly rulesNew: readonly string[]
  readonly example: string
}

/**
 * Compares what two knowledge versions decide in every cell, i.e. every combination of item, destination, end use, activity and period.
 * `cells` is how many were compared.
 */
export function compareSpace(old: Base, now: Base, today: string): { readonly cells: number; readonly changes: readonly CellChange[] } {
  const [oldItems, newItems] = [byLabel(items(old)), byLabel(items(now))]
  const labels = [...new Set([...oldItems.keys(), ...newItems.keys()])]
  const decideOld = createCells(old)
  const sameFacts = JSON.stringify([...old.facts]) === JSON.stringify([...now.facts])
  const decideNow = sameFacts ? decideOld : createCells(now)
  const pairsOn = createPairs(old, now, today)
  const known = new Map<string, Compared>()
  const differ = createDiffer(sharedKey(old, now), sharedKey(now, old))
  const changes = new Map<string, CellChange>()
  let cells = 0
  for (const day of [...new Set([...old.turningPoints, ...now.turningPoints])].sort()) {
    const turns = old.rulebook.changes.includes(day) || now.rulebook.changes.includes(day)
    for (const [laws, pair] of pairsOn(day)) {
      const key = `${String(turns)} ${laws}`
      const compared =
        known.get(key) ??
        comparePair(labels, (label) => {
          const [wasItem, isItem] = [oldItems.get(label), newItems.get(label)]
          const was = wasItem === undefined ? [] : decideOld(pair.was, wasItem, turns)
          const is = isItem === undefined ? [] : decideNow(pair.is, isItem, turns)
          return { cells: Math.max(was.length, is.length), changes: was === is ? none : differ(was, is) }
        })
      known.set(key, compared)
      cells += compared.cells
      for (const [group, change] of compared.changes) add(changes, group, change, `${pair.label} on ${day}`)
    }
  }
  const order = ['milder', 'other', 'stricter']
  return {
    cells,
    changes: [...changes.values()].sort((a, b) => order.indexOf(a.direction) - order.indexOf(b.direction) || b.cells - a.cells),
  }
}

const byLabel = (all: readonly Item[]): ReadonlyMap<string, Item> => new Map(all.map((item) => [item.label, item]))

/** What is decided differently for one item. Here, `example` has only the facts of a cell. */
type Change = Omit<CellChange, 'item'>
type Changes = ReadonlyMap<string, Change>
const none: Changes = new Map()

/** The differences between two laws over all items. */
type Compared = { readonly cells: number; readonly changes: ReadonlyMap<string, CellChange> }

/**
 * Compares two laws over all items. Callers keep the result, because many days and destinations share laws.
 */
function comparePair(
  labels: readonly string[],
  compareItem: (label: string) => { readonly cells: number; readonly changes: Changes },
): Compared {
  const changes = new Map<string, CellChange>()
  let cells = 0
  for (const item of labels) {
    const compared = compareItem(item)
    cells += compared.cells
    for (const [group, change] of compared.changes) changes.set(`${item} ${group}`, { item, ...change })
  }
  return { cells, changes }
}

/**
 * Gives a cell a name that is the same in two knowledge versions, made of the facts that both versions
 * have. Facts that only the cell's own version has must have their assumed values; otherwise the cell has
 * no name (`undefined`), and is not compared.
 */
type Key = (cell: Cell) => string | undefined

function sharedKey({ facts }: Base, other: Base): Key {
  const [both, own] = [
    [...facts.keys()].filter((id) => other.facts.has(id)).sort(),
    [...facts.values()].filter(({ id }) => !other.facts.has(id)),
  ]
  return (cell) =>
    own.some(({ id, assumed }) => cell.facts[id] !== assumed)
      ? undefined
      : JSON.stringify([both.map((id) => cell.facts[id]), Object.entries(cell.facts).filter(([id]) => !facts.has(id))])
}

/**
 * Compares two lists of cells, and keeps the result for each pair of lists: items and laws with the same
 * decisions share the same list.
 */
function createDiffer(wasKey: Key, isKey: Key): (was: readonly Cell[], is: readonly Cell[]) => Changes {
  const known = new Map<readonly Cell[], Map<readonly Cell[], Changes>>()
  return (was, is) => {
    const before = known.get(was) ?? new Map<readonly Cell[], Changes>()
    known.set(was, before)
    const changes = before.get(is) ?? changesBetween(byKey(was, wasKey), byKey(is, isKey))
    before.set(is, changes)
    return changes
  }
}

function add(changes: Map<string, CellChange>, group: string, change: CellChange, where: string): void {
  const known = changes.get(group)
  changes.set(
    group,
    known === undefined ? { ...change, example: `${where} with ${change.example}` } : { ...known, cells: known.cells + change.cells },
  )
}

/** The law of one destination under the old knowledge (`was`) and under the new (`is`). */
type Pair = { readonly label: string; readonly was: Law; readonly is: Law }

/**
 * Returns a function that gives, for a day, all pairs of an old and a new law that some destination has.
 * Each pair is listed once, labeled with one such destination; its key consists of the numbers of both
 * laws. Equal rules have the same number in both versions.
 */
function createPairs(old: Base, now: Base, today: string): (day: string) => ReadonlyMap<string, Pair> {
  const laws = createLaws([...old.rulebook.rules, ...now.rulebook.rules])
  const lawsOf = (base: Base, day: string): ReadonlyMap<string, Law> => {
    const whole = laws.of(base.rulebook.on(day, today))
    return new Map(placesOn(base, day, 'each').map(({ label, facts }) => [label, reduceLaw(whole, facts)]))
  }
  return (day) => {
    const [was, is] = [lawsOf(old, day), lawsOf(now, day)]
    const pairs = new Map<string, Pair>()
    for (const label of new Set([...was.keys(), ...is.keys()])) {
      const pair = { label, was: was.get(label) ?? laws.of([]), is: is.get(label) ?? laws.of([]) }
      const key = `${pair.was.number} => ${pair.is.number}`
      if (!pairs.has(key)) pairs.set(key, pair)
    }
    return pairs
  }
}

const byKey = (cells: readonly Cell[], key: Key): ReadonlyMap<string, Cell> =>
  new Map(
    cells.flatMap((cell) => {
      const name = key(cell)
      return name === undefined ? [] : [[name, cell] as const]
    }),
  )

function changesBetween(before: ReadonlyMap<string, Cell>, after: ReadonlyMap<string, Cell>): Changes {
  const changes = new Map<string, Change>()
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [one, other] = [before.get(key), after.get(key)]
    if (one?.shown === other?.shown) continue
    const [said, says] = [one?.shown ?? 'not there', other?.shown ?? 'not there'] as const
    // If only one version has the cell, rules are not compared: none counts as gone or new.
    const [rulesWere, rulesAre] = one === undefined || other === undefined ? [[], []] : [rulesOf(one), rulesOf(other)]
    const gone = rulesWere.filter((id) => !rulesAre.includes(id))
    const fresh = rulesAre.filter((id) => !rulesWere.includes(id))
    const group = `${said} ${says} ${gone.join()} ${fresh.join()}`
    const known = changes.get(group)
    changes.set(group, {
      was: said,
      is: says,
      direction: directionOf(said, says),
      cells: (known?.cells ?? 0) + 1,
      rulesGone: gone,
      rulesNew: fresh,
      example: known?.example ?? JSON.stringify((other ?? one)?.facts),
    })
  }
  return changes
}

const rulesOf = (cell: Cell | undefined): readonly string[] => [
  ...new Set(
    (cell?.verdict.findings ?? [])
      .filter((finding) => finding.holds !== false)
      .flatMap((finding) => finding.governs.map((rule) => rule.id)),
  ),
]

/**
 * Whether a change is milder or stricter, in the order of `severity`; `other` if only one version has the
 * cell. A question (`need-facts`) has its place in that order: from a question to "no license" is milder,
 * the reverse is stricter.
 */
function directionOf(was: string, is: string): CellChange['direction'] {
  const placeOf = (said: string): number => severity.findIndex((one) => one === said)
  const [from, to] = [placeOf(was), placeOf(is)]
  if (from < 0 || to < 0 || from === to) return 'other'
  return to < from ? 'milder' : 'stricter'
}

/** A recorded answer that would now be different, with the cases about it. */
export type AnswerChange = {
  readonly recorded: RecordedAnswer
  /**
   * The legs whose verdict differs when it is decided from the recorded facts; if none does, the legs whose
   * verdict differs when the words are read again.
   */
  readonly moved: readonly Moved[]
  /** `facts`: the law or the lists decide differently. `reading`: only the words would be read differently; nobody is notified of that. */
  readonly by: 'facts' | 'reading'
  readonly cases: ReadonlyArray<{ readonly number: number; readonly state: string; readonly hasAnswer: boolean }>
}

/**
 * Decides every recorded answer again with the knowledge of `now`, on the answer's own dates: from its
 * recorded facts, and if no verdict differs, from its words. Yields the answers in which a verdict differs.
 */
export async function* changedAnswers(store: Store, now: Answerer): AsyncGenerator<AnswerChange> {
  for await (const recorded of allAnswers(store)) {
    const byFacts = verdictsOf(movedLegs(now.base, recorded))
    const again = byFacts.length > 0 ? undefined : answerRecorded(now, recorded)
    const byWords = again === undefined ? [] : verdictsOf(compareLegs(recorded.body, again))
    const moved = byFacts.length > 0 ? byFacts : byWords
    if (moved.length > 0) yield { recorded, moved, by: byFacts.length > 0 ? 'facts' : 'reading', cases: await casesOn(store, recorded.id) }
  }
}

const verdictsOf = (moved: readonly Moved[]): readonly Moved[] => moved.filter((one) => one.was !== one.is)

async function casesOn({ db }: Store, entry: string): Promise<AnswerChange['cases']> {
  const rows = await db.selectFrom('cases').select(['number', 'state', 'body']).where('body', 'like', `%"entry":"${entry}"%`).execute()
  return rows.map(({ number, state, body }) => ({
    number,
    state,
    hasAnswer: fieldOf(JSON.parse(body), 'answer') !== undefined,
  }))
}
