import type { Line, PartFigure, Row } from './missile-lists-schema.ts'
import type { FactEntry } from './fact-schema.ts'
import type { Entry, Family } from './schema.ts'

/**
 * A thing (an item that the missile lists name): its family, its rows, strictest first, and the figures that
 * decide which of these rows applies.
 */
export type Part = { readonly family: string; readonly rows: readonly Row[]; readonly figures: readonly PartFigure[] }

/**
 * The rows and things of the missile lists, and the facts, families and entries that are made from them.
 * The program uses these like those that editors wrote by hand.
 */
export type MissileLists = {
  readonly rows: readonly Row[]
  readonly parts: readonly Part[]
  /** The answers of a fact whose values lie wholly within the bounds of a row. */
  readonly inside: (fact: FactEntry | undefined, line: Line) => readonly string[]
  readonly facts: readonly FactEntry[]
  readonly families: readonly Family[]
  readonly entries: readonly Entry[]
}

export const usesOf = (row: Row, { figures }: Part): boolean =>
  (row.figures ?? []).some((one) => 'of' in one && figures.some(({ id }) => id === one.of))

export const isUsml = ({ entry }: Pick<Row, 'entry'>): boolean => entry.startsWith('USML')

/** Whether the whole entry is controlled for missile technology. */
export const isWhole = ({ mt }: Pick<Row, 'mt'>): boolean => mt.startsWith('all')

/**
 * The rows and figures of an item, found by its family or, if `kind` is "entry", by the entry that was
 * quoted. `undefined` if the lists have none.
 */
export function partOf(lists: MissileLists, { kind, id }: { readonly kind: string; readonly id: string }): Part | undefined {
  let known = sorted.get(lists)
  if (known === undefined) sorted.set(lists, (known = partsByName(lists)))
  return kind === 'entry' ? known.byEntry.get(id) : known.byFamily.get(id)
}

/** Things (`Part`) by family, and by the pattern of a quoted entry; if several share one, the first. */
type PartsByName = { readonly byFamily: ReadonlyMap<string, Part>; readonly byEntry: ReadonlyMap<string, Part> }

const sorted = new WeakMap<MissileLists, PartsByName>()

function partsByName({ parts, rows }: MissileLists): PartsByName {
  const ofRow = (row: Row, quoted: string): Part => {
    const part = parts.find((one) => one.rows.includes(row) || usesOf(row, one))
    return { family: quoted, rows: [row], figures: part?.figures ?? [] }
  }
  const quoted = rows.flatMap((row) => (row.quoted === undefined ? [] : [[row.quoted, ofRow(row, row.quoted)] as const]))
  return { byFamily: new Map(parts.map((part) => [part.family, part] as const).toReversed()), byEntry: new Map(quoted.toReversed()) }
}
