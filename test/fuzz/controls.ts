import { combinations, fill } from './probe.ts'

/** Templates of honest questions, filled with every combination of words. */
type Family = { readonly frames: readonly string[]; readonly words: Readonly<Record<string, readonly string[]>> }

const families: readonly Family[] = [
  {
    frames: [
      'Can we sell {part} to an Authorized User in {ally}?',
      'Good morning, may we ship {part} to {ally}? The buyer is an Authorized User. Thanks!',
      '{part} to {ally}, the customer is an Authorized User under 126.7',
      'Our customer in {ally}, an Authorized User, ordered {part}. Do we need a license?',
      'Do we need a license for {part} to {ally}? Everyone involved is an Authorized User.',
    ],
    words: {
      part: ['igniters', 'a payload fairing', '40 igniters', 'two payload fairings, 180 kg each,'],
      ally: ['Australia', 'the United Kingdom'],
    },
  },
  {
    frames: ['Can we sell {flyer} to {ally}?', '{flyer}, to {ally}, the buyer is an Authorized User'],
    words: {
      flyer: [
        'a military drone with a range of 200 km',
        'an army UAS, max range 180 km,',
        'a sounding rocket stage with a range of 200 km',
      ],
      ally: ['Australia', 'the UK'],
    },
  },
  {
    frames: [
      'Can we ship EAR99 {thing} to {country}?',
      'EAR99 {thing} to a customer in {country}, ok?',
      'Is a license needed for {thing}, ECCN EAR99, to {country}?',
      'Good morning! We would like to export {thing} (EAR99) to {country}. Thank you.',
      '{country} wants 500 EAR99 {thing}, worth 2,000 euros. Fine?',
      'EAR99 {thing}, 12 kg, 40 cm long, to {country}?',
      'We are a small company and want to send EAR99 {thing} to {country}.',
    ],
    words: { thing: ['valves', 'bolts', 'cables'], country: ['Germany', 'France', 'Japan', 'Canada', 'Australia'] },
  },
  {
    frames: ['{entry} to {country}?', 'Can we export {entry} to {country}?', 'Does {entry} need a license for {country}?'],
    words: { entry: ['5A992 radios', '9A991 aircraft parts', 'ECCN 7A994 compasses'], country: ['Germany', 'the UK', 'Canada', 'Norway'] },
  },
  {
    frames: ['{entry} to {near}?', 'Can we export {entry} to {near}?', 'Our {near} customer ordered {entry}, ok?'],
    words: {
      entry: [
        'ECCN 7A101 accelerometers',
        '9A115 launch vehicle transporters',
        '7A103 instrumentation',
        '1C107 graphite',
        '5A101 telemetry equipment',
        '9A101 turbojet engines',
      ],
      near: ['Canada'],
    },
  },
  {
    frames: ['{entry} to {near}?', 'Can we export {entry} to {near}?'],
    words: { entry: ['7A101 accelerometers', '7A103 instrumentation', '1C107 graphite'], near: ['Australia', 'the United Kingdom'] },
  },
  {
    frames: [
      'Can one US person give {item} to another in {state}?',
      'Transfer of {item} between two US persons in {state}?',
      'Can we sell {item} to a US company in {state}?',
      'May our office in Ohio send {item} to our office in {state}?',
      'Can a US citizen at our {state} site see drawings of {item}?',
      'A green card holder in {state} needs drawings of {item}, ok?',
      '{item} from Denver to {state}, both sides are American companies, ok?',
    ],
    words: { item: ['an SLV stage', 'a rocket engine', 'an igniter'], state: ['Texas', 'Alabama'] },
  },
  {
    frames: ['{drone} to {country}?', 'Can we sell {drone} to {country}?'],
    words: { drone: ['a 9A012 civil drone with a range of 100 km'], country: ['Australia', 'the UK', 'Canada', 'Germany'] },
  },
  {
    frames: ['{civil} to {buyer}?', 'Can we export {civil} to {buyer}?', '{buyer} ordered {civil}. Do we need an MT license?'],
    words: {
      civil: [
        'a civil drone with a range of 80 km',
        'a crop spraying drone with a range of 12 km',
        'a 9A012 survey drone with a range of 420 km',
      ],
      buyer: ['a survey firm in Leeds', 'a sheep station in Queensland', 'a pipeline company in Alberta'],
    },
  },
  {
    frames: [
      '{airline} needs {unit} as a replacement part for an airliner',
      'Can we send {unit} to {airline}? It is a replacement part for a civil airliner.',
    ],
    words: {
      unit: ['a 7A103 IMU', 'a 7A103 navigation unit'],
      airline: ['Lufthansa in Frankfurt', 'an airline in Warsaw', 'Qantas in Sydney'],
    },
  },
  {
    frames: ['Ship {item} to our test site in {town}', 'Can we deliver {item} to a U.S. company in {town}? All staff are U.S. persons.'],
    words: {
      item: ['an SLV stage', 'a rocket engine'],
      town: ['Huntsville, Alabama', 'Spaceport America, New Mexico', 'Paris, Texas'],
    },
  },
  {
    frames: [
      'A {origin}-born US citizen at our Houston site needs drawings of {item}, ok?',
      'May a {origin}-born green card holder in Colorado see drawings of {item}?',
      'New hire: born in {birth}, naturalized US citizen, sits in Houston. Drawings of {item} ok?',
      'No, he is not a foreign person: naturalized in 2019, born in {birth}. May he see drawings of {item} in Ohio?',
      'She was born in {birth}, admitted to the US as a refugee in 2021. Drawings of {item} for her at our Texas shop, ok?',
    ],
    words: {
      origin: ['Venezuelan', 'Chinese', 'Iranian'],
      birth: ['Venezuela', 'China', 'Iran'],
      item: ['an SLV stage', 'a rocket engine'],
    },
  },
  {
    frames: ['{thing} to {buyer}?', 'Can we sell {thing} to {buyer}?', '{thing} for {buyer}, nothing to do with missiles'],
    words: {
      thing: ['EAR99 pumps', 'EAR99 rain gauges'],
      buyer: ['a dairy in Qatar', 'a university in Harare', 'a desalination plant in Spain'],
    },
  },
  {
    frames: ['{motor} to {buyer}?', 'May we sell {motor} to {buyer}?'],
    words: {
      motor: ['a rocket motor with a total impulse of 700 kN·s'],
      buyer: ['a Canadian-registered company', 'an Authorized User in the UK'],
    },
  },
  {
    frames: ['{sat} to {buyer}?', 'Can we export {sat} to {buyer}?'],
    words: {
      sat: ['a 9A515 communications satellite', 'a 9A515 TV satellite, civil,'],
      buyer: ['an operator in Nigeria', 'a broadcaster in Brazil'],
    },
  },
]

/** Questions that are rightly cleared. A stricter reading must not turn them into questions back. */
export const controls: readonly string[] = families.flatMap(({ frames, words }) =>
  frames.flatMap((frame) => combinations([frame], words).map((chosen) => fill(frame, chosen))),
)
