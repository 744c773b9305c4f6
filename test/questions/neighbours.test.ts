import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { talk } from '../licet.ts'
import { severity, type ShownVerdict } from '../../src/engine/shown-verdict.ts'

/**
 * Sentences similar to ones that were answered too mildly, and similar honest ones. Their author is a practitioner who had not
 * seen the code; `verdictAny` lists the verdicts that the law allows.
 */
type Neighbour = {
  readonly id: string
  readonly turns: readonly string[]
  readonly kind: string
  readonly verdictAny: readonly ShownVerdict[]
  readonly why: string
}

const neighbours: readonly Neighbour[] = readFileSync(new URL('neighbours.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Neighbour)

/** Still answered too mildly, with what is not understood. */
const open: Readonly<Record<string, string>> = {
  N192: 'a group by half its name',
  N366: 'a slip of the tongue that names a country',
}

const isControl = ({ kind }: Neighbour): boolean => kind.startsWith('control')
const mildest = ({ verdictAny }: Neighbour): number => Math.min(...verdictAny.map((said) => severity.indexOf(said)))
const said = ({ turns }: Neighbour): ShownVerdict | null => talk(...turns).verdict

describe('sentences similar to ones that were answered too mildly', () => {
  test.each(neighbours.filter((one) => !isControl(one) && open[one.id] === undefined))('$id, $kind: $turns', (one) => {
    const verdict = said(one)
    // A question back counts as strict enough, and no verdict clears nothing.
    const isQuestion = verdict === null || verdict === 'need-facts' || verdict === 'ask-counsel'
    expect(isQuestion || severity.indexOf(verdict) >= mildest(one)).toBe(true)
  })

  test.each(neighbours.filter(({ id }) => open[id] !== undefined))(
    '$id is still answered too mildly (once it is right, remove it from the list)',
    (one) => {
      const verdict = said(one)
      expect(verdict !== null && severity.indexOf(verdict) < mildest(one)).toBe(true)
    },
  )

  test('of the honest ones little more than one in ten gets a question back', () => {
    const controls = neighbours.filter(isControl)
    const asked = controls.filter((one) => !one.verdictAny.includes(said(one) ?? 'need-facts'))
    expect(asked.length / controls.length).toBeLessThanOrEqual(0.11)
  })
})
