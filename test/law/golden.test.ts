import { describe, expect, test } from 'vitest'
import { decideLeg } from '../../src/answer/leg.ts'
import { assumedFacts, destinationFacts, itemFacts } from '../../src/answer/rule-facts.ts'
import { settle } from '../../src/engine/explore.ts'
import { decide } from '../../src/engine/verdict.ts'
import { emptyReading } from '../../src/language/reading.ts'
import { ask, base, today } from '../licet.ts'
import { shownVerdict } from '../../src/engine/shown-verdict.ts'

/** The thirty-two reference cases from the legal research, as a question and as facts. */
const golden: ReadonlyArray<
  readonly [question: string, item: string, to: string | undefined, endUse: string | undefined, on: string, verdict: string]
> = [
  ['Sell an SLV stage to Australia, civil launch, today', 'STAGE_CAT1', 'AU', 'civil-space', today, 'case-by-case'],
  ['Sell an SLV stage to Australia', 'STAGE_CAT1', 'AU', undefined, today, 'case-by-case'],
  ['Sell an SLV stage to Australia, civil launch, in December 2024', 'STAGE_CAT1', 'AU', 'civil-space', '2024-12-01', 'policy-of-denial'],
  ['Sell an SLV stage to Canada, civil launch, in December 2024', 'STAGE_CAT1', 'CA', 'civil-space', '2024-12-01', 'case-by-case'],
  ['SLV stage to South Korea, civil launch', 'STAGE_CAT1', 'KR', 'civil-space', today, 'case-by-case'],
  ['SLV stage to India, civil launch', 'STAGE_CAT1', 'IN', 'civil-space', today, 'case-by-case'],
  ['SLV stage to Japan, civil launch', 'STAGE_CAT1', 'JP', 'civil-space', today, 'case-by-case'],
  ['SLV stage to Israel, civil launch', 'STAGE_CAT1', 'IL', 'civil-space', today, 'presumption-of-denial'],
  ['SLV stage to Romania, civil launch', 'STAGE_CAT1', 'RO', 'civil-space', today, 'presumption-of-denial'],
  ['SLV stage to the UAE, civil launch', 'STAGE_CAT1', 'AE', 'civil-space', today, 'presumption-of-denial'],
  ['SLV stage to Pakistan, civil launch', 'STAGE_CAT1', 'PK', 'civil-space', today, 'presumption-of-denial'],
  ['SLV stage to Russia, civil launch', 'STAGE_CAT1', 'RU', 'civil-space', today, 'policy-of-denial'],
  ['SLV stage to China, civil launch', 'STAGE_CAT1', 'CN', 'civil-space', today, 'policy-of-denial'],
  ['SLV stage to Iran, civil launch', 'STAGE_CAT1', 'IR', 'civil-space', today, 'prohibited'],
  [
    'Stage of a sounding rocket with a range of 200 km to Australia, research only',
    'STAGE_NON_MT',
    'AU',
    'other-civil',
    today,
    'exemption-possible',
  ],
  [
    'Stage of a sounding rocket with a range of 200 km to Canada, research only',
    'STAGE_NON_MT',
    'CA',
    'other-civil',
    today,
    'case-by-case',
  ],
  [
    'We license a firm to manufacture our SLV stages in Australia for civil launch',
    'STAGE_CAT1',
    'AU',
    'civil-space',
    today,
    'case-by-case',
  ],
  ['Complete SLV factory to the UK, civil launch', 'PRODFAC_CAT1', 'GB', 'civil-space', today, 'policy-of-denial'],
  ['Motor production line (9B116) to Australia for civil launchers', 'PRODEQ_EAR_MT', 'AU', 'civil-space', today, 'ask-counsel'],
  ['7A103 IMU as a replacement part for an airliner to Germany', 'COMPONENT_EAR_MT', 'DE', 'other-civil', today, 'license-favorable'],
  ['9A012 UAV, 400 km, for crop surveys to Brazil', 'UAS_CIV_MT', 'BR', 'other-civil', today, 'case-by-case'],
  ['9A012 UAV, 400 km, for crop surveys to Australia', 'UAS_CIV_MT', 'AU', 'other-civil', today, 'no-license'],
  ['EAR99 valves for a Saudi launch vehicle', 'ITEM_EAR_NON_MT', 'SA', 'civil-space', today, 'case-by-case'],
  ['EAR99 valves for an Australian launch vehicle', 'ITEM_EAR_NON_MT', 'AU', 'civil-space', today, 'no-license'],
  ['Armed UAS, 600 kg to 1,000 km at 900 km/h, to Saudi Arabia', 'UAS_ITAR_CAT1', 'SA', 'military-uas', today, 'case-by-case'],
  [
    'Armed UAS, 600 kg to 1,000 km at 900 km/h, to Saudi Arabia in March 2025',
    'UAS_ITAR_CAT1',
    'SA',
    'military-uas',
    '2025-03-15',
    'presumption-of-denial',
  ],
  ['Help integrate a satellite on a Japanese H3', 'LAUNCH_SERVICE', 'JP', 'civil-space', today, 'case-by-case'],
  ['SLV drawings to a dual Australian and Chinese national in California', 'TECHDATA_CAT1', 'CN', 'civil-space', today, 'policy-of-denial'],
  ['Payload fairing to the UK for a civil launch', 'PART_ITAR_NON_MT', 'GB', 'civil-space', today, 'exemption-possible'],
  ['SLV stage, civil launch, can we sell it?', 'STAGE_CAT1', undefined, 'civil-space', today, 'need-facts'],
  ['Can we ship something to Iran?', 'UNKNOWN', 'IR', undefined, today, 'policy-of-denial'],
  ['Can we export our product to Australia?', 'UNKNOWN', 'AU', undefined, today, 'need-facts'],
]

describe('the golden cases', () => {
  test.each(golden)('%s', (question, item, to, endUse, on, verdict) => {
    expect(ask(question).verdict).toBe(verdict)
    expect(byFacts(item, to, endUse, on)).toBe(verdict)
  })

  test('there are thirty-two of them', () => expect(golden).toHaveLength(32))
})

/** Decides a case from facts alone, without reading a question. */
function byFacts(item: string, to: string | undefined, endUse: string | undefined, on: string): string {
  const stated = {
    ...assumedFacts(base),
    ...itemFacts(base, item),
    ...(endUse === undefined ? {} : { endUse }),
    ...(item === 'COMPONENT_EAR_MT' ? { 'item.replaceable': 'yes', replacementPart: 'yes' } : {}),
  }
  if (to === undefined) {
    const reading = {
      ...emptyReading,
      item: {
        name: 'stage',
        typed: 'stage',
        level: 'assembly' as const,
        lands: [{ class: item }],
        presumed: {},
        states: {},
        annex: [],
        source: { kind: 'family' as const, id: 'stage' },
      },
      facts: { endUse: endUse ?? '' },
    }
    return decideLeg(base, { reading, place: undefined, days: [on] }, today).shown
  }
  const live = base.rulebook.on(on, today)
  const verdict = settle(
    { decide: (facts) => decide(live, facts), answers: (fact) => base.facts.get(fact)?.answers?.map((answer) => answer.value) ?? [] },
    { ...stated, ...destinationFacts(base, to, on) },
  ).verdict
  return shownVerdict(verdict)
}
