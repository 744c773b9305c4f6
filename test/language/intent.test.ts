import { describe, expect, test } from 'vitest'
import { ask } from '../licet.ts'

const intentOf = (question: string) => ask(question).intent

describe('a deal is answered, in whatever words', () => {
  test.each([
    'Is there a legal way to get igniters to Toronto without a DSP-5?',
    'Where do we land on a guidance set for an 800 kg, 1,500 km missile if the buyer is the Italian air force?',
    'Back in May 2023, what would State have said to a first stage of a 1 t launcher for Norway?',
    'HR here. A Lebanese citizen applied for the propulsion design job, the role sees IV(d)(1) drawings. What are our options?',
    'is the UK exemption something we can use for a payload fairing that goes to Belfast',
    'When can the second stage leave for Jeju? It is sold, civil launcher, 700 kg to LEO',
    'Does the law let us lend a launcher engine (1.9 MN·s) to Avio in Colleferro for a test?',
    'direct sale of a 1,000 kg, 2,000 km ballistic missile to Greece: what is the policy?',
    'impulse of 0.9 MN·s, what is the position for Spain?',
    'aerospace hardware for a charter company in Juba',
    'some composite tubes for an institute in Yerevan, purpose unknown',
    'the candidate is a foreign national, which country we will only learn later; she needs IV(i) data',
    "Under what policy would a Turkish launch firm's purchase from us of an upper stage (900 kg to orbit) have been judged in 2024?",
    "Does anything change because the Quebec firm's Canadian registration has lapsed? They are IV(h) parts, used there.",
    'An agent in Zurich wants a first stage of a 5-tonne launcher; he declines to say in which country it ends up',
    'Our friend in Seoul insists that the bar on orbital stages, sold to his launch company, is over. Is he correct?',
    'our form lists his country as Spain, he needs drawings of a rocket stage',
    'A clinic in Lima asked whether we could lend them a 9A012 drone, 350 km range. What does the EAR say about that?',
    'April 2025 the Kuwaitis asked for our combat drone (600 kg, 2000 km, 900 km/h). What did the policy say then?',
    'Minsk tractor works asked for a 1B101 winder. My gut says no. What does BIS say?',
    'He was granted asylum in 2021, has an Afghan passport. Does sharing interstage drawings with him in Tucson count as an export?',
    'Kinshasa, a charity, 40 km range, 2 kg, there is a waiting list of villages. Missile-technology licence yes/no?',
  ])('%s', (question) => expect(intentOf(question)).toBe('verdict'))
})

describe('a rule question is looked up, even if it names an item or a place', () => {
  test.each([
    'Do special rules apply when we export missile items to China?',
    'Does a quote need ITAR approval for a valve to Germany?',
    'Is an email with a delivery date already an export?',
    'Who at the Pentagon reads missile license applications, and for how long?',
    'Selling a rocket factory machine by machine: which rule is meant to stop that?',
    "Korea's missile guidelines, when did they end?",
    'drawings of a motor for a licensed customer. TAA or DSP-5?',
    'Does one State license also cover the EAR99 cables of the rocket?',
    'Is our law firm a broker when it drafts the contract for rocket motors?',
    'We machine parts in Ohio and never export. Do we have to register?',
    '9A120?',
    'Does the TSA replace the license for a stage to New Zealand?',
    'What does the MTCR say about drones for Saudi Arabia?',
    'Does sharing drawings with a green card holder count as an export?',
    'is 1.1 MN·s the line for Category I?',
    'What was the policy on stages for Korea before 2025?',
    'Can one end-use statement serve several shipments of motors?',
  ])('%s', (question) => expect(intentOf(question)).toBe('lookup'))
})

describe('a list is given for', () => {
  test.each([
    ['everyone who is in NATO but never made it into the MTCR please', ['AL', 'RO'], ['DE', 'TR']],
    ['Kindly send the current membership of the regime for our annex', ['AR', 'JP'], ['CN']],
    ['Could you tabulate the countries of Country Group D:5 for me?', ['CN', 'VE'], ['IN']],
    ['Which countries besides the US can exemption 126.7 reach?', ['AU', 'GB'], ['CA']],
    ['Before the Jan 2025 memo, which countries were outside the SLV bar?', ['CA', 'IN', 'JP'], ['AU', 'BR']],
    ['which EU states are outside the regime', ['EE', 'RO'], ['DE', 'FR']],
    ['countries where an SLV stage faces a policy of denial', ['VE', 'BY'], ['JP', 'AU']],
    ['Where may a 9A012 drone go without a license?', ['AU', 'CA', 'GB'], ['BR', 'IR']],
  ])('%s', (question, some, none) => {
    const { intent, countries } = ask(question)
    expect(intent).toBe('list')
    expect(countries).toEqual(expect.arrayContaining(some))
    expect(countries.filter((code) => none.includes(code))).toEqual([])
  })
})

describe('a question about another field is not searched for', () => {
  test.each([
    'is it raining in Canberra?',
    'Cricket: Australia or India on Saturday?',
    "what's 17 % of 2,340?",
    'How tall is Mount Fuji?',
    'Did France beat Brazil yesterday?',
    'what time is it in Seoul right now',
    'our new intern is a real rocket, she finished everything in two days',
    "lol we're not smuggling rockets. hi!",
    "the old bot was lousy, you're the bomb",
    'you rock, rocket man',
    'turkey or ham for Thursday?',
  ])('%s', (question) => expect(intentOf(question)).toBe('other'))
})

describe('a deal in another script is answered if its item and country are clear', () => {
  test.each([
    ['아랍에미리트에 발사체 전체(저궤도 1톤)를 팔 수 있나요?', 'AE', 'presumption-of-denial'],
    ['한국에 로켓 엔진(1.8 MN·s)을 판매할 수 있나요?', 'KR', 'case-by-case'],
  ])('%s', (question, country, verdict) => {
    const said = ask(question)
    expect([said.answers[0]?.destination, said.verdict]).toEqual([country, verdict])
  })
})

test.each([
  'Longyearbyen wants a sounding rocket, fifteen kilos of payload, 200 km of range. Does it count as anything else than Norway?',
  'a 7A103 inertial unit leaves for Lisbon as a replacement part in a crewed airliner. Under what policy is that looked at?',
  'Where would a complete sub-250-km rocket, IV(a)(5), meet the lighter regime, Australia or Canada?',
])('%s: an item told by figures or a list entry, with a destination, is a deal', (question) => {
  expect(['verdict', 'compare']).toContain(ask(question).intent)
})
