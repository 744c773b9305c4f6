import type { Base } from '../knowledge/base.ts'
import { isUsml } from '../knowledge/missile-lists.ts'
import type { Row } from '../knowledge/missile-lists-schema.ts'
import type { Reading } from '../language/reading.ts'
import { dateWords } from '../port/date-words.ts'
import { entriesNamed, entriesWithLimit, figuresOf, type FigureLimit } from './entries-named.ts'

/** A reply shows at most this many rows of an entry, and says how many more there are. */
const mostRows = 6

/**
 * Explains a quoted list entry, row by row from the missile lists: "What lives in 9B116?". If the message
 * quotes no entry, it explains the entries whose names fit the question: "Which USML paragraph covers flight
 * termination hardware?". Empty unless the message asks for an entry that the lists have, and names no place.
 */
export function entryFacts(base: Base, asksEntry: boolean, text: string, reading: Reading | undefined): readonly string[] {
  if (!asksEntry || (reading?.places.length ?? 0) > 0) return []
  const quoted = reading?.item?.entry
  const rows = quoted === undefined ? entriesNamed(base, text) : rowsOf(base.missileLists.rows, quoted)
  if (rows.length === 0) return []
  const shown = rows.slice(0, mostRows)
  const lines = shown.map((row) => `${row.entry}: ${row.name} (${markOf(row)})`)
  const more = rows.length > mostRows ? `; and ${rows.length - mostRows} more paragraphs` : ''
  return [`${quoted === undefined ? 'By its name: ' : ''}${lines.join('; ')}${more}. ${textsRead(shown)}`]
}

/**
 * The figures of the entries whose names and figures fit the question: "From which dielectric constant are
 * radome ceramics controlled?". Empty if none fits.
 */
export function limitFacts(base: Base, text: string): readonly string[] {
  const rows = entriesWithLimit(base, text)
  const lines = rows.map((row) => `${row.entry}: ${row.name}: ${figuresOf(base, row).map(lineOf).join('; ')} (${markOf(row)})`)
  return rows.length === 0 ? [] : [`${lines.join('. ')}. ${textsRead(rows)}`]
}

const lineOf = ({ what, bounds }: FigureLimit): string => `${what} ${bounds}`

/** The day of the text of each list from which rows are shown. */
const textsRead = (rows: readonly Row[]): string =>
  `The ${[true, false]
    .flatMap((ofUsml) => {
      const own = rows.find((row) => isUsml(row) === ofUsml)
      return own === undefined ? [] : [`${ofUsml ? 'Munitions List' : 'Commerce Control List'} in the text of ${dateWords(own.read)}`]
    })
    .join('; the ')}.`

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
