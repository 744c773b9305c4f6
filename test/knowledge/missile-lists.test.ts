import { describe, expect, test } from 'vitest'
import type { Part } from '../../src/knowledge/missile-lists.ts'
import type { PartFigure, Row } from '../../src/knowledge/missile-lists-schema.ts'
import { createReader } from '../../src/language/understand.ts'
import { ask, base, today } from '../licet.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

const { rows, parts, inside } = base.missileLists
const reader = createReader(base)

type Bound = Extract<NonNullable<Row['figures']>[number], { readonly of: string }>

type Line = {
  readonly part: Part
  readonly row: Row
  readonly figure: PartFigure
  readonly name: string
  readonly within: number
  readonly beyond: number
  readonly bound: Bound
}

/** For each numeric limit in a row of the list: the figure with a value inside and one outside. */
const lines = parts.flatMap((part): Line[] => {
  const name = base.families.find(({ id }) => id === part.family)?.names[0] ?? ''
  return part.figures.flatMap((figure) =>
    rows.flatMap((row) =>
      (row.figures ?? []).flatMap((one): Line[] => {
        if (!('of' in one) || one.of !== figure.id) return []
        const { min, above, max, below } = one
        const [low, high] = [min ?? above, max ?? below]
        if (low !== undefined) return [{ part, row, figure, name, within: low, beyond: low * 0.9, bound: one }]
        return high === undefined ? [] : [{ part, row, figure, name, within: high, beyond: high * 1.1, bound: one }]
      }),
    ),
  )
})

const bandRead = ({ name, figure }: Line, value: number): string | undefined => {
  const told = figure.before === true ? `${figure.unit} ${value}` : `${value} ${figure.unit}`
  const read = reader.read(`a ${name}, ${figure.words?.[0] ?? ''} ${told}`, today)
  const reading = read.kind === 'read' ? read.readings.find(({ item }) => item?.source.id !== undefined) : undefined
  return reading?.facts[figure.id]
}

/** Rounds to three digits: a number with three digits after its point could be read as thousands. */
const plain = (value: number): number => Number(value.toPrecision(3))

describe('the missile-technology lists', () => {
  test('have every entry once', () => {
    expect(rows.length).toBeGreaterThanOrEqual(325)
    expect(new Set(rows.map(({ entry }) => entry)).size).toBe(rows.length)
  })

  test.each(lines.map((line) => [`${line.row.entry} ${line.figure.id}`, line] as const))(
    '%s: a value exactly at the limit counts as inside',
    (_, line) => {
      const within = inside(base.facts.get(line.figure.id), line.bound)
      expect(within).toContain(bandRead(line, plain(line.within)))
      expect(within).not.toContain(bandRead(line, plain(line.beyond)))
    },
  )

  test('never clear an item for a quoted entry that is controlled as a whole', () => {
    const cleared = rows
      .filter(({ kind, mt, quoted }) => kind !== 'pointer' && mt.startsWith('all') && quoted !== undefined)
      .map(({ entry }) => entry)
      .filter((entry) => severity.indexOf(ask(`ECCN ${entry} to Germany`).verdict ?? 'need-facts') < severity.indexOf('case-by-case'))
    expect(cleared).toEqual([])
  })

  test('use Category I only for what Annex Items 1 and 2 name', () => {
    const first = base.entries
      .filter(({ lands }) => lands.some(({ class: id }) => id === 'PRODEQ_EAR_MT'))
      .flatMap(({ entry }) => entry.match(/\d[A-E]\d{3}/g) ?? [])
    expect([...new Set(first)].toSorted()).toEqual(['9B115', '9B116', '9B604', '9B610'])
  })
})
