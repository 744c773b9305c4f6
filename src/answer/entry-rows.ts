import type { Base } from '../knowledge/base.ts'
import { isUsml } from '../knowledge/missile-lists.ts'
import type { Row } from '../knowledge/missile-lists-schema.ts'
import type { Reading } from '../language/reading.ts'
import { dateWords } from '../port/date-words.ts'

/** A reply shows at most this many rows of an entry, and says how many more there are. */
const mostRows = 6

/**
 * Explains a quoted list entry, row by row from the missile lists: "What lives in 9B116?". Empty unless the message asks for an entry,
 * quotes one that the lists have, and names no place.
 */
export function entryFacts(base: Base, asksEntry: boolean, reading: Reading | undefined): readonly string[] {
  const quoted = reading?.item?.entry
  if (!asksEntry || quoted === undefined || reading === undefined || reading.places.length > 0) return []
  const rows = rowsOf(base.missileLists.rows, quoted)
  const [first] = rows
  if (first === undefined) return []
  const lines = rows.slice(0, mostRows).map((row) => `${row.entry}: ${row.name} (${markOf(row)})`)
  const more = rows.length > mostRows ? `; and ${rows.length - mostRows} more paragraphs` : ''
  return [
    `${lines.join('; ')}${more}. ${isUsml(first) ? 'The Munitions List' : 'The Commerce Control List'} ` +
      `in the text of ${dateWords(first.read)}.`,
  ]
}

/**
 * The rows of a quoted entry and of its paragraphs. A quoted paragraph without a row of its own gets the rows of the entries that contain
 * it.
 */
function rowsOf(rows: readonly Row[], quoted: string): readonly Row[] {
  const own = rows.filter(({ entry }) => isWithin(entry, quoted))
  return own.length > 0 ? own : rows.filter(({ entry }) => isWithin(quoted, entry))
}

const isWithin = (below: string, above: string): boolean =>
  below.toLowerCase() === above.toLowerCase() ||
  (below.toLowerCase().startsWith(above.toLowerCase()) && /^[.(]/.test(below.slice(above.length)))

/** Whether a row is controlled for missile technology (MT), or which part of it is, with its Annex item: "MT, Annex 19.A.2". */
const markOf = ({ mt, annex, recalled }: Row): string => {
  const items = recalled ?? annex ?? []
  const item = items.length === 0 ? '' : `, Annex ${items.join(', ')}${recalled === undefined ? '' : ' as recalled'}`
  return `${mt.startsWith('none') ? 'no MT' : mt === 'all' ? 'MT' : `MT: ${mt}`}${item}`
}
