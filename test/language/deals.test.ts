import { describe, expect, test } from 'vitest'
import { ask } from '../licet.ts'

/** Deals as people write them, and what each comes to. */
type Deals = ReadonlyArray<readonly [question: string, verdict: string]>

const carried: Deals = [
  ['igniters to Porto on an Air China freighter', 'ask-counsel'],
  ['igniters to Perth, Australia, flown by Belavia', 'ask-counsel'],
  ['a rocket stage to Osaka aboard a COSCO ship', 'ask-counsel'],
  ['a payload fairing to Sydney on a Chinese-flag vessel', 'ask-counsel'],
  ['shipping igniters to Oslo on a vessel owned by COSCO', 'ask-counsel'],
  ['fairing for a firm in Adelaide, authorized user, registered; we would fly it China Southern', 'ask-counsel'],
  ['igniters to Porto, not on a Chinese ship, on an Italian one', 'case-by-case'],
  ['igniters to Porto on a Lufthansa freighter', 'case-by-case'],
  ['EAR99 valves on an Air China freighter to Lisbon', 'no-license'],
  ['EAR99 pumps to Chile for a hotel by an Iran Air freighter', 'need-facts'],
  ['can we ship EAR99 pumps to Chile for a hotel on a North Korean ship', 'need-facts'],
  ['igniters to Air China in Beijing', 'policy-of-denial'],
  ['igniters ordered by COSCO, delivery in Hamburg', 'policy-of-denial'],
  ['contract with Aeroflot for igniters, to be picked up in Berlin', 'policy-of-denial'],
  ['igniters for installation on a Chinese vessel in Singapore', 'policy-of-denial'],
]

const unnamed: Deals = [
  ['BRKs for Rabat - can I pencil it into the second quarter?', 'need-facts'],
  ['can you book 4 gearboxes for Santiago', 'need-facts'],
  ['Our bread-and-butter product to Tallinn, ok?', 'need-facts'],
  ['hot potatoes to Rabat, the ones with fins', 'need-facts'],
  ['office chairs to Chile, can I book it?', 'no-license'],
  ['Range 350 km, payload 400 kg, the customer is in Lima. OK?', 'need-facts'],
  ['a full 1.3 t LEO vehicle for a firm in Chennai', 'case-by-case'],
  ['A works outside Salta coats boots with HTPB, 1C111.b. OK?', 'case-by-case'],
  ['Spike launchers to Osaka', 'ask-counsel'],
]

const things: Deals = [
  ['EAR99 seals for a startup in Lima building orbital rockets', 'no-license'],
  ['EAR99 seals for a startup in Cairo building orbital rockets', 'case-by-case'],
  ["EAR99 seals to Amman, the buyer's developing a drone", 'case-by-case'],
  ['EAR99 gauges to Riyadh, the small print says that they are fitted to an orbital launch vehicle', 'case-by-case'],
  ['an injector, flight article, from the launcher that hauls 3 t to LEO, to a firm in Kuala Lumpur', 'case-by-case'],
  ['the nose cap of their launcher, payload fairing, IV(h)(23), to Ottawa', 'exemption-possible'],
  ['EAR99 seals for a hotel in Hanoi. Anything missile-y about it?', 'no-license'],
  ['a civil launcher, 1.4 t LEO, to Greece', 'case-by-case'],
  ['commercial launchers for Ghana, 1 t LEO', 'presumption-of-denial'],
  ["We integrate a client's cubesat on our rocket. The client is in Tartu, Estonia", 'case-by-case'],
  ["We integrate a client's cubesat on our rocket and launch it from Kenya", 'need-facts'],
  ['EAR99 printers, Amman, for the offices of an insurance company', 'no-license'],
  ['EAR99 valves, Amman, for a test bank', 'need-facts'],
  ['EAR99 valves, Amman, paid from an account at a bank', 'need-facts'],
  ['igniters to Oslo, it isnt for the army', 'case-by-case'],
]

const figures: Deals = [
  ['Do the Brits get a guidance set for a 2t/LEO commercial rocket w/o license', 'case-by-case'],
  ['our British friends swear that the nozzle for their 400-kg-to-LEO launcher flies free under AUKUS', 'case-by-case'],
  [
    'in 2021 my last firm got a flat no: a stage, 1.1 t to LEO, commercial, for Adelaide. It is late 2026 now, still hopeless?',
    'case-by-case',
  ],
  [
    'Guided rocket, range 120 nautical miles, warhead 150 lb, unclassified, for the British Army; both sides are registered',
    'exemption-possible',
  ],
  ['a fairing with a warhead of 150 lb, for the British Army', 'need-facts'],
  ['civil drones for film crews in Fiji, 25 km and not a metre more', 'no-license'],
  ['our civil UAV to Fiji; 180 km is its maximum range', 'no-license'],
  ['a nozzle for a firm in Leeds. No idea what it bolts onto. 126.7?', 'need-facts'],
  ['a nozzle for a firm in Leeds, for our 800 km rocket, no idea what it costs', 'case-by-case'],
  ['9A515 crop-monitoring satellite to Hanoi', 'no-license'],
  ['a satellite, 9A515.a, nothing in it controlled for MT, to Hanoi for a broadcaster', 'no-license'],
  ['from the old data sheet, total impulse is 250,000 lbf-s, for a firm in Zagreb', 'presumption-of-denial'],
  ["they're after our 3.3 MN*s solid, a firm in Doha", 'presumption-of-denial'],
  ['9A610.a drone, maximum range 430 km, for the Finnish border police', 'case-by-case'],
  ['igniters, IV(h)(16), for the govt depot in Adelaide. 126.7, kthx?', 'exemption-possible'],
]

const people: Deals = [
  ['An American citizen by naturalization in 2016 still travels on an Iranian passport. He sees stage drawings in Denver', 'not-an-export'],
  ['a US citizen and a colleague who still holds a Iranian passport see stage drawings in Denver', 'prohibited'],
  ["our US citizen manager's intern still holds a Iranian passport; he sees stage drawings in Denver", 'prohibited'],
  ['three US citizens, one guy also has a Cuban passport; stage drawings in Denver', 'prohibited'],
  ['Taiwanese passport, he would see igniter drawings in Denver. Our tool flagged him as PRC', 'case-by-case'],
  ['Our tool flagged him as Chinese; he has a German passport and would see stage drawings in Denver', 'policy-of-denial'],
  ['She still carries a French passport and never had a green card. She sees stage drawings in Denver, 1 t LEO', 'case-by-case'],
  ['He has a Chinese passport and no US citizenship. He sees stage drawings in Denver', 'policy-of-denial'],
  ['He could not show a green card. Passport: Malaysia. He sees stage drawings in Denver, 1 t LEO', 'presumption-of-denial'],
  ['Passports: Canada plus Macau. The Canadian one is the newer one. He sees stage drawings in Denver', 'policy-of-denial'],
  ['stage drawings for a technician in Ohio, UK and Lebanese passports, the British one newer', 'policy-of-denial'],
  ['stage drawings for our shop in Ohio, no foreigner sees them except a Chinese intern', 'policy-of-denial'],
  ['a motor, 200 kN.s, to our test cell in Lebanon, Ohio 45036; no foreign person has a key', 'not-an-export'],
  ['a stage from Decatur to a shop in Mojave, California, nobody foreign touches it', 'not-an-export'],
  ['a new hire in Propulsion has a green card since 2019, born in Minsk. Stage drawings in Denver', 'not-an-export'],
  ['She was born in Herat and speaks Dari. An American citizen since 2015. Stage drawings in Denver', 'not-an-export'],
  ['igniters for two firms, in Spain and in China, the Spanish one pays', 'policy-of-denial'],
  ['He has a French passport and a green card. He sees stage drawings in Denver', 'not-an-export'],
]

const places: Deals = [
  ["EAR99 valves for Cuba Tom's. That is a bakery in Regina", 'no-license'],
  ['EAR99 ovens for Damascus Pastry Ltd, Lyon', 'no-license'],
  ['EAR99 ovens for Damascus Pastry Ltd, Damascus', 'ask-counsel'],
  ['EAR99 pumps for Damascus Dynamics Ltd, Lyon', 'ask-counsel'],
  ['igniters for Havana Pastry Ltd, Lyon', 'prohibited'],
  ['a 0.95 MN.s motor for a startup on Havana Avenue, Auckland', 'case-by-case'],
  ['a gyro 7A103 as a replacement part for the yacht Minsk Moon, Maltese flag, in Valletta', 'license-favorable'],
  ['a gyro 7A103 as a replacement part for a yacht from Minsk, Maltese flag', 'policy-of-denial'],
  ['Chad and Georgia from field sales promised a hotel in Lima two EAR99 pumps', 'no-license'],
  ['an interstage, 1.4 t to LEO, to our plant in Melbourne, the one in Florida. U.S. persons only', 'not-an-export'],
  ['EAR99 pumps for a hotel in Valencia in Spain, not Valencia in Venezuela', 'no-license'],
  ['EAR99 pumps for a hotel in Valencia in Venezuela, not Valencia in Spain', 'ask-counsel'],
  ['igniters for two firms, in Moscow and Paris, the one in Texas pays', 'policy-of-denial'],
  ['the Pakistanis are not buying anything, EAR99 pumps for a hotel in Izmir', 'no-license'],
  ['the Iranians are not buying anything, EAR99 pumps for a hotel in Izmir', 'need-facts'],
  ['the Iranians are not buying it, they lease it. EAR99 pumps for a hotel in Izmir', 'ask-counsel'],
  ['a communications satellite launcher to Chile', 'presumption-of-denial'],
  ['a small satellite launcher to Brazil', 'case-by-case'],
  ['EAR99 bolts, can we ship them to like China or Germany?', 'ask-counsel'],
  ['EAR99 bolts to Germany AF Iran for a car plant', 'ask-counsel'],
  ['a first stage to customers in countries like China', 'policy-of-denial'],
  ['We are an Indonesian company and ask an American maker for a complete launch vehicle, 700 kg LEO', 'presumption-of-denial'],
  ['I work for a Japanese company. We wish to import a complete launcher from the USA, 1 t LEO', 'case-by-case'],
  ['We are a German company and sell a launch vehicle, 1 t LEO, to an American firm', 'need-facts'],
  ['what changes if the launcher (1 t LEO) goes to Egypt instead of Spain?', 'presumption-of-denial'],
  ['what changes if the launcher (1 t LEO) goes to Spain instead of Egypt?', 'presumption-of-denial'],
  ['a launcher (1 t LEO) goes to Spain instead of Egypt', 'case-by-case'],
  ['They asked us to go via Sharjah, we refused. Now it flies straight to Rome, igniters', 'case-by-case'],
  ['They asked us to go via Minsk and we will. It ends up in Rome, igniters', 'policy-of-denial'],
  ['VENG S.A., Falda del Carmen: an upper stage, 750 kg to polar orbit, civil', 'case-by-case'],
  ['igniters to Melbourne. FL. A US company, US staff only', 'not-an-export'],
  ['to Moscow. OK? an igniter', 'policy-of-denial'],
  ['igniters for Soluciones S.A. de C.V., Monterrey', 'case-by-case'],
  ['igniters for Zorbex sp. z o.o., Bydgoszcz', 'case-by-case'],
  ['fairing for Adelaide: they mould the halves themselves, we get royalties per unit', 'case-by-case'],
  ['igniters, developed under a NASA contract, to Tsukuba', 'case-by-case'],
]

describe.each([
  ['what carries a thing', carried],
  ['what has no name', unnamed],
  ['things', things],
  ['figures', figures],
  ['people', people],
  ['places and programs', places],
])('%s', (_, deals) => {
  test.each(deals)('%s: %s', (question, verdict) => expect(ask(question).verdict).toBe(verdict))
})
