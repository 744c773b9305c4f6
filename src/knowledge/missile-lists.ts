import { z } from 'zod'
import type { Entry, FactEntry, Family, Landing, WrittenCondition } from './schema.ts'
import { written } from './schema.ts'
import type { QuantitiesData } from './speech.ts'

/**
 * The lists of missile technology, row by row: entries of the Commerce Control List and paragraphs of the Munitions List with the
 * figures that decide, and the things that people call by name whose entry those figures tell. All of it becomes facts, families
 * and entries as if they were written by hand.
 */

const text = z.string().min(1).max(2000)
const texts = z.array(text).min(1)
const figureId = z.string().regex(/^[a-z]+(-[a-z]+)*$/)

/** A line drawn by a list. `min` and `max` count as inside, `above` and `below` do not. `or`: in place of the figure before it. */
const bound = {
  min: z.number().optional(),
  max: z.number().optional(),
  above: z.number().optional(),
  below: z.number().optional(),
  or: z.literal(true).optional(),
}

/** `of`: the figure of a thing that is read from questions, in its unit. `what`: one that is only told. */
const rowFigure = z.union([z.strictObject({ of: figureId, ...bound }), z.strictObject({ what: text, unit: text.optional(), ...bound })])

export const rowSchema = z.strictObject({
  entry: text,
  name: text,
  /** What people call it, where one name tells the entry. */
  level: z.enum(['part', 'material', 'facility']).optional(),
  names: texts.optional(),
  kind: z.enum(['commodity', 'software', 'technology', 'pointer', 'article']),
  /** Which part of the entry is controlled for missile technology: all of it, none (it only points elsewhere), or on a condition. */
  mt: text,
  figures: z.array(rowFigure).optional(),
  /** Features without a figure that it asks for as well. */
  also: texts.optional(),
  /** Facts of the vocabulary without which the row does not speak. */
  when: written.optional(),
  /** The vehicle that it must be usable in: "missiles" carry 500 kg to 300 km, "range" is 300 km with any payload. */
  usable: z.enum(['missiles', 'range']).optional(),
  annex: texts.optional(),
  /** Annex items that are only remembered. */
  recalled: texts.optional(),
  reasons: texts.optional(),
  /** Where the Munitions List has it. */
  itar: text.optional(),
  see: text.optional(),
  class: text.optional(),
  /** The pattern of the entries as they are quoted; none where entries.yaml says it. */
  quoted: text.optional(),
  /** The day of the text that was read. */
  read: z.iso.date(),
})

/** A figure that tells a thing's entry. `taken`: presumed where nobody tells it. */
const partFigure = z.strictObject({
  id: figureId,
  what: text,
  /** A unit of quantities.yaml; empty where the figure has none. */
  unit: z.string(),
  taken: z.number().optional(),
  /** The unit is said before the number: "Mach 3". */
  before: z.literal(true).optional(),
  words: texts.optional(),
})

const partThing = z.strictObject({
  id: figureId,
  name: text,
  level: z.enum(['part', 'material', 'facility']),
  names: texts,
  rows: texts,
  figures: z.array(partFigure).optional(),
})

/** A family of items.yaml whose rows are only shown. */
const partLink = z.strictObject({ family: figureId, rows: texts })

export const partsSchema = z.array(z.union([partThing, partLink]))

export type Row = z.infer<typeof rowSchema>
export type PartFigure = z.infer<typeof partFigure>
type RowFigure = z.infer<typeof rowFigure>
type Read = Extract<RowFigure, { readonly of: string }>
/** A line that a row draws for a figure that is read. */
export type Line = Omit<Read, 'or'>

/** The rows that may name a thing, the strictest grade first, and the figures that tell which. */
export type Part = { readonly family: string; readonly rows: readonly Row[]; readonly figures: readonly PartFigure[] }

/** What the rows and things stand for. */
export type MissileLists = {
  readonly rows: readonly Row[]
  readonly parts: readonly Part[]
  /** The answers of a fact inside a line that a row draws. */
  readonly inside: (fact: FactEntry | undefined, line: Line) => readonly string[]
  readonly facts: readonly FactEntry[]
  readonly families: readonly Family[]
  readonly entries: readonly Entry[]
}

/** A figure so near a line, by its ratio, is on it: whoever converted it has rounded. What is on the line is inside. */
const onTheLine = 0.002

/** Makes facts, families and entries of the rows. Throws where a row or a unit is named that is not there. */
export function readMissileLists(
  rows: readonly Row[],
  things: z.infer<typeof partsSchema>,
  known: { readonly facts: readonly FactEntry[]; readonly quantities: QuantitiesData },
): MissileLists {
  const byEntry = new Map(rows.map((row) => [row.entry, row]))
  const rowOf = (entry: string): Row => {
    const row = byEntry.get(entry)
    if (row === undefined) throw new Error(`parts.yaml names the entry \`${entry}\`, which no row has`)
    return row
  }
  const parts = things.map((thing): Part & { readonly thing: (typeof things)[number] } => ({
    family: 'family' in thing ? thing.family : thing.id,
    rows: thing.rows.map(rowOf),
    figures: ('family' in thing ? undefined : thing.figures) ?? [],
    thing,
  }))
  const drawn = new Map(parts.flatMap(({ figures }) => figures.map((figure) => [figure.id, figure] as const)))
  const facts = parts.flatMap(({ figures }) => figures.map((figure) => factOf(figure, rows, known.quantities)))
  const all = new Map([...known.facts, ...facts].map((fact) => [fact.id, fact]))
  const ofRow = (row: Row, of: ReadonlySet<string> | undefined): WrittenCondition | undefined =>
    conditionOf(row, of, all, (id, value) => inBase(value, drawn.get(id)?.unit, known.quantities))
  const presumedOf = (figures: readonly PartFigure[]): Readonly<Record<string, string>> =>
    Object.fromEntries(
      figures.flatMap(({ id, taken, unit }) =>
        taken === undefined ? [] : [[id, bandAt(all.get(id), inBase(taken, unit, known.quantities))]],
      ),
    )
  const families = parts.flatMap(({ thing, rows: named, figures }): Family[] => {
    if ('family' in thing) return []
    const of = new Set(figures.map(({ id }) => id))
    return [
      {
        id: thing.id,
        name: thing.name,
        level: thing.level,
        names: thing.names,
        lands: [...named.map((row) => landingOf(row, ofRow(row, of))), ...outside].slice(0, endOf(named, of)),
        presumed: presumedOf(figures),
        annex: annexOf(named.at(-1)),
        cites: named.map(citeOf),
      },
    ]
  })
  const owner = (row: Row): Part | undefined => parts.find((part) => part.rows.includes(row) || usesOf(row, part))
  return {
    rows,
    parts: [...parts.map(({ family, rows: named, figures }) => ({ family, rows: named, figures })), ...rows.filter(isThing).map(alone)],
    inside: (fact, line) => inside(fact, line, (value) => inBase(value, drawn.get(line.of)?.unit, known.quantities)),
    facts,
    families: [...families, ...rows.filter(isThing).map(familyOf)],
    entries: rows.flatMap((row) => entryOf(row, ofRow(row, figuresOf(owner(row))), presumedOf(owner(row)?.figures ?? []))),
  }
}

const figuresOf = (part: Part | undefined): ReadonlySet<string> => new Set((part?.figures ?? []).map(({ id }) => id))
const usesOf = (row: Row, { figures }: Part): boolean =>
  (row.figures ?? []).some((one) => 'of' in one && figures.some(({ id }) => id === one.of))

/** What is in no row: another list may still name it, so its entry is asked for. */
const outside: readonly Landing[] = [
  { class: 'COMPONENT_EAR_MT', when: { 'mt-reason': 'ear-mt' } },
  { class: 'USML_MT', when: { 'mt-reason': 'usml-mt' } },
  { class: 'ITEM_EAR_NON_MT' },
]

/** Behind a row that nothing conditions no other line is read. */
function endOf(rows: readonly Row[], of: ReadonlySet<string>): number {
  const at = rows.findIndex((row) => row.when === undefined && !(row.figures ?? []).some((one) => 'of' in one && of.has(one.of)))
  return at < 0 ? rows.length + outside.length : at + 1
}

const isThing = ({ names }: Row): boolean => names !== undefined
const idOf = ({ entry }: Row): string =>
  `row-${entry
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^-|-$/g, '')}`
const alone = (row: Row): Part => ({ family: idOf(row), rows: [row], figures: [] })

const familyOf = (row: Row): Family => ({
  id: idOf(row),
  name: row.name,
  level: row.level ?? 'part',
  names: row.names ?? [],
  lands: [landingOf(row, undefined)],
  annex: annexOf(row),
  cites: [citeOf(row)],
})

const landingOf = (row: Row, when: WrittenCondition | undefined): Landing => ({
  class: classOf(row),
  ...(when === undefined ? {} : { when }),
  entry: row.entry,
})

export const isUsml = ({ entry }: Pick<Row, 'entry'>): boolean => entry.startsWith('USML')

function classOf(row: Row): string {
  if (row.class !== undefined) return row.class
  if (isUsml(row)) return 'USML_MT'
  return row.kind === 'commodity' ? 'COMPONENT_EAR_MT' : 'TECH_EAR_MT'
}

const annexOf = (row: Row | undefined): string[] => [...(row?.recalled ?? row?.annex ?? [])]
const citeOf = (row: Row): Family['cites'][number] =>
  isUsml(row) ? { source: 'itar-121', section: row.entry.slice('USML '.length) } : { source: 'ear-774', section: row.entry }

const isAll = ({ mt }: Row): boolean => mt.startsWith('all')

function entryOf(row: Row, when: WrittenCondition | undefined, presumed: Readonly<Record<string, string>>): readonly Entry[] {
  if (row.quoted === undefined) return []
  const all = { class: classOf(row), entry: row.entry }
  const lands = isAll(row)
    ? [all]
    : [
        { ...all, when: when ?? { 'mt-reason': 'ear-mt' } },
        ...(when === undefined ? [] : outside.slice(0, 1)),
        { class: 'ITEM_EAR_NON_MT' },
      ]
  return [
    {
      entry: row.quoted,
      name: `${row.name} of ECCN ${row.entry}`,
      lands,
      ...(isAll(row) ? {} : { presumed: when === undefined ? { 'mt-reason': 'ear-mt' } : presumed }),
      series: /^\dA?[A-E]6\d\d/.test(row.entry) ? '600-series' : /^9[A-E]515/.test(row.entry) ? '9x515' : 'other',
      ...(/^(?:7A|9A101)/.test(row.entry) ? { replaceable: true } : {}),
      annex: annexOf(row),
    },
  ]
}

/** A figure as the facts have it: in the base unit of its kind. A line in a unit of vague size is compared as it stands. */
function inBase(value: number, unit: string | undefined, quantities: QuantitiesData): number {
  if (unit === undefined || unit === '' || quantities.units.some(({ base }) => base === unit)) return value
  const names = quantities.units.flatMap((kind) => kind.names)
  const found = names.find((one) => one.names.includes(unit)) ?? names.find((one) => one.names.includes(unit.toLowerCase()))
  if (found === undefined) throw new Error(`quantities.yaml has no unit \`${unit}\``)
  return value * (found.factor ?? 1)
}

type Edge = { readonly at: number; readonly under: string; readonly from: string; readonly id: string }

/** Where the rows draw their lines, in the unit of the figure: what is said below and from each. */
function edgesOf(figure: PartFigure, rows: readonly Row[]): readonly Edge[] {
  const bounds = rows.flatMap((row) => (row.figures ?? []).filter((one): one is Read => 'of' in one && one.of === figure.id))
  const edges = bounds.flatMap(({ min, max, above, below }): Edge[] => [
    ...(min === undefined
      ? []
      : [{ at: min * (1 - onTheLine), id: `${min}`, under: `under ${measured(min, figure)}`, from: `${measured(min, figure)} or more` }]),
    ...(below === undefined
      ? []
      : [
          {
            at: below * (1 + onTheLine),
            id: `${below}`,
            under: `under ${measured(below, figure)}`,
            from: `${measured(below, figure)} or more`,
          },
        ]),
    ...(max === undefined
      ? []
      : [{ at: max * (1 + onTheLine), id: `${max}`, under: `up to ${measured(max, figure)}`, from: `more than ${measured(max, figure)}` }]),
    ...(above === undefined
      ? []
      : [
          {
            at: above * (1 - onTheLine),
            id: `${above}`,
            under: `up to ${measured(above, figure)}`,
            from: `more than ${measured(above, figure)}`,
          },
        ]),
  ])
  const sorted = [...new Map(edges.map((edge) => [edge.at, edge])).values()].toSorted((a, b) => a.at - b.at)
  return sorted.map((edge, index) => (sorted[index - 1]?.id === edge.id ? { ...edge, id: `${edge.id}-up` } : edge))
}

/** A number as people read it: 500,000. */
const told = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 6 })

function factOf(figure: PartFigure, rows: readonly Row[], quantities: QuantitiesData): FactEntry {
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
    answers: [
      { value: `under-${first.id}`, from: 0, say: first.under },
      ...edges.map((edge, index) => {
        const next = edges[index + 1]
        return { value: `from-${edge.id}`, from: base(edge.at), say: next === undefined ? edge.from : `${edge.from}, ${next.under}` }
      }),
    ],
  }
}

const linesOf = ({ id, ...unit }: PartFigure, rows: readonly Row[]): readonly string[] =>
  rows.flatMap((row) =>
    (row.figures ?? []).flatMap((one) => ('of' in one && one.of === id ? [`${row.entry} ${boundWords(one, unit)}`] : [])),
  )

/** The line that a figure of a list draws, in words. */
export function boundWords({ min, max, above, below }: Omit<Read, 'of'>, unit: Pick<PartFigure, 'unit' | 'before'>): string {
  return [
    ...(min === undefined ? [] : [`${measured(min, unit)} or more`]),
    ...(above === undefined ? [] : [`more than ${measured(above, unit)}`]),
    ...(max === undefined ? [] : [`up to ${measured(max, unit)}`]),
    ...(below === undefined ? [] : [`under ${measured(below, unit)}`]),
  ].join(' and ')
}

/** A figure of a list as people read it: "0.5 °/h", "Mach 3". */
const measured = (value: number, { unit, before }: Pick<PartFigure, 'unit' | 'before'>): string =>
  unit === '' ? told(value) : before === true ? `${unit} ${told(value)}` : `${told(value)} ${unit}`

const bandAt = (fact: FactEntry | undefined, value: number): string => fact?.answers?.findLast(({ from = 0 }) => from <= value)?.value ?? ''

/** The answers of a fact that lie inside a line. */
function inside(fact: FactEntry | undefined, { min, max, above, below }: Omit<Read, 'of'>, base: (value: number) => number): string[] {
  const low = base(Math.max(min ?? -Infinity, above ?? -Infinity)) * (1 - onTheLine) * (1 - 1e-9)
  const high = base(Math.min(max ?? Infinity, below ?? Infinity)) * (1 + onTheLine) * (1 + 1e-9)
  const answers = fact?.answers ?? []
  return answers.flatMap(({ value, from = 0 }, index) =>
    from >= low && (answers[index + 1]?.from ?? (high === Infinity ? high : Infinity)) <= high ? [value] : [],
  )
}

/** What must hold for a row to speak: each of its figures that is read, or one in its place. */
function conditionOf(
  row: Row,
  of: ReadonlySet<string> | undefined,
  facts: ReadonlyMap<string, FactEntry>,
  base: (id: string, value: number) => number,
): WrittenCondition | undefined {
  const groups: WrittenCondition[][] = []
  for (const one of row.figures ?? []) {
    if (!('of' in one) || of?.has(one.of) === false || facts.get(one.of) === undefined) continue
    const holds: WrittenCondition = { [one.of]: inside(facts.get(one.of), one, (value) => base(one.of, value)) }
    if (one.or === true) groups.at(-1)?.push(holds)
    else groups.push([holds])
  }
  const all = [
    ...(row.when === undefined ? [] : [row.when]),
    ...groups.map((group): WrittenCondition => (group.length === 1 && group[0] !== undefined ? group[0] : { any: group })),
  ]
  return all.length === 0 ? undefined : all.length === 1 ? all[0] : { all }
}

/** The rows and figures of a thing: by its family, or by the row whose entry is quoted. */
export function partOf({ parts, rows }: MissileLists, { kind, id }: { readonly kind: string; readonly id: string }): Part | undefined {
  if (kind !== 'entry') return parts.find(({ family }) => family === id)
  const row = rows.find(({ quoted }) => quoted === id)
  const part = row === undefined ? undefined : parts.find((one) => one.rows.includes(row) || usesOf(row, one))
  return row === undefined ? undefined : { family: id, rows: [row], figures: part?.figures ?? [] }
}
