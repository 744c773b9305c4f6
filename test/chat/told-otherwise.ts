/** A corrected fact behind an answer: as a field of the form, and in words. */
export type Otherwise = {
  readonly deal: string
  readonly field: string
  readonly value: string
  readonly words: string
  /** What the reply shows of the correction. */
  readonly says: RegExp
}

/** Ten conversations in each of which a fact that was read, presumed or assumed is corrected. */
export const otherwise: readonly Otherwise[] = [
  {
    deal: 'can we sell an SLV stage to Australia?',
    field: 'range',
    value: 'under-300',
    words: 'the range is 250 km',
    says: /300 km or more → under 300 km/,
  },
  {
    deal: 'can we sell an SLV stage to Australia?',
    field: 'to',
    value: 'JP',
    words: 'no, I meant Japan',
    says: /Australia → Japan/,
  },
  {
    deal: 'can we sell an SLV stage to Australia?',
    field: 'item',
    value: 'interstage',
    words: 'sorry, I meant the interstage',
    says: /Rocket stage → Interstage/,
  },
  {
    deal: 'can we sell an SLV stage to Brazil?',
    field: 'usGovernmentProgram',
    value: 'yes',
    words: 'it is for a U.S. Government program',
    says: /not a U\.S\. Government program → a U\.S\. Government program/,
  },
  {
    deal: 'can we sell an SLV stage to Norway?',
    field: 'wmd',
    value: 'known',
    words: 'they want it for a nuclear warhead',
    says: /no use with weapons of mass destruction known → use with weapons of mass destruction known/,
  },
  {
    deal: 'can we sell an SLV stage to Japan?',
    field: 'activity',
    value: 'temporary',
    words: 'it is only a temporary export',
    says: /a permanent export → a temporary export/,
  },
  {
    deal: 'can we send an igniter to Australia?',
    field: 'classified',
    value: 'yes',
    words: 'it is classified',
    says: /nothing classified → /,
  },
  {
    deal: '9A012 UAV of 400 km range to Poland for crop surveys',
    field: 'range',
    value: 'under-300',
    words: 'no, the range is 250 km',
    says: /300 km or more → under 300 km/,
  },
  {
    deal: 'a rocket motor of 1.2 million Ns to Brazil',
    field: 'impulse',
    value: 'under-841k',
    words: 'no, 500,000 Ns',
    says: /1,100,000 N\.s or more → under 841,000 N\.s/,
  },
  {
    deal: 'can we sell an SLV stage to South Korea?',
    field: 'payload',
    value: 'under-500',
    words: 'it can carry 300 kg to 300 km',
    says: /500 kg or more → under 500 kg/,
  },
]

/** The remaining facts that an answer can depend on, each corrected once. */
export const otherFacts: readonly Otherwise[] = [
  {
    deal: 'can we sell an SLV stage to Australia?',
    field: 'value',
    value: 'from-50m',
    words: 'the contract is worth 60 million dollars',
    says: /under 14 million dollars → a value of 50 million dollars or more/,
  },
  {
    deal: 'can we sell an SLV stage to Chile?',
    field: 'screening',
    value: 'no-match',
    words: 'all parties were screened, no match',
    says: /no party was screened here → screened without a match/,
  },
  {
    deal: 'can we sell an SLV stage to Chile?',
    field: 'screening',
    value: 'match',
    words: 'the buyer is a match on the Entity List',
    says: /no party was screened here → a listed party/,
  },
  {
    deal: 'can we sell an SLV stage to Chile?',
    field: 'activity',
    value: 'propose',
    words: 'we only quote a price',
    says: /a permanent export → a proposal or quote/,
  },
  {
    deal: 'can we send an igniter to Australia?',
    field: 'exemptionCondition',
    value: 'missing',
    words: 'they are not an Authorized User',
    says: /is said to be missing → a condition of the exemption is not met/,
  },
  {
    deal: 'can we send an igniter to Australia?',
    field: 'activity',
    value: 'manufacture-abroad',
    words: 'they would make it there',
    says: /a permanent export → manufacture abroad/,
  },
  {
    deal: '9A012 UAV of 400 km range to Poland for crop surveys',
    field: 'tank',
    value: 'over-20',
    words: 'it sprays 50 liters',
    says: /no spraying above 20 liters → sprays more than 20 liters/,
  },
  {
    deal: '9A012 UAV of 400 km range to Poland for crop surveys',
    field: 'endUse',
    value: 'military-uas',
    words: 'no, it is a military drone',
    says: /other civil use → a military unmanned aircraft/,
  },
  {
    deal: 'EAR99 bolts to Chile for a car plant',
    field: 'endUse',
    value: 'civil-space',
    words: 'sorry, for a space launch',
    says: /other civil use → civil or commercial space launch/,
  },
  {
    deal: 'fiber optic gyro of 0.4 deg/h to India',
    field: 'gyro-drift',
    value: 'from-0.5',
    words: 'no, the drift is 2 deg/h',
    says: /under 0\.5 °\/h → 0\.5 °\/h or more/,
  },
  {
    deal: 'fiber optic gyro of 0.4 deg/h to India',
    field: 'replacementPart',
    value: 'yes',
    words: 'it is a spare part for an airliner',
    says: /not stated to be a replacement part → a replacement part/,
  },
]
