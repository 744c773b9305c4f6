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

describe('a recorded leg', () => {
  test('gives the same result from the recorded data alone', () => {
    expect(legs.length).toBeGreaterThan(500)
    for (const { leg, answer } of legs) {
      const recorded = JSON.parse(JSON.stringify(recordLeg(leg))) as ReturnType<typeof recordLeg>
      expect(decideRecorded(base, recorded, today)).toEqual({ shown: leg.shown, rules: answer?.rules, citations: answer?.citations })
    }
  })

  test('contains no words of people', () => {
    for (const { leg } of legs) {
      const kept = JSON.stringify(recordLeg(leg))
      expect(kept).not.toContain('"typed"')
    }
  })

  test('changes with the law, but not with a new name for an item', () => {
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
    expect(decideRecorded(taught.base, recordLeg(leg), today)?.shown).toBe('case-by-case')
    expect(decideRecorded(stricter.base, recordLeg(leg), today)?.shown).toBe('presumption-of-denial')
  })

  test('cannot be decided if the knowledge no longer has its item', () => {
    const leg = talk('SLV stage to Australia').legs[0]
    if (leg === undefined) throw new Error('no leg')
    const recorded = { ...recordLeg(leg), item: { kind: 'family', id: 'gone', level: 'part' } as const }
    expect(decideRecorded(answerer.base, recorded, today)).toBeUndefined()
  })

  test('of an older program gives the same result if its class was certain and nothing was held back', () => {
    // Older programs did not record open figures, the subject of know-how or the series of an entry; there only the words tell.
    const settled = legs.filter(
      ({ leg: { classes, isHeld, shown, leg } }) =>
        classes.length === 1 &&
        !isHeld &&
        shown !== 'need-facts' &&
        leg.days.length === 1 &&
        leg.place?.codes.length === 1 &&
        Object.keys(leg.reading.possible).length === 0 &&
        leg.reading.article === undefined &&
        leg.reading.item?.entry === undefined,
    )
    expect(settled.length).toBeGreaterThan(100)
    for (const { leg } of settled) expect(decideEarlier(base, { classes: leg.classes, facts: leg.facts }, today).shown).toBe(leg.shown)
  })
})
