/** One thing that an answer rests on, told otherwise: by a field of its form, and in words. */
export type Otherwise = {
  readonly deal: string
  readonly field: string
  readonly value: string
  readonly words: string
  /** What the reply says of it. */
  readonly says: RegExp
}

/** Ten conversations; in each, something that was read, presumed or assumed turns out to be otherwise. */
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
