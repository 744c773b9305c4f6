import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differs, leaves, namedLate, takenBack, toldTwice } from '../fuzz/conversations.ts'
import { talk } from '../licet.ts'
import { isFuzz } from '../seed.ts'

const numRuns = isFuzz ? 100_000 : 40

describe('a conversation', () => {
  test('gives the same answer in one message or in several, in any order', () => {
    fc.assert(
      fc.property(toldTwice, (told) => {
        expect(differs(told)).toBeUndefined()
      }),
      { numRuns },
    )
  })

  test('gives the same answer if the item is named late', () => {
    fc.assert(
      fc.property(namedLate, (told) => {
        expect(differs(told)).toBeUndefined()
      }),
      { numRuns },
    )
  })

  test('keeps nothing of a fact that was taken back', () => {
    fc.assert(
      fc.property(takenBack, (told) => {
        expect(leaves(told)).toBeUndefined()
      }),
      { numRuns },
    )
  })

  /** The last message answers a question of Licet's, corrects something, or asks something new. */
  test.each([
    // free words answer a question of Licet's
    ['satellite to France // 1', 'no-license'],
    ['satellite to France // the second one', 'case-by-case'],
    ["satellite to Oman // I don't know", 'need-facts'],
    ["drone to Poland // I don't know // it is civil, 100 km range, payload 5 kg", 'no-license'],
    ['drone to Poland // no idea about that // civil, range 90 km, payload 10 kg', 'no-license'],
    ['fairing to Australia, authorised user // the order is 2 million // sorry, it is 220 million', 'case-by-case'],
    ['fairing to Australia, authorised user // the order is 2 million // 220 million', 'case-by-case'],
    ['fairing to Canada, registered // 20 million dollars // 120 million actually', 'case-by-case'],
    // If no fact was asked for, "not sure" keeps the answer from clearing.
    ['EAR99 bolts to Germany for a car plant // not sure', 'need-facts'],
    ['EAR99 pumps to Kuwait and Oman, the Omani one for a hospital // not sure', 'need-facts'],
    ["drone to Poland // we don't know who the customer is // civil, range 90 km, payload 10 kg", 'need-facts'],
    ['need to ship a sounding rocket to Australia // range? about 400 // km of course', 'case-by-case'],
    ['need to ship a sounding rocket to Australia // range? about 250 // miles', 'case-by-case'],
    ['drone to Jeddah, license? // military? no no, a civil survey drone // 50 km range tops', 'no-license'],
    ['SLV stage to Georgia? // no, I meant Georgia the state // US company there, all US staff', 'not-an-export'],
    // while the country is unknown, all messages belong to the same deal
    [
      'Can we sell a survey drone? // the buyer is on the Entity List // range 250 km // it is for a missile test // it goes to Libya',
      'prohibited',
    ],
    // statements are changed or answered in other words than expected
    ['flame holders, 9A604.c, for a ramjet in Hyderabad // put Shenyang in place of Hyderabad, what then', 'policy-of-denial'],
    ['star tracker, 7A004, to Bremen for a smallsat // read Minsk where I wrote Bremen', 'policy-of-denial'],
    ['gyro 7A103 to Oslo and Minsk // Bergen instead of Oslo', 'policy-of-denial'],
    ['missile, IV(a)(2), 230 kg to 305 km // Taipei // direct, their ministry buys from us', 'case-by-case'],
    ['one XV(e)(16) star tracker for a Sydney company // they are on the AUKUS list, so exempt?', 'case-by-case'],
    ['rocket motor for a Polish customer // about 400 // kN·s, yes', 'case-by-case'],
    ['Bucharest asks about our liquid engine, total impulse 2.0e6 N.s // engineering says zero point nine, not two', 'case-by-case'],
    ['drone, 9A012, 250 km, to a Kenyan farm // engineering says three hundred fifty, not two hundred fifty', 'case-by-case'],
    ['drone, 9A012, 350 km, to a Kenyan farm // on half a tank it now flies 250', 'case-by-case'],
    ['upper stage of the 600 kg launcher, civil flights // where? not fixed, our agent keeps the name to himself', 'need-facts'],
    ["upper stage for Gwanju, it's off a launcher of 1 tonne // Gwangju, with a g. And it's the drawings only, no metal", 'case-by-case'],
    ['98% hydrazine, 1C111.d, two tanks // Kourou // it fuels a comsat before it goes up', 'case-by-case'],
    // the conversation returns to an earlier deal, with everything said about it
    ['gyro 7A103 to Tehran // different matter: EAR99 bolts for a dairy in Tunis // back to the gyro', 'policy-of-denial'],
    ['gyro 7A103 to Oslo for a nuclear bomb // different matter: EAR99 bolts for a dairy in Tunis // back to the gyro', 'prohibited'],
    ['EAR99 bolts to Oslo, and a blorpinator // different matter: gyro 7A103 to Tunis // back to the bolts', 'need-facts'],
    ['shaker 2B116 to Turin // other thing: EAR99 bolts for a dairy in Tunis // could the dairy take the shaker', 'case-by-case'],
    // a figure, a place or a deal told before is of something else
    ['civil survey drone to a farm in Kenya, range 220 km // the old model had 220 km; ours does 420', 'case-by-case'],
    ['civil survey drone to a farm in Kenya, range 220 km // that was the old model, ours does 180 km', 'no-license'],
    ['civil survey drone to a farm in Kenya, range 220 km // that figure is out of date // it is 240 km', 'no-license'],
    ['civil survey drone to a farm in Kenya, range 420 km // the range is really 120 km', 'no-license'],
    ['civil survey drone to a farm in Kenya, range 420 km // the route is 120 km', 'need-facts'],
    [
      'payload fairing for our launcher (1 t to LEO) to Chile, commercial // plans changed, the complete vehicle goes',
      'presumption-of-denial',
    ],
    ['IV(h)(16) igniters to Oslo and Shanghai // legal made us take Shanghai out', 'case-by-case'],
    ["IV(h)(16) igniters to Oslo and Shanghai // we've told him to drop Shanghai", 'case-by-case'],
    ['IV(h)(16) igniters to Oslo and Shanghai // legal wants us to take Shanghai out, not decided', 'policy-of-denial'],
    ['IV(h)(16) igniters to Oslo and Shanghai // we dropped Oslo', 'policy-of-denial'],
    [
      "IV(h)(16) igniters to an enrolled company in Adelaide, unclassified, contract value 130 million dollars // I slipped a decimal. It's 1.30 million.",
      'exemption-possible',
    ],
    [
      'IV(h)(16) igniters to an enrolled company in Adelaide, unclassified, contract value 1.3 million dollars // decimal slip, 130',
      'case-by-case',
    ],
    ['rocket stage of a 1 t launcher, commercial, customer in Macedonia // the Greek region of that name: Thessaloniki', 'case-by-case'],
    ["IV(h)(16) igniters to Shanghai // that was last year's rejected order. This one goes to Oslo", 'case-by-case'],
    ["IV(h)(16) igniters to Shanghai // that was last year's plan too. Oslo repairs them", 'policy-of-denial'],
    // of several activities the strictest counts, until it is corrected
    ['Igniters to Australia // they will make it there // it is a temporary loan', 'case-by-case'],
    ['Igniters to Brazil // they will make it there // sorry, only a temporary loan', 'case-by-case'],
    // corrections
    ['engine of 1.3e6 Ns, civil launcher, Bangkok // impulse is 9.2e5, my bad', 'case-by-case'],
    [
      "SLV stage to Australia? // it's for a US government program // no, that was wrong, it is commercial // range 250 km // I meant Austria",
      'case-by-case',
    ],
    ["SLV stage to Austria, range 250 km // for a US government program // that's wrong, it is a commercial deal", 'case-by-case'],
    ["SLV stage to Australia? // that's wrong, it goes to Chile", 'presumption-of-denial'],
    ['SLV stage to Australia? // your answer is wrong', null],
    ['a rocket motor to Brazil? // parts only', 'case-by-case'],
    ['EAR99 cables to Germany? // Sorry, they are not EAR99.', 'need-facts'],
    ['an SLV stage to Australia, range 180 km? // The range is not 180 km.', 'need-facts'],
    ['an SLV stage to Australia, range 180 km? // The range is not 180 km, it is 900.', 'need-facts'],
    ['SLV stage to Norway // it is classified // no, it is unclassified', 'case-by-case'],
    ['SLV stage to Austria for a US government program, range 250 km // it is a commercial deal, not a government one', 'case-by-case'],
    ["can we send an SLV stage to Japan for a US government program? no wait, it's a commercial deal", 'case-by-case'],
    ['Javelin missiles to Estonia // ok forget Javelin. GMLRS, 70 km', 'case-by-case'],
    ['payload fairing to Canada // not the fairing itself, just drawings of it', 'exemption-possible'],
    ['EAR99 actuators for Kuwait // for a drone // a small civil one, it flies 40 km', 'no-license'],
    [
      "Sounding rocket stage, range 200 km, to Sweden, for a NASA programme // Sorry, NASA is not involved. It's a private customer.",
      'case-by-case',
    ],
    // a payload alone does not make a launcher's stage Category II, in whatever message it is told
    ['Can we sell a rocket stage to Indonesia? // it carries a payload of 120 kg', 'presumption-of-denial'],
    // further questions about the same deal
    ['SLV stage to Malta, commercial // and if they fly over here just to be trained on it', 'presumption-of-denial'],
    ['SLV stage to South Korea // And if we deliver in two phases under the same license?', 'case-by-case'],
    ['satellite to Oman // why do you ask?', 'need-facts'],
    ['SLV stage to Norway // what did you understand?', 'case-by-case'],
    // a place mentioned in passing is added to the earlier one; a place named in reply to "no" replaces it
    ['Stage of a two-tonne launcher to Jakarta // They say the Japanese will hold it for them', 'presumption-of-denial'],
    ['SLV stage to Jakarta // no, to Japan', 'case-by-case'],
    // what is said about one place or person does not apply to another
    ['EAR99 pump to Australia and China // the Australian one is for a hotel', 'ask-counsel'],
    ['can our French and Chinese engineers see rocket stage drawings? // he has a green card', 'policy-of-denial'],
    ['can our French and Chinese engineers see rocket stage drawings? // the French one has a green card', 'policy-of-denial'],
    ['can our French engineer see rocket stage drawings? // he has a green card', 'not-an-export'],
    // a bare number has the unit of the earlier one; if it would make the verdict milder, Licet asks whether it is meant
    ['Solid motor 0.9 MN.s to Chile // they want the stretched one, 1.3', 'presumption-of-denial'],
    ['9A012 drone, 340 km range, forestry, Helsinki // the new battery makes it 280', 'need-facts'],
    ['9A012 drone, 320 km, to Finland // sry typo, 230 km not 320', 'no-license'],
    ['Engine 0.9 MNs to Chile // 1.3', 'presumption-of-denial'],
    ['SLV stage, civil, to Kyiv // city is Donetsk after all', 'prohibited'],
    ["payload fairing to Australia // they'd rather make it there", 'case-by-case'],
    // what stops a deal must be taken back in words; a statement about something else does not do it
    ['Interstage to Australia // it is classified // the packing list is unclassified', 'ask-counsel'],
    ['Interstage to Australia // it is classified // yes, and the packing list is unclassified', 'ask-counsel'],
    ['Interstage to Australia // it is classified // sorry, the packing list is unclassified', 'ask-counsel'],
    ['Interstage to Australia // it is classified // sorry, it is unclassified', 'case-by-case'],
    // places are returned to, combined and left out by their order in the conversation
    ['9A012 survey drone 400 km, Canada // and Mexico // what about the first country again', 'no-license'],
    ['1 t LEO stage to Japan, commercial // and Chile? // back to the first one. what would that have been in Nov 2024', 'case-by-case'],
    ['payload fairing to Canada // and Poland // put the two side by side', 'case-by-case'],
    ['payload fairing to Canada // and the UK // and Poland // leave the third out', 'exemption-possible'],
    ['EAR99 valves to Norway // and to Iran? // leave the second one out', 'no-license'],
    ['1 t LEO stage to Japan // and Chile? // and in Norway? // same for the others', 'presumption-of-denial'],
    ['1 t LEO stage to Japan // sorry, I meant Chile // and Norway // back to the first one', 'presumption-of-denial'],
    ['SLV stage to Italy // the buyer will pass it on to Libya // and Spain? // back to the first one', 'policy-of-denial'],
    ['turbopump to Chile // and to Norway // and the interstage? // back to the first one', 'need-facts'],
    ['EAR99 pump to Australia and China // the first one', 'need-facts'],
    // a use stated for one place does not apply to the others
    ['EAR99 pump to Norway // and Jordan? // the first one is for a hotel', 'no-license'],
    ['EAR99 pump to Norway // and Jordan? // the Norwegian one is for a hotel', 'need-facts'],
    ['EAR99 pump to Norway and Jordan // Norway is for a hotel', 'need-facts'],
    ['EAR99 pumps to Kuwait and Oman // the Omani customer is a hospital', 'need-facts'],
    ['EAR99 pump to Norway // and Jordan, for a hotel // Kuwait?', 'need-facts'],
    ['EAR99 pump to Norway // and Jordan, for a hotel // Kuwait, same use', 'no-license'],
    // unnamed further places are asked for, until they are named or excluded
    ['EAR99 bolts to the Middle East // Jordan first, the rest later // for a hospital', 'need-facts'],
    ['EAR99 bolts to the Middle East for hospitals, Jordan first', 'need-facts'],
    ['EAR99 bolts to Jordan and the rest of the Gulf, for hotels', 'need-facts'],
    ['payload fairing to the UK // later also to others', 'need-facts'],
    ['payload fairing to the UK // and other places', 'need-facts'],
    ['EAR99 bolts to the Middle East for hospitals, Jordan first // only Jordan, nowhere else', 'no-license'],
    ['EAR99 bolts to Germany first of all, for a hotel', 'no-license'],
    // each item keeps its own figures, use and list entry
    ['A 2.6 MN·s motor and a crate of EAR99 gaskets, both for a launch firm in Lima // just the gaskets for now, please', 'no-license'],
    ['A 2.6 MN·s motor and a crate of EAR99 gaskets, both for a launch firm in Lima // the motor on its own', 'presumption-of-denial'],
    ['EAR99 hoses and a 4 MN·s engine, for Lima // the other part, the engine, goes to Tokyo', 'case-by-case'],
    ['a stage of a 1 t LEO launcher and EAR99 shelves, for Jakarta // only the shelves are for civil use', 'presumption-of-denial'],
    ['a stage of a 1 t LEO launcher and EAR99 shelves, for Jakarta // only the shelves // and the stage with it', 'presumption-of-denial'],
    ['1) igniters IV(h)(16), 2) EAR99 screws. To Rome. // number two only', 'no-license'],
    ['EAR99 lamps, igniters IV(h)(16) and a 9A012 drone, 500 km, for Athens // the third, please', 'case-by-case'],
    ['a 2 MN·s launcher engine, and a 9A012 mapping drone with 420 km, for Ottawa // leave the engine aside, only the drone', 'no-license'],
    ['9A012 drone, 380 km, Canada // and a payload fairing for them? // the drone again, but for Nairobi', 'case-by-case'],
    ['9A012 drone, 420 km, Ottawa // and an interstage for Lima? // back to the drone', 'no-license'],
    ['EAR99 pumps to Rome // and igniters? // they are for Iran in the end // back to the pumps', 'ask-counsel'],
    ['EAR99 valve for Rome // it is classified // and igniters? // back to the valve', 'need-facts'],
    ['9A515 comsat to Managua // no luck, fine. Peru then, same satellite', 'no-license'],
    ['two things for Turin: EAR99 hoses, and a stage of a 1 t launcher // the hoses, on their own', 'no-license'],
    ['First: a fairing to Perth. Second: a stage, 1 t to LEO, to Abu Dhabi, civil. // The second one.', 'presumption-of-denial'],
    // a unit told later belongs to the number before it
    ['civil farm drone for Lima, it goes 190 at most // nautical miles', 'case-by-case'],
    ['ballistic missile for the Croatian army // range 320, payload 150 // km and kg of course', 'case-by-case'],
    ['ballistic missile for the Lithuanian army // 250 and 1200: range, payload // miles and pounds', 'presumption-of-denial'],
    ['SLV stage to South Korea // one tonne to LEO, comms sats, private customer', 'case-by-case'],
    ['star tracker 7A004 to Adelaide // for their earth observation satellite', 'no-license'],
    ['complete launcher factory for a UK firm? // it is no factory. One finished second stage for a 1.5 t launcher', 'case-by-case'],
    ['civil farm drone for Lima, it goes 190 at most // kilometres', 'no-license'],
    ['survey UAV, civil, Bogotá, reaches 250 // two hundred fifty what? i asked: miles', 'case-by-case'],
    ['motor for a Lima satellite launcher, impulse 280,000 // let me check the unit // pound-force seconds', 'presumption-of-denial'],
    ['drone for Lima, it goes 190 at most, wingspan 240 // nautical miles', 'need-facts'],
    // one figure replaces another
    ['9A012 drone for a mine in Lima, 420 km // wait, it is 42, not 420', 'no-license'],
    ['Solid motor for a satellite launcher in Lima, 0.5 MN·s // the drawing says 1.5, not 0.5', 'presumption-of-denial'],
    ['EAR99 actuators to Israel for a civil drone, range 250 km // sorry, 700 km', 'case-by-case'],
    ['EAR99 actuators to Israel for a civil drone // range 250 // sorry, 700', 'case-by-case'],
    ['EAR99 actuators to Israel for a civil drone, range 250 km // the range is not 250 km', 'case-by-case'],
    // another day, place or customer for the same deal
    ['1 t LEO civil launcher to Seoul // what was it in November 2024?', 'policy-of-denial'],
    ['stage of a 1 t LEO launcher, Oslo // and in March 2024? // back to the present, but for Lima', 'presumption-of-denial'],
    ['9A515 comsat for Bogotá // what would Managua get', 'policy-of-denial'],
    ['9A012 pipeline drone, 510 km, Warsaw // another customer, same drone: a utility in Toronto', 'no-license'],
    ['EAR99 bolts to Rome // another customer will get some, too', 'need-facts'],
    ['9A012 inspection UAV, 470 km, Helsinki // never mind Helsinki, they moved. It is Calgary', 'no-license'],
    // something unknown becomes known
    ["EAR99 hoses to Amman // purpose? no idea, their agent won't say // he wrote back: for a hotel laundry", 'no-license'],
    ["EAR99 pumps to Amman // the purpose? they won't tell // it goes by ship", 'need-facts'],
    // in the style of a form
    ['Payload fairing to Leeds. Authorized User: yes. Classified: no. // so, exempt?', 'exemption-possible'],
    ['Payload fairing to Leeds for a US program. Classified: no, wait, yes.', 'ask-counsel'],
    ['Stage for Seoul // ok and back to the stage', 'case-by-case'],
    // another subject
    ['SLV stage to Japan // start over', null],
    ['Launch vehicle to Turkey, civil // New question, forget the launcher: can we send our product to Chile?', 'need-facts'],
    ['SLV stage to Japan // cool, thanks', null],
    ['SLV stage to Japan // what is the MTCR?', null],
  ] as const)('%s → %s', (conversation, verdict) => {
    expect(talk(...conversation.split(' // ')).verdict).toBe(verdict)
  })

  test('"they want it" in a further sentence does not affect the place in the sentence before', () => {
    const { answers } = talk('Igniters to Brazil', 'they will re-export it to Kenya. They want it soon')
    expect(answers.map(({ destination }) => destination)).toEqual(['BR', 'KE'])
  })

  test.each([
    ['sorry, only a temporary loan', 'temporary'],
    ['it is a temporary loan', 'manufacture-abroad'],
    ['no manufacture is planned outside of Brisbane', 'manufacture-abroad'],
    ['sorry, no manufacture there', 'export'],
  ])('they will make it there // %s: %s', (words, activity) => {
    expect(talk('Igniters to Australia', 'they will make it there', words).answers[0]?.activity).toBe(activity)
  })

  test('a list question about its own item ignores a day discussed before', () => {
    const list = 'which countries can we sell a rocket stage to?'
    expect(talk('can we sell an SLV stage to Korea in 2023?', list).countries).toEqual(talk(list).countries)
  })

  test(`"I don't know" is not an unused word`, () => {
    expect(talk('drone to Poland', "I don't know").unused).toEqual([])
  })

  test('shows what was understood, and can start over', () => {
    expect(talk('SLV stage to Norway', 'what did you understand?').text).toMatch(/What I understood[^]*rocket stage[^]*Norway/)
    const anew = talk('SLV stage to Norway', 'forget it')
    expect([anew.reply.title, anew.turns]).toEqual(['We start over', []])
  })
})
