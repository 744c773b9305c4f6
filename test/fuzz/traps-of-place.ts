import { graveItems, harmless, places, states } from './grave.ts'
import type { TrapFamily } from './traps.ts'

const cities = ['Houston', 'Huntsville']
const ours = ['our rocket engine', 'our SLV stage', 'our guidance sets', 'a ballistic missile', 'our igniters', 'our payload fairing']

/**
 * Trap questions about places: those of the seller, of names and greetings are no destination, and a place in America does not
 * prove that nothing is exported.
 */
export const trapsOfPlace: readonly TrapFamily[] = [
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
    name: 'a name that sounds like a place',
    frames: [['EAR99 {thing} to {name}?'], ['Can we sell EAR99 {thing} to {name}?'], ['{name} would like to buy EAR99 {thing}, ok?']],
    words: {
      thing: harmless,
      name: [
        'Mr. Gomez',
        'Malik',
        'Maria',
        'Mr. Ghani',
        'Chad Smith',
        'Jordan Peters',
        'Dr. Holland',
        'Georgia Miller',
        'Opera GmbH',
        'Medal Ltd',
        'Camping World',
        'MT',
        'LA',
      ],
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
]
