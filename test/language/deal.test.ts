import { describe, expect, test } from 'vitest'
import { ask, base } from '../licet.ts'
import { sampled } from '../seed.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

const strictness = (question: string): number => severity.indexOf(ask(question).verdict ?? 'not-an-export')

/** Items that are mild by themselves, and grave ones, to the countries with the mildest rules. */
const mild = ['igniters', 'EAR99 bolts', 'igniter drawings', 'drawings of the filament winder']
const grave = [
  'a rocket stage',
  'rocket stage drawings',
  'drawings of a rocket stage',
  'training on a rocket stage',
  'a filament winder',
  'motor tooling',
  'guidance software',
]
const joints = [
  'and',
  'plus',
  'together with',
  'along with',
  ', then later',
  'and, separately,',
  'and some old',
  '& also',
  'as well as',
  ';',
]
const countries = ['the UK', 'Australia', 'Canada']

describe('a vehicle that is only mentioned causes a question if it would be decided more strictly', () => {
  test.each<[question: string, verdict: string]>([
    ['igniters to Thailand; I know well that the launcher itself is MT', 'need-facts'],
    ['an igniter screwed into a launcher, to Thailand', 'need-facts'],
    ['we fly the launcher to Thailand, igniters inside', 'presumption-of-denial'],
    ['Igniters to Thailand. After that we hand them the launcher', 'presumption-of-denial'],
    ['igniters to France; I know well that the launcher itself is MT', 'case-by-case'],
  ])('%s: %s', (question, verdict) => expect(ask(question).verdict).toBe(verdict))
})

test('a figure that contradicts the quoted paragraph causes a question', () => {
  expect(ask('rocket motor, 2 MN·s, for satellites, IV(d)(3), Thailand').verdict).toBe('need-facts')
})

describe('a grave item beside a mild one is never overlooked', () => {
  test.each(mild.flatMap((one, index) => grave.map((other, turn) => [one, other, index + turn] as const)))('%s, %s', (one, other, turn) => {
    const milder = countries.flatMap((country, at) => {
      const alone = strictness(`we want to send ${other} to ${country}`)
      const pairs = joints.flatMap((joint) => [`${one} ${joint} ${other}`, `${other} ${joint} ${one}`])
      return sampled(pairs, 5, turn + at)
        .map((both) => `we want to send ${both} to ${country}`)
        .filter((question) => strictness(question) < alone)
    })
    expect(milder).toEqual([])
  })
})

test('with too many items for one answer, nothing is permitted or reviewed, and the reply says so', () => {
  const parts = ['igniters', 'fairings', 'EAR99 bolts', 'nozzles', 'gyros', 'thermal batteries', 'turbopumps', 'GPS receivers']
  const more = ['seekers', 'motor cases', 'MQ-9', 'Falcon 9', 'Electron', 'Atlas V', 'satellites', 'missiles', 'rocket stages']
  const { verdict, text } = ask(`${[...parts, ...more].join(', ')} to the UK`)
  expect(verdict).toBe('need-facts')
  expect(text).toContain('more items or places here than I decide at once')
  const countries = [...base.countries.values()].map(({ name }) => name).slice(0, 40)
  expect(ask(`igniters to ${countries.join(', ')}`).text).toContain('more items or places here than I decide at once')
})

/** Items that are only mentioned are left out; items that are shipped are decided each, know-how with its item. */
test.each<[question: string, verdict: string, classes: readonly string[]]>([
  ['igniter tooling and know-how to the UK', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT', 'TECHDATA_NON_MT']],
  ['stage tooling and technical data to Australia', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT', 'TECHDATA_CAT1']],
  ['stage tooling and technical data to Kazakhstan', 'presumption-of-denial', ['TECH_EAR_MT', 'PRODEQ_EAR_MT', 'TECHDATA_CAT1']],
  ['drawings and tooling for our stages to the UK', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT', 'TECHDATA_CAT1']],
  ['tooling and know-how to the UK', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT']],
  ['igniter jigs to Australia', 'ask-counsel', ['PRODEQ_EAR_MT']],
  ['filament winder with the case drawings to Canada', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT_II']],
  ['technical data, and a filament winder, to the UK', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT_II']],
  ['filament winder design drawings to the UK', 'need-facts', ['TECH_EAR_MT']],
  ['training on our filament winder in the UK', 'need-facts', ['TECH_EAR_MT']],
  ['drawings of the filament winder to the UK', 'need-facts', ['TECH_EAR_MT']],
  ['know-how for igniters to the UK', 'exemption-possible', ['TECHDATA_NON_MT']],
  ['7A101 accelerometers and drawings of a rocket stage to the UK', 'case-by-case', ['COMPONENT_EAR_MT', 'TECHDATA_CAT1']],
  ['stage drawings and igniters to Australia', 'case-by-case', ['TECHDATA_CAT1', 'PART_ITAR_NON_MT']],
  ['know-how for the UK and tooling', 'ask-counsel', ['TECH_EAR_MT', 'PRODEQ_EAR_MT']],
  ['we sell igniters to the UK and rocket stages to the UK', 'case-by-case', ['PART_ITAR_NON_MT', 'STAGE_CAT1']],
  ['We make igniters, and sell stages to the UK', 'case-by-case', ['STAGE_CAT1']],
  ['We make stages, ship them and igniters to the UK', 'case-by-case', ['PART_ITAR_NON_MT', 'STAGE_CAT1']],
  ['We make rocket stages. Can our London office get igniters?', 'exemption-possible', ['PART_ITAR_NON_MT']],
  ['igniter for the first stage of a rocket to Australia', 'exemption-possible', ['PART_ITAR_NON_MT']],
  ['igniters for a customer that also builds stages in Australia', 'exemption-possible', ['PART_ITAR_NON_MT']],
  ['igniters but not the stages to the UK', 'exemption-possible', ['PART_ITAR_NON_MT']],
  ['instead of a stage, igniters to the UK', 'exemption-possible', ['PART_ITAR_NON_MT']],
  ['igniters, 2 stages, to the UK', 'case-by-case', ['PART_ITAR_NON_MT', 'STAGE_CAT1']],
  ['1,200 igniters for a 500 kg / 330 km rocket to the UK', 'exemption-possible', ['PART_ITAR_NON_MT']],
  ['autonomous crop sprayer with a 30 L tank to Mexico (9A120)', 'case-by-case', ['UAS_CIV_MT']],
  ['igniters and stages to Australia', 'case-by-case', ['STAGE_CAT1', 'PART_ITAR_NON_MT']],
  // a vehicle that is only mentioned has no leg; one that is shipped has
  ['igniters for a firm in Lille. They build orbital launchers, commercial ones', 'case-by-case', ['PART_ITAR_NON_MT']],
  ['USML IV(h)(23), a fairing, to Lille; I know well that the launcher itself is MT', 'case-by-case', ['PART_ITAR_NON_MT']],
  ['9B116 motor tooling for civil launchers to Lille', 'case-by-case', ['PRODEQ_EAR_MT']],
  ['9B116 tooling to Lille, launch vehicle motors', 'case-by-case', ['PRODEQ_EAR_MT']],
  ['rocket motors of paragraph IV(d)(7) to Canada', 'exemption-possible', ['ENGINE_NON_MT']],
  ['igniters to Lille. The launcher is sold to them, too', 'case-by-case', ['PART_ITAR_NON_MT', 'SLV_CAT1']],
  ['igniters to Lille, later the whole launcher', 'case-by-case', ['PART_ITAR_NON_MT', 'SLV_CAT1']],
])('%s: %s', (question, verdict, classes) => {
  const { verdict: said, answers } = ask(question)
  expect(said).toBe(verdict)
  expect(answers.map(({ item }) => item.class).toSorted()).toEqual(classes.toSorted())
})
