import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { severity, type Said } from '../../src/engine/explore.ts'
import { talk } from '../licet.ts'

/**
 * Sentences near those that were once answered too mildly, and honest ones near them that are to be answered. A practitioner wrote
 * them who had not seen the code; `verdictAny` are the answers that the law allows.
 */
type Neighbour = {
  readonly id: string
  readonly turns: readonly string[]
  readonly kind: string
  readonly verdictAny: readonly Said[]
  readonly why: string
}

const neighbours: readonly Neighbour[] = readFileSync(new URL('neighbours.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Neighbour)

/** Answered too mildly still, each with what is not understood. */
const open: Readonly<Record<string, string>> = {
  N192: 'a group by half its name',
  N366: 'a slip of the tongue that names a country',
}

const isControl = ({ kind }: Neighbour): boolean => kind.startsWith('control')
const mildest = ({ verdictAny }: Neighbour): number => Math.min(...verdictAny.map((said) => severity.indexOf(said)))
const said = ({ turns }: Neighbour): Said | null => talk(...turns).verdict

describe('neighbours of what was answered too mildly', () => {
  test.each(neighbours.filter((one) => !isControl(one) && open[one.id] === undefined))('$id, $kind: $turns', (one) => {
    const verdict = said(one)
    // A question stands for every stricter answer; to say nothing clears nothing.
    const isQuestion = verdict === null || verdict === 'need-facts' || verdict === 'ask-counsel'
    expect(isQuestion || severity.indexOf(verdict) >= mildest(one)).toBe(true)
  })

  test.each(neighbours.filter(({ id }) => open[id] !== undefined))('$id is still open: when it holds, take it off the list', (one) => {
    const verdict = said(one)
    expect(verdict !== null && severity.indexOf(verdict) < mildest(one)).toBe(true)
  })

  test('of the honest ones hardly more than one in ten is asked', () => {
    const controls = neighbours.filter(isControl)
    const asked = controls.filter((one) => !one.verdictAny.includes(said(one) ?? 'need-facts'))
    expect(asked.length / controls.length).toBeLessThanOrEqual(0.11)
  })
})
