import { describe, expect, test } from 'vitest'
import { talk } from '../licet.ts'

/** The destinations of an answer. */
const placesOf = (...said: string[]): readonly (string | null)[] => talk(...said).answers.map(({ destination }) => destination)

describe('a greeting before the item is named does not hide the deal', () => {
  test.each<[string[], string]>([
    [['hi! I inherited an account in Muscat from Omar', 'they like our gauges, our classification says EAR99', 'for a dairy'], 'OM'],
    [['morning! just hung up with a gentleman from Quito', 'he is after a solid motor, 1.6 MN.s'], 'EC'],
    [['The importer resides in Gomel.', 'The article is a propellant tank for a launcher of the three-tonne class.'], 'BY'],
    [['Riga, they have 800k', 'can we ship?'], 'LV'],
  ])('%j', (said, place) => expect(placesOf(...said)).toEqual([place]))

  test.each([['hello from Turin'], ['hi, we are just back from Canada'], ['hey, our boss loves Canada']])('%s', (greeting) =>
    expect(talk(greeting, 'payload fairings').asks).toContain('destination'),
  )

  test('in the middle of a conversation it continues the deal', () =>
    expect(placesOf('a launch vehicle for 550 kg to LEO, New Delhi', 'haha nice one. so what about Karachi, same thing')).toEqual(['PK']))
})

describe('who says which list an item is on', () => {
  test.each([
    ['counsel of ours', "9A515.a per our counsel's memo, no MT reason", 'no-license'],
    ['our own classification', 'our trade compliance says 9A515.a, no MT', 'no-license'],
    ['their counsel', "9A515.a per their counsel's memo, no MT reason", null],
    ['the supplier', "our supplier's classification says 9A515.a, no MT", 'need-facts'],
  ])('%s', (_, entry, verdict) => expect(talk('satellite for Peru, civil telecom', entry).verdict).toBe(verdict))
})

describe('whose documents were checked', () => {
  const hire = 'new hire, Vietnamese passport, needs our stage drawings'
  test.each([
    ['HR says he is a naturalized US citizen', 'not-an-export'],
    ["scrap that, the badge office says he's a US citizen since 2018", 'not-an-export'],
    ['he says he is a naturalized US citizen', 'presumption-of-denial'],
    ['HR says he applied for a green card', 'presumption-of-denial'],
  ])('%s', (said, verdict) => expect(talk(hire, said).verdict).toBe(verdict))
})

describe('of several places some are dropped', () => {
  const both = 'upper stage 1.8 t LEO civil, for Italy and Albania'
  test.each([
    ['only the first is for real, drop the other', ['IT']],
    ['the second fell through', ['IT']],
    ['the first customer is out', ['AL']],
    ['only the first is real, the second comes later', ['IT', 'AL']],
  ])('%s', (said, places) => expect(placesOf(both, said)).toEqual(places))

  test('a name that was read as a place stays a place', () => {
    const shop = 'interstage of a 1 t launcher for a shop in Sofia'
    expect(placesOf(shop, 'not Sofia')).toEqual([null])
    expect(placesOf(shop, 'Skopje', 'ok Sofia it is after all, the boss changed his mind')).toContain('BG')
    expect(placesOf(shop, 'Skopje', 'no wait, Sofia said it lifts 2 t')).not.toContain('BG')
  })
})

describe('facts about the item just discussed', () => {
  const igniters = 'igniters IV(h)(16) for our customer in Leeds, nothing classified'
  test.each<[string, string[], string | null]>([
    ['what the quoted thing sits in', ['cables, EAR99, to Oman', 'they sit in the second stage of their own rocket'], 'case-by-case'],
    ['the stage goes along', ['cables, EAR99, to Oman', 'they sit in the second stage, which goes along'], 'presumption-of-denial'],
    ['an entry and a nickname', ['a 9A012 bird, 400 km, counts cows in Kenya'], 'case-by-case'],
    ['nobody makes it there', [igniters, "and they won't build any there"], 'exemption-possible'],
    ['nobody makes it there yet', [igniters, 'they do not build any there until May'], 'need-facts'],
    [
      'what was told by mistake',
      ['heat shield of a 900 kg, 900 km vehicle, Toronto', 'payload fairing, not heat shield'],
      'exemption-possible',
    ],
    ['what was never told', ['stage to Canada', 'igniters with it, not fairings'], 'need-facts'],
    ['what stays behind', ['anti-ship missile of 150 km, Portuguese navy', 'and w/o the seeker?'], 'case-by-case'],
    ['which paper', ['first stage of a 1.5 t launcher, Gdansk, civil', 'which approval?'], 'case-by-case'],
    ['a condition', ['payload fairing, Leeds', 'ah. yes they are one. so?'], 'exemption-possible'],
    ['how long a paper lasts', ['motor of 2 MN.s, Belgium', 'and once we have it, how long does a DSP-5 last'], null],
    [
      'what an entry was asked about',
      ['7A103', 'the inertial unit, right', 'to Japan, a spare for an A320, one for one'],
      'license-favorable',
    ],
  ])('%s', (_, said, verdict) => expect(talk(...said).verdict).toBe(verdict))

  test('who else is on a list with a place', () => {
    const { intent, countries } = talk('is Jordan in D:4', 'and what does that do to EAR99 things', 'who else is in that group')
    expect([intent, countries.includes('OM'), countries.includes('CL')]).toEqual(['list', true, false])
  })

  test('which office decides', () =>
    expect(talk('first stage of a 1.5 t launcher, Gdansk, civil', 'which office signs off on such a license?').text).toContain('DDTC'))
})

/** The verdict of the last of several messages, and the classes of what goes. */
const decidedOf = (said: string): string => {
  const { verdict, answers } = talk(...said.split(' // '))
  return [verdict, ...answers.map(({ item }) => item?.class)].join(' ')
}

describe('a short follow-up is of the deal', () => {
  const motor = 'solid motor for a launch firm in Chile, civil. 1.05 MN.s by the brochure'
  test.each([
    ['a report shows a figure', `${motor} // Engineering handed me the test report and it says 1.12`, 'presumption-of-denial ENGINE_CAT1'],
    ['a report goes', `${motor} // only the test report would go, it says 1.12`, 'presumption-of-denial TECHDATA_CAT1'],
    ['a unit', 'rocket motor for Cebu, 0.9 million // of what? impulse, in pound-seconds', 'presumption-of-denial ENGINE_CAT1'],
    ['a burn time', 'engine for Winnipeg, 45 kN, burns 10 s // I misread my notes. a hundred seconds', 'case-by-case ENGINE_CAT1'],
    ['a burn time that may be another', 'engine for Winnipeg, 45 kN, burns 100 s // 10 s', 'need-facts ENGINE_CAT1'],
    ['a place', 'is a 9A012 drone with 400 km controlled? // to Japan?', 'case-by-case UAS_CIV_MT'],
    ['what they would do', '7A101 gyros for Chile // they would replace worn ones in the trains', 'case-by-case COMPONENT_EAR_MT'],
    ['a plant', 'binder, ECCN 1C111.b // factory is in Addis Ababa', 'case-by-case COMPONENT_EAR_MT'],
    ['a plant that goes', 'the Australian JV wants a launcher factory // the factory is in Perth', 'policy-of-denial PRODFAC_CAT1'],
    [
      'a plant told by what is in it',
      'quote for a whole launcher plant, Italy // tanks, engines, final assembly, everything',
      'policy-of-denial PRODFAC_CAT1 ENGINE_CAT1',
    ],
    ['what goes with a plant', 'a launcher plant for Italy // and two engines', 'policy-of-denial PRODFAC_CAT1 ENGINE_CAT1'],
    ['another thing than the plant', 'a launcher plant for Italy // no, just two motors', 'case-by-case ENGINE_CAT1'],
    ['a purpose', 'telemetry transmitter, 5A101 // for a 400 km sounding rocket, Kiruna', 'case-by-case COMPONENT_EAR_MT'],
    ['a vehicle, too', 'accelerometers 7A101 for Chile // and a launcher', 'presumption-of-denial COMPONENT_EAR_MT SLV_CAT1'],
    ['another place', "The stage isn't going to Israel any more // it's going to Izmir. civil, 1 t to LEO", 'case-by-case STAGE_CAT1'],
    ['a joke', 'rocket igniters for Pyongyang // kidding. Daejeon of course', 'case-by-case PART_ITAR_NON_MT'],
    ['no joke', 'rocket igniters for Pyongyang // not kidding, Daejeon too', 'prohibited PART_ITAR_NON_MT PART_ITAR_NON_MT'],
    ['a day', 'Stage of a 1 t-to-LEO launcher, quote to Gdynia, January 2025 // the 2nd', 'policy-of-denial STAGE_CAT1'],
    ['a day of a month', 'fairings shipped to Leeds on 5 September 2024 // sorry, on 28 August', 'case-by-case PART_ITAR_NON_MT'],
  ])('%s', (_, said, found) => expect(decidedOf(said)).toBe(found))
})

describe('a figure that is corrected', () => {
  const motor = 'solid motor for Adelaide, Authorized User'
  test.each<[string[], string]>([
    [[motor, '8.6e5 N.s', 'typo. 86e3'], 'exemption-possible'],
    [[motor, '8.8e5 N.s', 'oh no, that was both together. each one is 4.4e5'], 'exemption-possible'],
    [[motor, '3e5 N.s', 'sorry, wrong column. It is 8.9e5'], 'case-by-case'],
    [[motor, '1.2 million N.s', 'sorry, 0.9'], 'case-by-case'],
    [[motor, '8.6e5 N.s', 'sorry, the other one has 3e5'], 'need-facts'],
    [[motor, '8.6e5 N.s', 'sorry, 3e5 per segment, three segments'], 'need-facts'],
  ])('%j', (said, verdict) => expect(talk(...said).verdict).toBe(verdict))
})

describe('a place or a buyer that is out', () => {
  test.each<[string[], string[]]>([
    [['payload fairing for Oslo', 'Oslo is on hold. Same for Sydney'], ['AU']],
    [['payload fairing for Oslo', 'they walked away. A lab in Sydney takes it'], ['AU']],
    [['payload fairing for Oslo', 'that order is dead. New one: Sydney'], ['AU']],
    [['payload fairing for Oslo', 'now leave Oslo. To Sydney'], ['AU']],
    [['payload fairing, compare Oslo, Perth and Rome', 'and Perth on its own please'], ['AU']],
    [['payload fairing for Oslo', 'they are fine, and what about one for our own lab up in Anchorage?'], ['US']],
    [
      ['payload fairing for Minsk', 'that order is almost over, the rest is packed in Sydney'],
      ['BY', 'AU'],
    ],
  ])('%j', (said, places) => expect(placesOf(...said)).toEqual(places))
})

describe('what is only supposed, or asked of the deal in other words', () => {
  test.each<[string[], string]>([
    [['igniters, UK Authorized User', 'what changes if they were in Iraq'], 'policy-of-denial'],
    [['igniters, UK Authorized User', 'what happens if it is classified'], 'ask-counsel'],
    [['payload fairing to Oslo', 'is that a problem or am I overthinking'], 'case-by-case'],
    [['payload fairing to India', 'our sales guy says 126.7 covers it. does it'], 'case-by-case'],
    [['EAR99 load cells, Amman', 'neither. for a dairy'], 'no-license'],
    [['EAR99 load cells, Amman', 'neither. the air force'], 'case-by-case'],
    [['satellite thruster, USML XV(e)(12), marked MT', 'Rome'], 'case-by-case'],
    [['satellite thruster, USML XV(e)(12), marked MT', 'Minsk'], 'policy-of-denial'],
  ])('%j', (said, verdict) => expect(talk(...said).verdict).toBe(verdict))

  test('an answer that clears is not repeated over words that were not understood', () =>
    expect(talk('payload fairing to Perth, Authorized User', 'is that a problem or am I overthinking').intent).toBe('lookup'))
})

describe('a citizenship that is held no more', () => {
  const stage = 'and ITAR drawings of a stage of a 1t to LEO launcher?'
  test.each<[string[], string]>([
    [['engineer, German citizen, formerly Pakistani. 9E101 specs'], 'case-by-case'],
    [['engineer, German citizen, formerly Pakistani. 9E101 specs', stage], 'presumption-of-denial'],
    [['engineer, born in Karachi, gave up that passport, is now a German citizen. 9E101 specs', stage], 'presumption-of-denial'],
    [['engineer, German citizen, formerly Chinese. 9E101 specs', stage], 'policy-of-denial'],
    [['engineer, French citizen. 9E101 specs', `k. ${stage}`], 'case-by-case'],
  ])('%j', (said, verdict) => expect(talk(...said).verdict).toBe(verdict))

  test.each<[string[], string]>([
    [['9E101 specs and ITAR drawings of a stage to Thailand'], 'presumption-of-denial'],
    [['9E101 specs and technical data of a USML IV(d)(1) stage to Thailand'], 'presumption-of-denial'],
    [['9E101 specs to Thailand', 'he also gets ITAR drawings of a stage'], 'presumption-of-denial'],
    [['9E101 specs to Thailand. no ITAR drawings'], 'case-by-case'],
    [['7A103 gyros to Thailand, the USML does not list the gyro'], 'case-by-case'],
  ])('what is said to be of the ITAR beside a thing of the EAR counts: %j', (said, verdict) => expect(talk(...said).verdict).toBe(verdict))

  test('is left out under the EAR, and the answer says so', () =>
    expect(talk('engineer, born in Almaty, gave up that passport, is now a German citizen. 9E102 manual').text).toContain('734.13(b)'))
})

describe('a short question is asked of the deal, whatever thanks stand below it', () => {
  const deal = 'turbopump to Chile'
  test.each([
    'can we still deliver?',
    'could we have shipped it?',
    'agree?',
    'am I right?',
    'so how do things stand then?',
    "that's a domestic sale, correct?",
    'do we need a license? Thanks, trade desk',
    'any issue? Thanks',
    'any issue?',
  ])('%s', (said) => expect(talk(deal, said)).toMatchObject({ intent: 'verdict', verdict: 'case-by-case' }))

  test.each([
    ['do we need a license? Thanks, Tehran office', 'prohibited'],
    ['can we send it to Iran?', 'prohibited'],
    ['can we deliver two missiles to them?', 'need-facts'],
  ])('%s', (said, verdict) => expect(talk(deal, said).verdict).toBe(verdict))
})

describe('who on the staff is of which country is kept until the item is named', () => {
  test.each([
    [['The engineer is Iranian', '9E102 technology, does he need a license?'], 'policy-of-denial'],
    [['The contractor is Russian.', 'He would get 9E102 technology'], 'policy-of-denial'],
    [['My colleague is French.', 'He wants the gyro test data'], 'case-by-case'],
  ])('%j', (said, verdict) => expect(talk(...said).verdict).toBe(verdict))
})

describe('what the buyer makes is told of the deal, whoever says it', () => {
  const deal = 'EAR99 pump to a works in Riyadh for a brewery'
  test.each([
    'A BIS agent once told us they develop missiles.',
    'The BIS letter says they make missiles',
    'DDTC told us once that they are a missile shop',
    'The embassy warned us about them: missile people',
  ])('%s', (said) => expect(talk(deal, said, 'do we need a license?').verdict).toBe('case-by-case'))
})

test.each([
  ['350 km', 'case-by-case'],
  ['10 km', 'ask-counsel'],
])('an unguided rocket of %s lands by its range', (range, verdict) =>
  expect(talk(`unguided rocket for the Australian army, 80 kg payload, ${range}`).verdict).toBe(verdict),
)
