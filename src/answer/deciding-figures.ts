import type { Base } from '../knowledge/base.ts'
import { boundWords } from '../knowledge/missile-lines.ts'
import { isUsml, isWhole, partOf, type Part } from '../knowledge/missile-lists.ts'
import type { Row } from '../knowledge/missile-lists-schema.ts'
import type { FactEntry } from '../knowledge/fact-schema.ts'
import type { Reading } from '../language/reading.ts'
import type { Block } from '../port/reply.ts'
import type { DecidedLeg } from './leg.ts'
import { listWords } from './words.ts'

/**
 * What the missile technology lists say about an item, given its figures, as the title and blocks of a
 * reply: the entry that controls the item, the entries that its figures exclude, or the figure that would
 * decide.
 */
export type EntryByFigures = {
  readonly title: string
  readonly blocks: readonly Block[]
  /**
   * The figure to ask for: the first one that would decide and was not given. `undefined` if there is
   * nothing to ask.
   */
  readonly asks: FactEntry | undefined
}

type Words = Pick<EntryByFigures, 'title' | 'blocks'>
type Figure = Extract<NonNullable<Row['figures']>[number], { readonly of: string }>

/**
 * One figure of a list row, compared with what is known of the item.
 * - `isIn`: the item is within the bounds of the row; `undefined` if that is not known.
 * - `isTold`: the asker gave the figure.
 */
type ComparedFigure = {
  readonly figure: Figure
  readonly isIn: boolean | undefined
  readonly isTold: boolean
  /** The comparison in words: "350 km is not below 300 km (range)". */
  readonly comparison: string
  /** The bounds in words, with what they are of: "range of 300 km or more". */
  readonly bounds: string
}

/**
 * A list row compared with all facts. `isIn`: the row applies to the item; `undefined` if that is not
 * known. `told`: the figures of the row that the asker gave. `untold`: its other figures.
 */
type Tried = {
  readonly row: Row
  readonly isIn: boolean | undefined
  readonly told: readonly ComparedFigure[]
  readonly untold: readonly ComparedFigure[]
}

/**
 * The rows and figures of the missile lists for the item of a reading or, for data and services, for the article they are about.
 * `undefined` if the lists have none.
 */
const partOfReading = (base: Base, { item, article }: Reading): Part | undefined => {
  const thing = article ?? item
  return thing === undefined ? undefined : partOf(base.missileLists, thing.source)
}

/** Whether a message gives a figure on which the list entry of its item depends. */
function tellsFigure(base: Base, reading: Reading | undefined): boolean {
  const part = reading === undefined ? undefined : partOfReading(base, reading)
  return part?.figures.some(({ id }) => reading?.facts[id] !== undefined || reading?.possible[id] !== undefined) === true
}

/**
 * Whether the reply must say which list entry controls the item. It must if the message gives a figure that
 * decides the entry. It also must if the message asks for the entry of an item whose entry depends on figures,
 * and names neither place nor entry.
 */
export function asksEntryByFigures(base: Base, reading: Reading | undefined, asksEntry: boolean): boolean {
  if (reading === undefined) return false
  const isOpen = reading.places.length === 0 && reading.item?.entry === undefined
  return tellsFigure(base, reading) || (asksEntry && isOpen && (partOfReading(base, reading)?.figures.length ?? 0) > 0)
}

/** What the missile lists say about a leg's item; `undefined` if they say nothing about it. */
export function entryByFigures(base: Base, leg: DecidedLeg): EntryByFigures | undefined {
  const { reading } = leg.leg
  const part = partOfReading(base, reading)
  if (part === undefined) return undefined
  const tried = part.rows.map((row) => tryRow(base, row, part, leg))
  const [quoted] = reading.item?.entry === undefined ? [] : tried
  if (quoted !== undefined && isWhole(quoted.row)) return { ...quotedOf(quoted, leg), asks: undefined }
  const inside = tried.find(({ isIn }) => isIn === true)
  const out = tried.filter(({ isIn, told }) => isIn === false && told.some((one) => one.isIn === false))
  const untold = part.figures.find(({ id }) => leg.stated[id] === undefined && reading.possible[id] === undefined)
  const asks = tellsFigure(base, reading) ? undefined : base.facts.get(untold?.id ?? '')
  if (inside !== undefined) return { ...insideOf(inside, out, part, leg), asks }
  if (out.length > 0) return { ...outsideOf(out, tried), asks: undefined }
  return part.figures.length === 0
    ? undefined
    : { title: openTitle(tried), blocks: openBlocks(tried), asks: asks ?? base.facts.get(untold?.id ?? '') }
}

/**
 * For an item whose entry the asker quotes: accepts the quoted entry, and names the figures that do not fit
 * it.
 */
function quotedOf({ row, told }: Tried, leg: DecidedLeg): Words {
  const out = told.flatMap(({ isIn, comparison }) => (isIn === false ? [comparison] : []))
  const lead =
    out.length === 0 ? `${entryOf(row)}.` : `${listWords(out)}, yet you quote ${entryWords(row)}, and I take it as quoted: ${entryOf(row)}.`
  return {
    title: `Controlled for missile technology: ${entryWords(row)}`,
    blocks: [{ kind: 'text', text: [lead, ...conditionsOf(row, leg)].join(' ') }],
  }
}

function tryRow(base: Base, row: Row, part: Part, leg: DecidedLeg): Tried {
  const own = new Set([...part.figures.map(({ id }) => id), ...vocabulary])
  const groups: ComparedFigure[][] = []
  for (const figure of row.figures ?? []) {
    if (!('of' in figure) || !own.has(figure.of)) continue
    const compared = compareFigure(base, figure, part, leg)
    if (figure.or === true) groups.at(-1)?.push(compared)
    else groups.push([compared])
  }
  const isWhen =
    row.when === undefined ? true : Object.entries(row.when).every(([fact, words]) => [words].flat().includes(String(leg.facts[fact])))
  const any = groups.map((group) =>
    group.some(({ isIn }) => isIn === true) ? true : group.every(({ isIn }) => isIn === false) ? false : undefined,
  )
  const isIn = !isWhen || any.includes(false) ? false : any.includes(undefined) ? undefined : true
  const all = groups.flat()
  return { row, isIn, told: all.filter(({ isTold }) => isTold), untold: all.filter(({ isTold }) => !isTold) }
}

/**
 * Figures that are compared for every item of the missile lists, in addition to those that the lists give
 * for that item.
 */
const vocabulary = ['range', 'payload', 'impulse', 'tank']

function compareFigure(base: Base, figure: Figure, part: Part, { facts, leg: { reading } }: DecidedLeg): ComparedFigure {
  const fact = base.facts.get(figure.of)
  const known = part.figures.find(({ id }) => id === figure.of)
  const unit = known ?? { unit: fact?.unit ?? '' }
  const bands = base.missileLists.inside(fact, figure)
  const value = facts[figure.of]
  const isIn = typeof value === 'string' ? bands.includes(value) : undefined
  const typed = reading.figures[figure.of]
  const isTold = typed !== undefined && reading.facts[figure.of] !== undefined
  const isOnLine =
    isTold && [figure.min, figure.max, figure.above, figure.below].some((line) => line !== undefined && numberOf(typed) === line)
  const bounds = boundWords(figure, unit)
  const what = known?.what ?? fact?.name ?? figure.of
  return {
    figure,
    isIn,
    isTold,
    bounds: `${what} of ${bounds}`,
    comparison:
      isIn === true
        ? isOnLine && figure.min === undefined && figure.max === undefined
          ? `${typed} is on the line and read as ${bounds} (${what})`
          : `${typed ?? ''} counts as ${bounds} (${what})`
        : `${typed ?? ''} is not ${bounds} (${what})`,
  }
}

const numberOf = (typed: string): number => Number(/\d[\d,]*(?:\.\d+)?/.exec(typed)?.[0].replaceAll(',', '') ?? Number.NaN)

/** An entry in words: "USML IV(d)(1)", "ECCN 9A012". */
const entryWords = (row: Row): string => (isUsml(row) ? row.entry : `ECCN ${row.entry}`)

const annexWords = ({ annex, recalled }: Row): string =>
  annex === undefined && recalled === undefined
    ? ''
    : `, Annex ${(recalled ?? annex ?? []).join(', ')}${recalled === undefined ? '' : ' (item from memory, not verified)'}`

function insideOf({ row, told }: Tried, out: readonly Tried[], part: Part, leg: DecidedLeg): Words {
  const deciding = told.filter(({ isIn }) => isIn === true).map(({ comparison }) => comparison)
  const isPresumed = deciding.length + out.length === 0 && part.figures.length > 0
  const lead =
    deciding.length > 0
      ? `${listWords(deciding)}: ${entryOf(row)}.`
      : out.length > 0
        ? `${fallOut(out).join(' ')} What is left is ${entryOf(row)}.`
        : isPresumed
          ? `Presumed ${entryOf(row)}: no figure that decides was told.`
          : `${entryOf(row)}.`
  return {
    title: `${isPresumed ? 'Presumed controlled' : 'Controlled'} for missile technology: ${entryWords(row)}`,
    blocks: [
      {
        kind: 'text',
        text: [
          lead,
          ...conditionsOf(row, leg),
          'This classification is presumed from your words: engineering and counsel confirm it.',
        ].join(' '),
      },
    ],
  }
}

/** An entry with "MT" and its Annex item: "9A012, MT, Annex 19.A.2". */
const entryOf = (row: Row): string => `${row.entry}, MT${annexWords(row)}`

/**
 * Sentences on what else a row requires, which list must be checked before it, and which agency licenses
 * the item.
 */
function conditionsOf(row: Row, leg: DecidedLeg): readonly string[] {
  const before = (row.see ?? '').split(';').filter((one) => /first\b/i.test(one))
  return [
    ...(isWhole(row) ? [] : [`Its MT part: ${row.mt}.`]),
    ...(row.also === undefined ? [] : [`The entry also asks for, and I take it to be so: ${row.also.join('; ')}.`]),
    ...(row.usable === undefined ? [] : [usable[row.usable]]),
    ...(before.length === 0 || leg.facts.destination !== undefined ? [] : [`Before it comes: ${before.join(';').trim()}.`]),
    isUsml(row) ? 'Agency: the State Department (ITAR).' : 'Agency: Commerce, BIS (EAR).',
  ]
}

const usable = {
  missiles: 'I take it to be usable in a vehicle that carries 500 kg to 300 km.',
  range: 'I take it to be usable in a rocket or unmanned aircraft that reaches 300 km.',
} as const

/**
 * Sentences on which rows do not apply to an item, and because of which figure. Rows excluded by the same
 * figure are in one sentence.
 */
const fallOut = (out: readonly Tried[]): readonly string[] =>
  [...Map.groupBy(out, ({ told }) => listWords(told.filter(({ isIn }) => isIn === false).map(({ comparison }) => comparison)))].map(
    ([by, some]) => `${by}: it falls out of ${partsWords(some.map(({ row }) => row))}.`,
  )

/** Rows in words: "ECCN 7A103 and the MT part of USML XII(d)". */
function partsWords(rows: readonly Row[]): string {
  const [whole, parts] = [rows.filter(isWhole), rows.filter((row) => !isWhole(row))].map((some) => [...new Set(some.map(entryWords))])
  return listWords([...(whole ?? []), ...(parts === undefined || parts.length === 0 ? [] : [`the MT part of ${listWords(parts)}`])])
}

function outsideOf(out: readonly Tried[], tried: readonly Tried[]): Words {
  const open = tried.filter(({ isIn }) => isIn === undefined).map(({ row }) => entryWords(row))
  const untold = tried.flatMap(({ row, isIn, told, untold: all }) =>
    isIn === false && !told.some((one) => one.isIn === false)
      ? all.filter((one) => one.isIn === false).map(({ bounds }) => `${bounds} (${entryWords(row)})`)
      : [],
  )
  return {
    title: `Outside ${partsWords(out.map(({ row }) => row))}, not cleared`,
    blocks: [
      {
        kind: 'text',
        text: [
          ...fallOut(out),
          ...(untold.length === 0 ? [] : [`Not told, so I assumed it has none of this: ${untold.join('; ')}.`]),
          ...(open.length === 0 ? [] : [`Still open: ${listWords(open)}.`]),
          'Another entry, another reason for control or the ITAR may still name it.',
        ].join(' '),
      },
    ],
  }
}

const openTitle = (tried: readonly Tried[]): string =>
  `A figure decides whether ${listWords(
    tried.map(({ row }) => entryWords(row)),
    'or',
  )} names it`

const openBlocks = (tried: readonly Tried[]): readonly Block[] => {
  const told = tried.flatMap((one) =>
    one.told.map(({ comparison, isIn }) => (isIn === true ? `${comparison}: as ${entryWords(one.row)} asks` : comparison)),
  )
  return told.length === 0 ? [] : [{ kind: 'text', text: `${[...new Set(told)].join('. ')}.` }]
}
