import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createAnswerer } from '../../src/answer/answerer.ts'
import { decideEarlier, decideRecorded, recordLeg } from '../../src/answer/recorded.ts'
import { answerer, base, files, talk, today } from '../licet.ts'

const questions: ReadonlyArray<{ readonly turns: readonly string[] }> = readFileSync(
  new URL('../questions/neighbours.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { readonly turns: readonly string[] })

const asked = questions.map(({ turns }) => talk(...turns))
const legs = asked.flatMap(({ legs: decided, answers }) => decided.map((leg, index) => ({ leg, answer: answers[index] })))

describe('a leg that was recorded', () => {
  test('comes out as it did, from what was recorded alone', () => {
    expect(legs.length).toBeGreaterThan(500)
    for (const { leg, answer } of legs) {
      const recorded = JSON.parse(JSON.stringify(recordLeg(leg))) as ReturnType<typeof recordLeg>
      expect(decideRecorded(base, recorded, today)).toEqual({ said: leg.said, rules: answer?.rules, citations: answer?.citations })
    }
  })

  test('keeps none of the words', () => {
    for (const { leg } of legs) {
      const kept = JSON.stringify(recordLeg(leg))
      expect(kept).not.toContain('"typed"')
    }
  })

  test('moves with the law, and not with a name that is taught', () => {
    const taught = createAnswerer({
      ...files,
      'items.yaml': (files['items.yaml'] ?? '').replace('names: [stage,', 'names: [stage, blorp,'),
    })
    const stricter = createAnswerer({
      ...files,
      'rules/us-policy.yaml': (files['rules/us-policy.yaml'] ?? '').replaceAll('outcome: case-by-case', 'outcome: presumption-of-denial'),
    })
    const leg = talk('SLV stage to Australia for a civil launcher').legs[0]
    if (leg === undefined) throw new Error('no leg')
    expect(decideRecorded(taught.base, recordLeg(leg), today)?.said).toBe('case-by-case')
    expect(decideRecorded(stricter.base, recordLeg(leg), today)?.said).toBe('presumption-of-denial')
  })

  test('is nothing where the knowledge does not have its thing any more', () => {
    const leg = talk('SLV stage to Australia').legs[0]
    if (leg === undefined) throw new Error('no leg')
    const recorded = { ...recordLeg(leg), item: { kind: 'family', id: 'gone', level: 'part' } as const }
    expect(decideRecorded(answerer.base, recorded, today)).toBeUndefined()
  })

  test('of an earlier program comes out as it did where its class was settled and the net held nothing', () => {
    // Open figures, what know-how was of and the series of an entry were not recorded then: there only the words tell.
    const settled = legs.filter(
      ({ leg: { classes, isHeld, said, leg } }) =>
        classes.length === 1 &&
        !isHeld &&
        said !== 'need-facts' &&
        leg.days.length === 1 &&
        leg.place?.codes.length === 1 &&
        Object.keys(leg.reading.possible).length === 0 &&
        leg.reading.article === undefined &&
        leg.reading.item?.entry === undefined,
    )
    expect(settled.length).toBeGreaterThan(100)
    for (const { leg } of settled) expect(decideEarlier(base, { classes: leg.classes, facts: leg.facts }, today).said).toBe(leg.said)
  })
})
