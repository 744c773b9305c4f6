import type { z } from 'zod'
import { bandAt, conditionOf, factOf, inBase, answersWithin } from './missile-lines.ts'
import { isUsml, isWhole, usesOf, type MissileLists, type Part } from './missile-lists.ts'
import type { partsSchema, PartFigure, Row } from './missile-lists-schema.ts'
import type { FactEntry } from './fact-schema.ts'
import type { Entry, Family, Landing, WrittenCondition } from './schema.ts'
import type { QuantitiesData } from './quantities-schema.ts'

/**
 * Makes facts, families and entries from the rows of the missile lists and the things of parts.yaml. Throws
 * if parts.yaml names a row or a unit that does not exist, or a figure that no row reads.
 */
export function makeMissileLists(
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
        ...(thing.slang === undefined ? {} : { slang: thing.slang }),
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
    inside: (fact, line) => answersWithin(fact, line, (value) => inBase(value, drawn.get(line.of)?.unit, known.quantities)),
    facts,
    families: [...families, ...rows.filter(isThing).map(familyOf)],
    entries: rows.flatMap((row) =>
      entryOf(row, ofRow(row, figuresOf(owner(row))), beyondOf(row, ofRow), presumedOf(owner(row)?.figures ?? [])),
    ),
  }
}

/**
 * The condition for an item that is in the entry but outside the part controlled for missile technology.
 * `undefined`: no figure of the row limits only that part. `{}`: every item outside that part is still in
 * the entry.
 */
function beyondOf(
  row: Row,
  conditionIn: (row: Row, of: ReadonlySet<string>) => WrittenCondition | undefined,
): { readonly when?: WrittenCondition } | undefined {
  const read = (row.figures ?? []).flatMap((one) => ('of' in one ? [one] : []))
  if (!read.some(({ mt }) => mt === true)) return undefined
  const when = conditionIn(row, new Set(read.flatMap(({ of, mt }) => (mt === true ? [] : [of]))))
  return when === undefined ? {} : { when }
}

const figuresOf = (part: Part | undefined): ReadonlySet<string> => new Set((part?.figures ?? []).map(({ id }) => id))
/**
 * The last landings of a thing; they apply if none of its rows does. Another list can still control the
 * thing, so they ask for the fact `mt-reason`.
 */
const outside: readonly Landing[] = [
  { class: 'COMPONENT_EAR_MT', when: { 'mt-reason': 'ear-mt' } },
  { class: 'USML_MT', when: { 'mt-reason': 'usml-mt' } },
  { class: 'ITEM_EAR_NON_MT' },
]

/**
 * How many of the landings (one for each row, then `outside`) can be reached. A row without a condition
 * always applies, so the landings after it are left out.
 */
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
  ...(row.slang === undefined ? {} : { slang: row.slang }),
  lands: [landingOf(row, undefined)],
  annex: annexOf(row),
  cites: [citeOf(row)],
})

const landingOf = (row: Row, when: WrittenCondition | undefined): Landing => ({
  class: classOf(row),
  ...(when === undefined ? {} : { when }),
  entry: row.entry,
})

function classOf(row: Row): string {
  if (row.class !== undefined) return row.class
  if (isUsml(row)) return 'USML_MT'
  if (row.kind !== 'commodity') return 'TECH_EAR_MT'
  return isMachine(row) ? 'PRODEQ_EAR_MT_II' : 'COMPONENT_EAR_MT'
}

/** Whether a row is in product group B of the Commerce Control List: equipment that makes or tests other items. */
const isMachine = ({ entry }: Row): boolean => /^\dB/.test(entry)

const annexOf = (row: Row | undefined): string[] => [...(row?.recalled ?? row?.annex ?? [])]
const citeOf = (row: Row): Family['cites'][number] =>
  isUsml(row) ? { source: 'itar-121', section: row.entry.slice('USML '.length) } : { source: 'ear-774', section: row.entry }

function entryOf(
  row: Row,
  when: WrittenCondition | undefined,
  beyond: ReturnType<typeof beyondOf>,
  presumed: Readonly<Record<string, string>>,
): readonly Entry[] {
  if (row.quoted === undefined) return []
  const all = { class: classOf(row), entry: row.entry }
  const lands = isWhole(row)
    ? [all]
    : [
        { ...all, when: when ?? { 'mt-reason': 'ear-mt' } },
        ...(beyond === undefined ? [] : [{ class: 'ITEM_EAR_NON_MT', ...beyond }]),
        ...(when === undefined || (beyond !== undefined && beyond.when === undefined) ? [] : outside.slice(0, 1)),
        ...(beyond !== undefined && beyond.when === undefined ? [] : [{ class: 'ITEM_EAR_NON_MT' }]),
      ]
  return [
    {
      entry: row.quoted,
      name: `${row.name} of ECCN ${row.entry}`,
      lands,
      ...(isWhole(row) ? {} : { presumed: when === undefined ? { 'mt-reason': 'ear-mt' } : presumed }),
      series: /^\dA?[A-E]6\d\d/.test(row.entry) ? '600-series' : /^9[A-E]515/.test(row.entry) ? '9x515' : 'other',
      ...(/^(?:7A|9A101)/.test(row.entry) ? { replaceable: true } : {}),
      annex: annexOf(row),
    },
  ]
}
