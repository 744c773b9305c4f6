import type { PartFigure, Read, Row } from './missile-lists-schema.ts'
import type { FactEntry } from './fact-schema.ts'
import type { WrittenCondition } from './schema.ts'
import type { QuantitiesData } from './quantities-schema.ts'

/**
 * A figure that differs from a limit of a list by at most this share of the limit (0.2 %) counts as equal
 * to it, because converted figures are rounded. A figure equal to a limit is within it.
 */
const onTheLine = 0.002

/**
 * Converts a figure to the base unit of its kind, in which facts are compared. A unit without a fixed
 * factor is not converted. Throws if quantities.yaml lacks the unit.
 */
export function inBase(value: number, unit: string | undefined, quantities: QuantitiesData): number {
  if (unit === undefined || unit === '' || quantities.units.some(({ base }) => base === unit)) return value
  const names = quantities.units.flatMap((kind) => kind.names)
  const found = names.find((one) => one.names.includes(unit)) ?? names.find((one) => one.names.includes(unit.toLowerCase()))
  if (found === undefined) throw new Error(`quantities.yaml has no unit \`${unit}\``)
  return value * (found.factor ?? 1)
}

type Edge = { readonly at: number; readonly under: string; readonly from: string; readonly id: string }

/** What the rows say of a figure. */
const boundsOn = ({ id }: PartFigure, rows: readonly Row[]): readonly Read[] =>
  rows.flatMap((row) => (row.figures ?? []).filter((one): one is Read => 'of' in one && one.of === id))

/**
 * The limits that the rows set for a figure, lowest first, in the unit of the figure. Each has words for
 * the values below it ("under 300 km") and for the values from it upward ("300 km or more").
 */
function edgesOf(figure: PartFigure, rows: readonly Row[]): readonly Edge[] {
  const fromOn = (at: number, limit: number): Edge => ({
    at,
    id: `${limit}`,
    under: `under ${measured(limit, figure)}`,
    from: `${measured(limit, figure)} or more`,
  })
  const upTo = (at: number, limit: number): Edge => ({
    at,
    id: `${limit}`,
    under: `up to ${measured(limit, figure)}`,
    from: `more than ${measured(limit, figure)}`,
  })
  const edges = boundsOn(figure, rows).flatMap(({ min, max, above, below }): Edge[] => [
    ...(min === undefined ? [] : [fromOn(min * (1 - onTheLine), min)]),
    ...(below === undefined ? [] : [fromOn(below * (1 + onTheLine), below)]),
    ...(max === undefined ? [] : [upTo(max * (1 + onTheLine), max)]),
    ...(above === undefined ? [] : [upTo(above * (1 - onTheLine), above)]),
  ])
  const sorted = [...new Map(edges.map((edge) => [edge.at, edge])).values()].toSorted((a, b) => a.at - b.at)
  return sorted.map((edge, index) => (sorted[index - 1]?.id === edge.id ? { ...edge, id: `${edge.id}-up` } : edge))
}

/** A number as people read it: 500,000. */
const formatNumber = (value: number): string => numbers.format(value)
const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })

/**
 * The fact of a part's figure, with one answer for each band between the lines that the rows of the lists draw. Throws if no row draws
 * one.
 */
export function factOf(figure: PartFigure, rows: readonly Row[], quantities: QuantitiesData): FactEntry {
  const edges = edgesOf(figure, rows)
  const base = (value: number): number => inBase(value, figure.unit, quantities)
  const [first] = edges
  if (first === undefined) throw new Error(`parts.yaml: no row draws a line for \`${figure.id}\``)
  return {
    id: figure.id,
    name: figure.what,
    asks: 'item',
    about: 'item',
    prompt: `What is the figure: ${figure.what}?`,
    why: `It tells the entry: ${linesOf(figure, rows).join('; ')}.`,
    unit: figure.unit === '' ? 'without a unit' : figure.unit,
    stricter: stricterSide(figure, rows),
    answers: [
      { value: `under-${first.id}`, from: 0, say: first.under },
      ...edges.map((edge, index) => {
        const next = edges[index + 1]
        return { value: `from-${edge.id}`, from: base(edge.at), say: next === undefined ? edge.from : `${edge.from}, ${next.under}` }
      }),
    ],
  }
}

/** Whether the rows list smaller or larger values of a figure; `undefined` if both. */
function stricterSide(figure: PartFigure, rows: readonly Row[]): FactEntry['stricter'] {
  const bounds = boundsOn(figure, rows)
  const [smaller, larger] = [
    bounds.some(({ max, below }) => max !== undefined || below !== undefined),
    bounds.some(({ min, above }) => min !== undefined || above !== undefined),
  ]
  return smaller === larger ? undefined : smaller ? 'smaller' : 'larger'
}

const linesOf = ({ id, ...unit }: PartFigure, rows: readonly Row[]): readonly string[] =>
  rows.flatMap((row) =>
    (row.figures ?? []).flatMap((one) => ('of' in one && one.of === id ? [`${row.entry} ${boundWords(one, unit)}`] : [])),
  )

/** The bounds of a row's figure in words, e.g. "300 km or more". */
export function boundWords({ min, max, above, below }: Omit<Read, 'of'>, unit: Pick<PartFigure, 'unit' | 'before'>): string {
  return [
    ...(min === undefined ? [] : [`${measured(min, unit)} or more`]),
    ...(above === undefined ? [] : [`more than ${measured(above, unit)}`]),
    ...(max === undefined ? [] : [`up to ${measured(max, unit)}`]),
    ...(below === undefined ? [] : [`under ${measured(below, unit)}`]),
  ].join(' and ')
}

/** A number with its unit as people read it: "0.5 °/h", "Mach 3". */
const measured = (value: number, { unit, before }: Pick<PartFigure, 'unit' | 'before'>): string =>
  unit === '' ? formatNumber(value) : before === true ? `${unit} ${formatNumber(value)}` : `${formatNumber(value)} ${unit}`

/** The answer of a fact in whose band a figure lies (`value`, in the base unit); '' if the fact has none. */
export const bandAt = (fact: FactEntry | undefined, value: number): string =>
  fact?.answers?.findLast(({ from = 0 }) => from <= value)?.value ?? ''

/**
 * The answers of a fact (each stands for a band of values) whose band lies wholly within the bounds of a
 * row.
 */
export function answersWithin(
  fact: FactEntry | undefined,
  { min, max, above, below }: Omit<Read, 'of'>,
  base: (value: number) => number,
): string[] {
  const low = base(Math.max(min ?? -Infinity, above ?? -Infinity)) * (1 - onTheLine) * (1 - 1e-9)
  const high = base(Math.min(max ?? Infinity, below ?? Infinity)) * (1 + onTheLine) * (1 + 1e-9)
  const answers = fact?.answers ?? []
  return answers.flatMap(({ value, from = 0 }, index) =>
    from >= low && (answers[index + 1]?.from ?? (high === Infinity ? high : Infinity)) <= high ? [value] : [],
  )
}

/**
 * The condition under which a row applies: its `when` holds, and each of its figures is within its bounds.
 * If a figure has `or`, it is enough that this figure or the one before it is. Figures that are not in `of`
 * are ignored. `undefined`: the row always applies.
 */
export function conditionOf(
  row: Row,
  of: ReadonlySet<string> | undefined,
  facts: ReadonlyMap<string, FactEntry>,
  base: (id: string, value: number) => number,
): WrittenCondition | undefined {
  const groups: WrittenCondition[][] = []
  for (const one of row.figures ?? []) {
    if (!('of' in one) || of?.has(one.of) === false || facts.get(one.of) === undefined) continue
    const holds: WrittenCondition = { [one.of]: answersWithin(facts.get(one.of), one, (value) => base(one.of, value)) }
    if (one.or === true) groups.at(-1)?.push(holds)
    else groups.push([holds])
  }
  const all = [
    ...(row.when === undefined ? [] : [row.when]),
    ...groups.map((group): WrittenCondition => (group.length === 1 && group[0] !== undefined ? group[0] : { any: group })),
  ]
  return all.length === 0 ? undefined : all.length === 1 ? all[0] : { all }
}
