import { describe, expect, test } from 'vitest'
import { ask, talk } from '../licet.ts'
import { severity, type ShownVerdict } from '../../src/engine/shown-verdict.ts'

const rank = (verdict: ShownVerdict | null): number => (verdict === null ? severity.length : severity.indexOf(verdict))

/** Questions that earlier versions answered too mildly, with the mildest verdict that the law allows. */
const traps: ReadonlyArray<readonly [question: string, atLeast: ShownVerdict]> = [
  ['Our Iranian engineer has applied for a green card. May he see the rocket stage drawings?', 'prohibited'],
  ['Can our US citizen trainer teach Iranian engineers about rocket engines?', 'prohibited'],
  ['The team: 5 US citizens, 1 Iranian. stage drawings', 'prohibited'],
  ['Iranian national, permanent resident of Canada; stage drawings, may he see them?', 'prohibited'],
  ['Igniters, fairings and rocket stages to the UK - exemption?', 'case-by-case'],
  ['Ship igniters and turbopumps to Australia', 'case-by-case'],
  ['Sell ICBM complete with payload fairing and igniters to Australia', 'case-by-case'],
  ['Export a launch vehicle including its fairing to the UK', 'case-by-case'],
  ['igniter + nozzle to Canada', 'case-by-case'],
  ['Technical data on igniters and guidance sets to Canada', 'case-by-case'],
  ['Ship igniters to Canada. Also ship guidance sets.', 'case-by-case'],
  ['This is not EAR99, it is a turbopump for our SLV, to Canada', 'case-by-case'],
  ['The vendor says EAR99 but it is a guidance set for a ballistic missile. Ship to Germany?', 'case-by-case'],
  ['EAR99 bolts and a re-entry vehicle to Canada', 'case-by-case'],
  ['9A515 satellite and a IV(d)(2) motor to Australia, license?', 'case-by-case'],
  ["Our part is not IV(h)(16), it's IV(h)(12). To Australia.", 'case-by-case'],
  ['Order from Iran for payload fairing, shipped to Canada address. ok?', 'need-facts'],
  ['A customer from Iran wants a payload fairing sent to Australia', 'need-facts'],
  ['The fairing was to go to Australia but will go instead to Iran', 'prohibited'],
  ['Ship igniters to Australia, or rather China', 'policy-of-denial'],
  ["Ship igniters to Iran. Don't forget that they are assembled in Australia first, ok?", 'need-facts'],
  ['fairing to Australia then 🇮🇷', 'prohibited'],
  ['fairing to Australia and <Iran>', 'prohibited'],
  ['fairing to Australia and Ｉｒａｎ', 'prohibited'],
  ['fairing to Australia and Irаn', 'prohibited'],
  ['fairing to Australia onward to Иран', 'need-facts'],
  ['Can we ship a rocket stage to a site 60 km west of Sydney?', 'case-by-case'],
  ['A 12 kg TVC actuator to Australia', 'case-by-case'],
  ['Interstage, 80 kg, to the UK', 'case-by-case'],
  ['Ship a 450 kg rocket stage to Saudi Arabia', 'presumption-of-denial'],
  ['SLV upper stage for launching 100 kg satellites, to Saudi Arabia', 'presumption-of-denial'],
  ['Rakete mit Reichweite 1.200 km nach Australien', 'case-by-case'],
  ['solid motor 1.100.000 N.s to Saudi Arabia', 'presumption-of-denial'],
  ['rocket with a range of three hundred fifty km to Australia', 'case-by-case'],
  ['rocket range is not under 300 km, to Australia', 'case-by-case'],
  ['rocket with range 250 km and an extended version of 900 km to Australia', 'case-by-case'],
  ['cluster of five motors 300 kN.s each to Australia', 'need-facts'],
  ['There is no doubt a nuclear warhead will be fitted. EAR99 valves to Germany.', 'prohibited'],
  ['no nuclear warhead, but a biological one: igniters to UK', 'prohibited'],
  ['Payload fairing designed for NASA, now sold to Brazil', 'case-by-case'],
  ['EAR99 valves to Pakistan, commercial invoice value 20k', 'need-facts'],
  ['EAR99 valve to Israel for their satellite launcher, commercial', 'case-by-case'],
  ['Drone, range 250 km, commercial invoice attached, to Canada', 'need-facts'],
  ['Deliver rocket stage to freight forwarder in Houston for onward shipment overseas', 'need-facts'],
  ['foreign military officer visiting our Denver plant, show him stage drawings', 'need-facts'],
  ['Our Australian subsidiary has a contract with Cuba for a payload fairing. Can we ship to them?', 'prohibited'],
  ['SLV stage to South Korea for a civil launch on 15.03.2024', 'policy-of-denial'],
  ["SLV stage to South Korea, civil launch, in '22", 'policy-of-denial'],
  ['civil SLV stage to South Korea a couple of years ago', 'policy-of-denial'],
  ['ICBM with 300 kg warhead to Saudi Arabia', 'presumption-of-denial'],
  ['We want to sell a rocket factory to Canada', 'policy-of-denial'],
  ['small launcher with 300 kg payload to Romania', 'presumption-of-denial'],
  ['MTCR 1.B.1 to Japan, can we export?', 'policy-of-denial'],
  ['9A106.a to Australia, license?', 'case-by-case'],
  ['nose fairing for a missile to the UK', 'case-by-case'],
  ['grip stock to the UK, can we sell it?', 'need-facts'],
  ['broker a payload fairing to Canada', 'case-by-case'],
  ['manufacturing know-how for a payload fairing to the UK', 'case-by-case'],
  ['EAR99 parts to Saudi Arabia for a civil UAV with a range of 600 km', 'case-by-case'],
  ['stage to a company in Texas, screening showed a match on the Entity List', 'ask-counsel'],
  ['EAR99 valves for a military missile to Cambodia', 'ask-counsel'],
]

describe('no verdict is milder than the law', () => {
  test.each(traps)('%s', (question, atLeast) => expect(rank(ask(question).verdict)).toBeGreaterThanOrEqual(rank(atLeast)))

  test.each<[string[], ShownVerdict]>([
    [['Our green card engineer from Iran needs stage drawings', 'actually no green card'], 'need-facts'],
    [['civil drone range 200 km to the UK', "it's for the army"], 'exemption-possible'],
    [['fairing to Brazil, FMS case', 'FMS fell through'], 'case-by-case'],
  ])('%j', (messages, atLeast) => expect(rank(talk(...messages).verdict)).toBeGreaterThanOrEqual(rank(atLeast)))
})

describe('lawful questions are neither refused nor withheld', () => {
  test.each([
    'How do we avoid violating ITAR when we ship igniters to Germany?',
    'Can NOFORN data go to Canada?',
    '(C) 2026 Acme Corp. Can we ship a rocket stage to Germany?',
  ])('%s', (question) => {
    expect(['guard', 'refuse']).not.toContain(ask(question).intent)
  })
})
