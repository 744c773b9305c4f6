import { describe, expect, test } from 'vitest'
import { phraseChange } from '../../src/language/form/change.ts'
import { base, talk } from '../licet.ts'
import { sampled } from '../seed.ts'

const deals = [
  'can we sell an SLV stage to Australia?',
  'can we sell a 9A012 drone to Poland?',
  'can we send a drawing of a rocket stage to Japan?',
  'EAR99 bolts to Germany for a car plant',
]

const all = [...base.facts.values()].flatMap(({ id, answers = [] }) => answers.map(({ value, say }) => ({ id, value, say })))

describe('a fact changed by a button or form', () => {
  test('is written in words that no other change has', () => {
    const said = all.map(({ id, value }) => phraseChange(base, { [id]: value }))
    expect(new Set(said).size).toBe(all.length)
    expect(all.filter(({ say }) => say.includes('; '))).toEqual([])
  })

  test.each(deals.map((deal, turn) => [deal, turn] as const))(
    'replaces the fact of "%s" exactly as picked, for every fact and value',
    (deal, turn) => {
      const wrong = sampled(all, 4, turn).filter(
        ({ id, value }) => talk(deal, phraseChange(base, { [id]: value })).legs[0]?.facts[id] !== value,
      )
      expect(wrong).toEqual([])
    },
  )

  test('leaves nothing of the earlier change', () => {
    const changed = talk('can we sell an SLV stage to Australia?', 'Change: under 300 km', 'Change: 300 km or more')
    expect(changed.verdict).toBe(talk('can we sell an SLV stage to Australia?').verdict)
  })

  test.each([
    ['rocket stage to Japan for a nuclear warhead', 'Change: no use with weapons of mass destruction known', 'prohibited'],
    ['igniters to Australia, it is classified', 'Change: nothing classified', 'ask-counsel'],
    ['igniters to Australia, the buyer is on the Entity List', 'Change: screened without a match', 'ask-counsel'],
  ])('cannot undo what stops a deal: %s // %s', (deal, change, verdict) => expect(talk(deal, change).verdict).toBe(verdict))

  test.each(['Change: under 300 km', 'Change: something else', 'Change:'])('%s without a deal has no effect', (words) => {
    expect(talk(words).legs.flatMap(({ stated }) => Object.keys(stated))).toEqual([])
  })
})
