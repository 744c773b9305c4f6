import type { Said } from '../../src/engine/explore.ts'
import { graveItems, places } from './grave.ts'
import { fill, type Cell } from './probe.ts'

/** Questions of one kind that must not clear. Their templates take every combination of the words of their slots. */
type Family = {
  readonly name: string
  /** More than one message is a conversation. */
  readonly frames: ReadonlyArray<readonly string[]>
  readonly words: Readonly<Record<string, readonly string[]>>
  /** The mildest that may be said; by default `case-by-case`. */
  readonly least?: Said
}

const states = ['Texas', 'Ohio', 'the US']
const cities = ['Houston', 'Huntsville']
const ours = ['our rocket engine', 'our SLV stage', 'our guidance sets', 'a ballistic missile', 'our igniters', 'our payload fairing']
const harmless = ['valves', 'blades', 'bolts', 'cables', 'paint', 'gaskets', 'hoses', 'batteries']
const mild = ['a payload fairing', 'an igniter', 'an interstage']
const friends = ['Australia', 'the United Kingdom', 'Gilmour in Australia', 'a customer in England']
const clearing = ['EAR99 valves to Germany', 'an igniter to an Authorized User in Australia', 'EAR99 cables to Canada']

const families: readonly Family[] = [
  {
    name: "the seller's own country",
    frames: [
      ['We are {nation} company and want to export {ours}.'],
      ['As {nation} manufacturer, can we sell {ours}?'],
      ['I work for {nation} company. May we ship {ours}?'],
      ['Can {nation} firm like ours export {ours}?'],
      ['{nation} maker here: {ours}, can it be sold?'],
      ['We are {nation} company.', 'Can we export {ours}?'],
    ],
    words: { nation: ['an American', 'a US', 'a U.S. aerospace', 'a Texas', 'an Australian', 'a British', 'a Canadian'], ours },
  },
  {
    name: 'where the seller sits',
    frames: [
      ['Our plant is in {state}. Do we need a license to export {ours}?'],
      ['Hello from {city}! Can we sell {ours}?'],
      ['We make {ours} in {city}. Can we export it?'],
      ['{ours}, built in {state}, may it leave?'],
      ['Based in {city}, we would like to sell {ours} abroad.'],
    ],
    words: { state: states, city: cities, ours },
  },
  {
    name: "the seller's own trade",
    frames: [
      ['We are {trade}. Can we sell {item} to {place}?'],
      ['As {trade} we want to export {item} to {place}.'],
      ['{trade} here, can we ship {item} to {place}?'],
      ['Can we, {trade}, sell {item} to {place}?'],
    ],
    words: {
      trade: [
        'an igniter manufacturer',
        'a payload fairing company',
        'a maker of EAR99 valves',
        'an EAR99 distributor',
        'a nozzle supplier',
        'a US government contractor',
        'an Authorized User',
      ],
      item: graveItems.slice(0, 6),
      place: places,
    },
  },
  {
    name: 'dollars',
    frames: [
      ['Can we sell {ours} for {sum} {dollars}?'],
      ['{ours}, price {sum} {dollars}, ok?'],
      ['We offer {ours} in {dollars}. Do we need a license?'],
      ['Can we export {ours}?', 'The offer is in {dollars}.'],
      ['{item} to {place}?', 'The offer is in {dollars}.'],
      ['{item} to {place}?', 'Payment will be {sum} {dollars}.'],
      ['{item} to {place}? The price is {sum} {dollars}.'],
    ],
    words: {
      dollars: ['US dollars', 'USD', 'American dollars', 'Australian dollars', 'Canadian dollars', 'British pounds'],
      sum: ['two million', '25,000'],
      item: graveItems.slice(0, 5),
      place: places,
      ours,
    },
  },
  {
    name: 'a greeting is no place',
    frames: [
      ['{hello} EAR99 {thing}, ok?'],
      ['{hello} can we sell EAR99 {thing}?'],
      ['{hello} {ours}, may we export?'],
      ['Can I export EAR99 {thing}? {thanks}'],
    ],
    words: {
      hello: [
        'Hello!',
        'Hi,',
        'Good morning,',
        'Dear team,',
        'Moin,',
        'Servus,',
        'Aloha!',
        'Hola,',
        'Ciao,',
        'Hi Jordan,',
        'Dear Georgia,',
        'Hello Chad,',
        'Hi Victoria,',
        'Hey Sydney,',
        'Dear Ms. Holland,',
        'Hi Austin,',
      ],
      thanks: ['Thanks, Jordan', 'Cheers, Israel', 'Regards, Paris', 'Many thanks!', 'Best, Malcolm England', 'Thx, Dallas'],
      thing: harmless,
      ours,
    },
  },
  {
    name: 'an EAR99 thing to no named place',
    frames: [
      ['EAR99 {thing} ok?'],
      ['Are EAR99 {thing} fine?'],
      ['We want to ship EAR99 {thing} next week.'],
      ['EAR99 {thing} to {somebody}?'],
      ['Can we sell EAR99 {thing} to {somebody}?'],
    ],
    words: {
      thing: harmless,
      somebody: ['our customer', 'a friend', 'Acme Corp', 'our subsidiary overseas', 'the highest bidder', 'a foreign buyer', 'Siemens'],
    },
  },
  {
    name: 'passports at an American site',
    frames: [
      ['{person} in {state} with {passports} needs {data}.'],
      ['Can {person} at our {city} plant see {data}? They hold {passports}.'],
      ['{person} in {city} ({passports}) asks for {data}, ok?'],
      ['May we give {data} to {person} in {state} who has {passports}?'],
    ],
    words: {
      person: ['an engineer', 'our contractor', 'a new hire', 'the intern'],
      passports: [
        'two passports',
        'dual nationality',
        'a second passport',
        'more than one citizenship',
        'an Indian and a Chinese passport',
        'a foreign passport',
        'an H-1B visa',
      ],
      data: ['our stage drawings', 'technical data for a rocket engine', 'the design of our ballistic missile'],
      state: states,
      city: cities,
    },
  },
  {
    name: 'an American post abroad',
    frames: [
      ['Our {force} {post} in {abroad} wants two rocket stages'],
      ['Can we ship {item} to the {force} {post} in {abroad}?'],
      ['{item} for the {force} in {abroad}, delivered to the {post}?'],
    ],
    words: {
      force: ['US Army', 'US Navy', 'American', 'USAF'],
      post: ['garrison', 'base', 'depot'],
      abroad: ['Wiesbaden', 'Ramstein', 'Okinawa', 'Vicenza', 'Djibouti', 'Incirlik'],
      item: graveItems.slice(0, 3),
    },
  },
  {
    name: 'foreign-owned in America',
    frames: [
      ['{item} to a company in {state} owned by {owner}?'],
      ['Can we sell {item} to the {city} branch of {owner}?'],
      ['A customer in {city}, a subsidiary of {owner}, wants {item}. ok?'],
      ['The buyer is in {state}, its shareholder is {owner}. Can we sell {item}?'],
      ['Can we sell {item} to a firm in {state}? It belongs to {owner}.'],
      ['{item} to a company in {state}?', 'It is controlled by {owner}.'],
    ],
    words: {
      owner: [
        'the PLA',
        'the Chinese government',
        'an Iranian bank',
        'a Russian oligarch',
        'Rosoboronexport',
        'a North Korean trading house',
        'a Saudi fund',
        'foreign investors',
        'a company in Pakistan',
      ],
      item: graveItems.slice(0, 4),
      state: states,
      city: cities,
    },
  },
  {
    name: 'picked up in America',
    frames: [
      ['Could the customer pick {item} up in {state} himself?'],
      ['Could the customer pick it up in {state} himself so that we are not the exporter?'],
      ['The buyer collects {item} at our plant in {city}. Is that an export?'],
      ['{item}, ex works {city}, the customer arranges the transport, ok?'],
      ['We hand {item} over in {state} and the {foreign} buyer flies it home, ok?'],
      ['Can we deliver {item} to a forwarder in {city} for an overseas buyer?'],
      ['The {foreign} customer fetches {item} in {state}. Do we need a license?'],
    ],
    words: { item: graveItems.slice(0, 5), state: states, city: cities, foreign: ['Indonesian', 'Chinese', 'German'] },
  },
  {
    name: 'figures in the alternative',
    frames: [
      ['{flyer} to {friend}, range {low} km, or it may be {high}'],
      ['{flyer} to {friend}, range {low} or {high} km?'],
      ['{flyer} to {friend}, range between {low} and {high} km?'],
      ['{flyer} to {friend}, range {low} km, possibly {high} km?'],
      ['{flyer} to {friend}, range {low} km now and {high} km after the upgrade?'],
      ['{flyer} to {friend}, range {low} km (the brochure says {high} km)?'],
      ['{flyer} to {friend}, range {low} km. With less payload it flies {high} km.'],
      ['{flyer} to {friend}, range {low} km?', 'Or it may be {high} km.'],
    ],
    words: {
      flyer: ['sounding rocket stage', 'rocket stage', 'military drone', 'army UAS'],
      friend: ['Australia', 'the UK'],
      low: ['180', '250'],
      high: ['450', '700', '1,200'],
    },
  },
  {
    name: 'a condition denied or in doubt',
    frames: [
      ['{mild} to {friend}, {denied}'],
      ['Can we sell {mild} to {friend}? Note: {denied}.'],
      ['Note that {denied}. Can we sell {mild} to {friend}?'],
      ['{mild} to {friend}?', 'By the way, {denied}.'],
    ],
    words: {
      mild,
      friend: friends,
      denied: [
        'they are not an Authorized User',
        "they aren't an authorized user",
        'they have not enrolled as an Authorized User',
        'they are no longer an Authorized User',
        'their Authorized User status has lapsed',
        'the buyer is not on the list of Authorized Users',
        'we do not know whether they are an Authorized User',
        'they may not be an Authorized User',
        'I doubt that they are an Authorized User',
        'it is unclear if the buyer is an Authorized User',
        'they are still applying to become an Authorized User',
        'they were refused as an Authorized User',
      ],
    },
  },
  {
    name: 'a clearing deal with something grave in it',
    frames: [
      ['{clearing}, {grave}?'],
      ['Can we sell {clearing}? Note: {grave}.'],
      ['Can we sell {clearing}?', 'By the way, {grave}.'],
      ['Note that {grave}. Can we sell {clearing}?'],
    ],
    words: {
      clearing,
      grave: [
        'the end user is in Iran',
        'they go on to Syria',
        'the final customer is in North Korea',
        'our agent for it sits in Tehran',
        'the end user is a missile factory',
        'they will be built into a ballistic missile',
        'together with a ballistic missile',
        'an SLV stage goes in the same crate',
        'the buyer is on the Entity List',
        'the end user is not known yet',
        'it is meant for the Iranian army',
      ],
    },
  },
  {
    name: 'taken back in a later message',
    frames: [
      ['{item} to Austria for a US government program, range 250 km?', 'It is a commercial deal, not a government one.'],
      ['{item} to Australia, range 180 km?', '{backRange}'],
      ['{mild} to an Authorized User in {friend}?', '{backUser}'],
      ['EAR99 {thing} to Germany?', '{backEntry}'],
      ['Can one American company give {item} to another in {state}?', '{backPerson}'],
    ],
    words: {
      item: graveItems.slice(0, 4),
      backRange: [
        'Sorry, the range is 700 km.',
        'The range is not 180 km.',
        'Forget the range, we do not know it.',
        'The range was wrong.',
      ],
      backUser: [
        'They are not an Authorized User after all.',
        'Correction: no Authorized User.',
        'Their status as Authorized User has expired.',
      ],
      backEntry: ['Sorry, they are not EAR99.', 'The EAR99 was wrong.', 'They go to Iran instead.', 'We do not know the ECCN after all.'],
      backPerson: ['The recipient is not a US person.', 'The other company is Chinese.', 'The recipient is a foreign national.'],
      mild,
      friend: ['Australia', 'the United Kingdom'],
      thing: harmless,
      state: states,
    },
  },
  {
    name: 'behind a very long text',
    frames: [['Can we sell {clearing}? {filler} {tail}'], ['Can we sell {clearing}? {filler}{filler} {tail}']],
    words: {
      clearing,
      filler: ['We look forward to your answer and remain with kind regards. '.repeat(140)],
      tail: [
        'The end user is in Iran.',
        'It goes on to North Korea.',
        'They are not an Authorized User.',
        'It will be part of a ballistic missile.',
        'Also an SLV stage.',
      ],
    },
  },
  {
    name: 'entries that point to the Munitions List, marked MT',
    frames: [['{pointer} to {ally}?'], ['ECCN {pointer} parts to {ally}, ok?'], ['Can we sell something under {pointer} to {ally}?']],
    words: {
      pointer: ['1A102', '1C102', '4A102', '6A103', 'USML XV(e)(16)'],
      ally: ['Australia', 'Canada', 'the United Kingdom', 'Germany'],
    },
  },
  {
    name: 'on the Munitions List, so under a license or an exemption',
    frames: [
      ['USML {paragraph} to {ally}?'],
      ['Can we sell a part under Category {paragraph} of the Munitions List to {ally}?'],
      ['{listed} to {ally}?'],
    ],
    words: {
      paragraph: ['V(d)(2)', 'VII(b)', 'XI(c)(11)(vii)', 'VIII(h)(12)', 'XIX(c)', 'XIII(d)(2)', 'XX(a)', 'XII(d)(2)', 'VI(a)'],
      listed: ['USML V(d)(2) ammonium perchlorate', 'a composite propellant of USML V(b)', 'a thermal battery of USML XIII(h)(3)'],
      ally: ['Australia', 'Canada', 'the United Kingdom', 'Germany'],
    },
    least: 'exemption-possible',
  },
  {
    name: 'for weapons of mass destruction',
    frames: [['{clearing} for {wmd}?'], ['Can we sell {clearing}? It is for {wmd}.'], ['{clearing}?', 'They want it for {wmd}.']],
    words: {
      clearing: ['EAR99 valves to Germany', 'an igniter to Australia', 'accelerometers to Japan'],
      wmd: [
        'a nuclear missile',
        'a nuclear device',
        'delivering VX',
        'spreading nerve agents',
        'a sarin warhead',
        'novichok',
        'mustard gas shells',
        'an atomic bomb',
        'a thermonuclear warhead',
        'weaponized anthrax',
        'tabun',
        'a biological weapon',
        'chemical munitions',
        'ricin',
        'a dirty bomb',
      ],
    },
    least: 'need-facts',
  },
  {
    name: 'to an armed group',
    frames: [['{goods} to {group}?'], ['Can we sell {goods} to {group}?'], ['{goods}, the buyer is {group}, ok?']],
    words: {
      goods: ['an igniter', 'an SLV stage', 'EAR99 valves'],
      group: ['Hamas', 'Hezbollah', 'the Houthis', 'ISIS', 'Al-Shabaab', 'Boko Haram', 'the PKK', 'Al-Qaeda', 'Ansar Allah', 'the Taliban'],
    },
    least: 'need-facts',
  },
]

/** Every way to take one word of each slot that the frame has. */
function combinations(frame: readonly string[], words: Family['words']): ReadonlyArray<Readonly<Record<string, string>>> {
  const slots = Object.keys(words).filter((slot) => frame.some((message) => message.includes(`{${slot}}`)))
  return slots.reduce<ReadonlyArray<Readonly<Record<string, string>>>>(
    (rows, slot) => rows.flatMap((row) => (words[slot] ?? []).map((word) => ({ ...row, [slot]: word }))),
    [{}],
  )
}

/** Questions that sound as if they cleared and must not: nothing milder than a review case by case may be said. */
export const trapsCells: readonly Cell[] = families.flatMap(({ name, frames, words, least = 'case-by-case' }) =>
  frames.flatMap((frame) =>
    combinations(frame, words).map((chosen): Cell => () => ({
      frame: name,
      messages: frame.map((message) => fill(message, chosen)),
      floor: { said: least },
    })),
  ),
)
