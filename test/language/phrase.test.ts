import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answer } from '../../src/answer/answer.ts'
import { decideLeg } from '../../src/answer/leg.ts'
import { activities, endUses, misread, phrase, type Picked } from '../../src/language/form/phrase.ts'
import { itemNamed, type ItemPick } from '../../src/language/form/picks.ts'
import { emptyReading, type ItemReading, type Reading } from '../../src/language/reading.ts'
import { militarized } from '../../src/language/deal/vehicle.ts'
import { answerer, ask, base, today } from '../licet.ts'
import { isFuzz } from '../seed.ts'

const named = (name: string): ItemPick => {
  const item = itemNamed(base, name)
  if (item === undefined) throw new Error(`no item ${name}`)
  return item
}
const isService = (item: ItemPick): boolean => item.source.id === 'launch-service'
const entries = [
  'EAR99',
  '9A012',
  '9A120',
  '9A515.h',
  '9A610.t',
  '7A103',
  '1C107',
  '9A101',
  '9B116',
  '9A119',
  'USML IV(d)(1)',
  'USML IV(h)(23)',
  'USML VIII(a)',
  'USML XV(e)',
]
const items: readonly ItemPick[] = [
  ...[...base.families, ...base.systems].flatMap(({ names }) => names.flatMap((name) => itemNamed(base, name) ?? [])),
  ...entries.map(named),
]
const things = items.filter((item) => !isService(item))
const uses = endUses(base).map(([value]) => value)
const deeds = activities(base).map(([value]) => value)
const isUs = (code: string): boolean => base.groupsOf(code, today).includes('us')
const codes = [...base.countries.keys()]
const abroad = codes.filter((code) => !isUs(code))
const days = [undefined, '1987-04-16', '2000-02-29', '2024-12-31', '2025-01-03', '2026-11-22']
const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T
const on = (asOf: string | undefined): { readonly asOf?: string } => (asOf === undefined ? {} : { asOf })

/** The question, with the fields that were not read as picked; empty if all were. */
const wrong = (picked: Picked): readonly string[] => {
  const question = phrase(base, picked)
  const fields = misread(base, answerer.reader, question, picked, today)
  return fields.length === 0 ? [] : [`${fields.join()} in: ${question}`]
}

describe('a question made from the fields of a form', () => {
  test.each<[picked: Omit<Picked, 'item'> & { readonly item: string }, question: string]>([
    [{ item: 'stage', to: ['AU'], endUse: 'unknown', activity: 'export' }, 'Can we export the stage to Australia?'],
    [
      { item: 'SLV', to: ['KR', 'GE', 'NL'], endUse: 'civil-space', activity: 'temporary', asOf: '2024-12-01' },
      'Can we temporarily export the SLV to South Korea, Georgia (country) or the Netherlands for a civil space launch, as of 2024-12-01?',
    ],
    [
      { item: '9A012', to: ['JP', 'US'], endUse: 'us-government', activity: 'deemed-export' },
      'Can we release technical data on the 9A012 item to a national of Japan or a national of the United States for a U.S. Government program?',
    ],
    [
      { item: 'satellite integration', to: ['IN'], endUse: 'other-civil', activity: 'export' },
      'Can we do this for India for other civil use: satellite integration?',
    ],
  ])('%j is "%s"', ({ item, ...rest }, question) => expect(phrase(base, { item: named(item), ...rest })).toBe(question))

  test('every end use and activity of the knowledge can be picked, with words of its own', () => {
    const of = (fact: string): readonly string[] => base.facts.get(fact)?.answers?.map(({ value }) => value) ?? []
    expect(uses).toEqual(['unknown', ...of('endUse'), 'us-government', 'wmd'])
    expect(deeds).toEqual(of('activity'))
    const item = named('stage')
    expect(new Set(uses.map((endUse) => phrase(base, { item, to: ['JP'], endUse, activity: 'export' }))).size).toBe(uses.length)
    expect(new Set(deeds.map((activity) => phrase(base, { item, to: ['JP'], endUse: 'unknown', activity }))).size).toBe(deeds.length)
  })
})

describe('the reader understands such a question exactly as picked', () => {
  test('for every item by every name, rotating activities, end uses, days and countries', () => {
    const found = things.flatMap((item, index) =>
      (isFuzz ? [0, 1, 2] : index % 29 === 0 ? [index % 3] : []).flatMap((turn) => {
        const step = index * 3 + turn
        return wrong({
          item,
          to: [at(abroad, step * 7), at(abroad, step * 7 + 101)].slice(0, 1 + (step % 2)),
          endUse: at(uses, step),
          activity: at(deeds, Math.floor(step / uses.length) + turn),
          ...on(at(days, step)),
        })
      }),
    )
    expect(things.length).toBeGreaterThan(3000)
    expect(found).toEqual([])
  })

  test('for every country, alone and in lists, with every activity', () => {
    const sample = ['stage', 'MQ-9', 'ammonium perchlorate', '9A012', 'civil drone'].map(named)
    const found = abroad.flatMap((code, index) =>
      deeds.flatMap((activity, turn) => {
        if (!isFuzz && (index + turn) % 41 > 0) return []
        const rest = { item: at(sample, index + turn), endUse: at(uses, index + turn), activity }
        const others = [at(abroad, index + 1), at(abroad, index + 17 + turn), at(abroad, index + 90)]
        return [
          ...wrong({ ...rest, to: [code] }),
          ...wrong({ ...rest, to: [code, ...others] }),
          ...wrong({ ...rest, to: [...others, code] }),
        ]
      }),
    )
    expect(found).toEqual([])
  })

  test('for every end use with every activity and item family', () => {
    const families = base.families
      .flatMap(({ names }) => names.flatMap((name) => itemNamed(base, name) ?? []).slice(0, 1))
      .filter((item) => !isService(item))
    const found = families.flatMap((item, index) =>
      uses.flatMap((endUse, use) =>
        deeds.flatMap((activity, deed) => (isFuzz || (index + use + deed) % 53 === 0 ? wrong({ item, to: ['JP'], endUse, activity }) : [])),
      ),
    )
    expect(families.length).toBeGreaterThan(30)
    expect(found).toEqual([])
  })

  test('for the United States and its territories alone, except a release to a foreign person', () => {
    const home = codes.filter(isUs)
    const found = home.flatMap((code) =>
      deeds.flatMap((activity) =>
        activity === 'deemed-export' ? [] : wrong({ item: named('stage'), to: [code], endUse: 'unknown', activity }),
      ),
    )
    expect([home.length, found]).toEqual([7, []])
  })

  test('what would be misread is reported by field', () => {
    const read = (item: string, to: readonly string[], activity: string) => {
      const picked = { item: named(item), to, endUse: 'unknown', activity }
      return misread(base, answerer.reader, phrase(base, picked), picked, today)
    }
    expect(read('stage', ['US', 'JP'], 'export')).toEqual(['to'])
    expect(read('stage', ['US', 'JP', 'CN'], 'export')).toEqual(['to'])
    expect(read('stage', ['US'], 'deemed-export')).toContain('activity')
    expect(read('launch integration', ['JP'], 'brokering')).toEqual(['activity'])
    expect(read('launch integration', ['JP'], 'service')).toEqual([])
  })
})

/** The item as the knowledge has it, read without other words. */
const bareItem = ({ said, source }: ItemPick): ItemReading => {
  const read = answerer.reader.read(source.kind === 'entry' ? said : `the ${said}`, today)
  const item = read.kind === 'read' ? read.readings[0]?.item : undefined
  if (item === undefined) throw new Error(`${said} is not read`)
  return item
}

/** The picked facts as a reading, made without a sentence. */
function readingOf({ item, endUse, activity }: Picked): Reading {
  const about = bareItem(item)
  const data = { 'technical-data': 'technical data', 'deemed-export': 'technical data', service: 'defense service' }[activity]
  const carrier = data === undefined ? undefined : ask(`Can we export ${data} to Japan?`).legs[0]?.leg.reading.item
  const facts: Record<string, string> = {
    ...(activity === 'export' ? {} : { activity }),
    ...({ unknown: {}, wmd: { wmd: 'known' }, 'us-government': { usGovernmentProgram: 'yes' } }[endUse] ?? { endUse }),
  }
  const alone = {
    ...emptyReading,
    facts,
    item: carrier ?? about,
    article: carrier === undefined ? undefined : about,
    vehicle: carrier !== undefined && about.level === 'vehicle' ? about : undefined,
  }
  return militarized(base, alone, facts)
}

const lists = fc.uniqueArray(fc.constantFrom(...abroad), { minLength: 1, maxLength: 20 })
const picks: fc.Arbitrary<Picked> = fc
  .record({
    item: fc.constantFrom(...things),
    to: lists,
    endUse: fc.constantFrom(...uses),
    activity: fc.constantFrom(...deeds),
    day: fc.constantFrom(...days),
  })
  .map(({ day, ...picked }) => ({ ...picked, ...on(day) }))

describe('the answer to a question made from a form', () => {
  test('equals the answer to the picked facts: class, verdict, end use, activity and day, by country', () => {
    fc.assert(
      fc.property(picks, (picked) => {
        const question = phrase(base, picked)
        // A missile for nuclear warheads asks what it is used for, whoever names it; a form has a field for that.
        const understood = answerer.reader.read(question, today)
        fc.pre(understood.kind === 'guarded' || understood.readings[0]?.possible['wmd'] === undefined)
        const { intent, answers } = ask(question)
        const asOf = picked.asOf ?? today
        const expected = picked.to.map((code) => {
          const place = { codes: [code], typed: code, role: 'destination' } as const
          const { classes, shown } = decideLeg(base, { reading: readingOf(picked), place, days: [asOf] }, today)
          return { destination: code, classes: [...classes].sort(), verdict: shown, activity: picked.activity, asOf }
        })
        const given = answers.map(({ item, destination, verdict, activity, asOf: day }) => ({
          destination,
          classes: [...(item.candidates.length > 0 ? item.candidates : [item.class])].sort(),
          verdict,
          activity,
          asOf: day,
        }))
        expect(intent).toBe(picked.to.length > 1 ? 'compare' : 'verdict')
        expect(given).toEqual(expected)
        if (picked.endUse !== 'unknown') expect(new Set(answers.map(({ endUse }) => endUse))).toEqual(new Set([picked.endUse]))
      }),
      { numRuns: isFuzz ? 4000 : 50 },
    )
  })

  test('does not depend on the conversation before', () => {
    const turns = [{ text: 'Can we sell a rocket to Norway for a military missile? Max range is 280 km, in 2023', today }]
    fc.assert(
      fc.property(picks, (picked) => {
        const question = phrase(base, picked)
        const [alone, after] = [[], turns].map((before) => answer(answerer, { question, asOf: today, today, turns: before }))
        expect([after?.receipt, after?.text]).toEqual([alone?.receipt, alone?.text])
      }),
      { numRuns: isFuzz ? 1000 : 40 },
    )
  })
})
