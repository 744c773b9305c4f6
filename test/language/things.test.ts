import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answerer, ask, base, talk, today } from '../licet.ts'
import { sampled } from '../seed.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

const linesOf = (name: string): readonly string[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

const read = (text: string): ReturnType<typeof goods> => goods(answerer.reader.read(text, today))

function goods(understood: ReturnType<typeof answerer.reader.read>): {
  readonly things: readonly string[]
  readonly unknown: readonly string[]
} {
  const readings = understood.kind === 'guarded' ? [] : understood.readings
  return {
    things: readings
      .flatMap(({ item, vehicle, article }) => [item, vehicle, article])
      .flatMap((thing) => (thing === undefined ? [] : [thing.source.id])),
    unknown: readings.flatMap(({ unknown }) => unknown),
  }
}

const clears = (question: string): boolean => severity.indexOf(ask(question).verdict ?? 'need-facts') < severity.indexOf('case-by-case')

describe('every entry controlled for missile technology', () => {
  const rows = linesOf('mt-names.txt').map((line) => {
    const [entry = '', names = ''] = line.split(': ')
    return [entry, names.split('; ')] as const
  })
  const sentences: ReadonlyArray<(name: string) => string> = [
    (name) => `Can we sell a ${name} to Germany?`,
    (name) => `we want to ship ${name} to India`,
    (name) => `${name} to Brazil, civil`,
    (name) => `quote two ${name}s for a customer in Poland`,
    (name) => `may we lend our ${name} to a firm in South Korea?`,
  ]

  test('is read, or reported as unknown, by the names people use for it', () => {
    const unread = rows.flatMap(([entry, names]) =>
      names
        .map((name) => [name, read(`Can we sell a ${name} to Germany?`)] as const)
        .filter(([, { things, unknown }]) => things.length + unknown.length === 0)
        .map(([name]) => `${entry}: ${name}`),
    )
    expect(unread).toEqual([])
  })

  test('never clears under any of its names', () => {
    const said = rows.flatMap(([, names]) => names.flatMap((name) => sentences.map((say) => say(name))))
    expect(sampled(said, 11).filter(clears)).toEqual([])
  })
})

test('no item clears by its name alone', () => {
  const names = base.families.flatMap((family) => [...family.names, ...(family.slang ?? [])])
  expect(names.length).toBeGreaterThan(1_500)
  expect(
    sampled(names, 7)
      .map((name) => `can we sell the ${name} to Germany?`)
      .filter(clears),
  ).toEqual([])
})

test('a technical word in an everyday sense is not an item', () => {
  const ofField = (thing: string): boolean => thing !== 'everyday-article'
  expect(linesOf('everyday.txt').filter((sentence) => read(sentence).things.some(ofField))).toEqual([])
})

test.each<[sentence: string, thing: string]>([
  ['a solid motor for a launcher to India', 'engine'],
  ['the engine, 1.2 MN.s, to Poland', 'engine'],
  ['the first stage of our launcher to India', 'stage'],
  ['our bird, 900 kg to LEO, to Norway', 'launch-vehicle'],
  ['an engine for the big one, 2 t to orbit, to Italy', 'engine'],
  ['a sat, ECCN 9A515, to Chile', '9A515.*'],
  ['a rocket nozzle to Italy', 'rocket-part'],
  ['strongback and hold-downs to Scotland', 'launch-equipment'],
  ['a target drone to Denmark', 'military-drone'],
  ['a PLF to Italy', 'fairing'],
  ['a shaker table for motors to India', 'shaker'],
  ['a CVD furnace to India', 'row-2b105'],
  ['N2O4 to France', 'row-1c111.a.3'],
  ['a cruise missile engine to India', 'engine'],
])('%s: %s', (sentence, thing) => {
  expect(read(sentence).things).toContain(thing)
})

describe('an item that the knowledge does not name', () => {
  test.each<[question: string, name: string]>([
    ['can we ship gearboxes to Chile?', 'gearboxes'],
    ['Can we sell our product to Oman?', 'product'],
    ['a gearbox for the drone line to Turkey', 'gearbox'],
    ['we want to send two widgets to Peru', 'widgets'],
    ['water pumps to Kenya', 'water pumps'],
    ['electric motors to Pakistan', 'electric motors'],
  ])('%s: the reply asks what "%s" is', (question, name) => {
    const { verdict, text, asks } = ask(question)
    expect({ verdict, asked: asks.includes('item'), named: text.includes(`"${name}"`) }).toEqual({
      verdict: 'need-facts',
      asked: true,
      named: true,
    })
  })

  test.each([
    ['igniters to the UK', 'igniters and gearboxes to the UK'],
    ['an igniter to Australia', 'an igniter plus a glow plug to Australia'],
  ])('%s clears, and %s does not', (alone, beside) => {
    expect([clears(alone), clears(beside)]).toEqual([true, false])
  })

  test('is what a quoted list entry says', () => {
    expect(ask('can we ship EAR99 gearboxes to Chile, for a dairy?').verdict).toBe('no-license')
    expect(talk('can we ship gearboxes to Chile?', 'EAR99, for a dairy').verdict).toBe('no-license')
  })

  test.each(['can we ship igniters to Chile?', 'can we ship it to Chile?', 'we want to export to Chile', 'send me the list for Chile'])(
    '%s has no unknown item',
    (question) => {
      expect(read(question).unknown).toEqual([])
    },
  )
})

test.each<[question: string, verdict: string, things: readonly string[]]>([
  [
    'our crew will train their pilots in Doha on our launcher, 900 kg to LEO',
    'presumption-of-denial',
    ['defense-service', 'launch-vehicle'],
  ],
  ['two of our people fly to India to bolt a cubesat on a launch vehicle', 'case-by-case', ['launch-service']],
  ['may one of us sit on the failure board of an Italian launcher?', 'case-by-case', ['launch-service']],
  ['help mate a client’s cubesat to the PSLV in India', 'case-by-case', ['launch-service']],
  ['launch integration and a stage for Thailand', 'presumption-of-denial', ['launch-service', 'stage']],
  ['launch integration and drawings of a stage for Thailand', 'presumption-of-denial', ['launch-service', 'technical-data']],
  ['launch integration of a Thai satellite on our launcher', 'case-by-case', ['launch-service']],
  ['can we find out why their rocket exploded, for a firm in Spain?', 'case-by-case', ['launch-service']],
  ['we host eight visitors from Vietnam, they see our rocket stage', 'presumption-of-denial', ['technical-data', 'stage']],
  ['drawings of our 9A515 satellite for a university in Libya, civil research', 'policy-of-denial', ['technical-data', '9A515.*']],
  ['a plant that produces rocket motors for Turkey', 'policy-of-denial', ['production-facility']],
  [
    'turnkey, the lot: a plant which by itself turns out complete two-tonne launchers, for Spain',
    'policy-of-denial',
    ['production-facility'],
  ],
  ['Greece asks for a complete works to build 700 kg, 400 km ballistic missiles', 'policy-of-denial', ['production-facility']],
  ['a facility able to manufacture whole launch vehicles, near Porto', 'policy-of-denial', ['production-facility']],
  ['they want an assembly line for orbital launch vehicles in Brazil, start to finish', 'policy-of-denial', ['production-facility']],
  ['the plant, not its product: it assembles complete SLVs. The buyer is Dutch', 'policy-of-denial', ['production-facility']],
  ['EAR99 lamps for the halls of a French plant that assembles launch vehicles', 'no-license', ['launch-vehicle']],
  ['a lathe that makes nozzles, to India', 'case-by-case', ['production-equipment']],
])('%s: %s', (question, verdict, things) => {
  expect(ask(question).verdict).toBe(verdict)
  expect(read(question).things).toEqual(expect.arrayContaining([...things]))
})

test.each([
  ['we lend a sounding rocket to Norway', 'temporary'],
  ['a stage to a trade fair in Leipzig', 'temporary'],
  ['camera drones to Morocco, back home after five days', 'temporary'],
  ['our buyer in Peru wants to pass the stage on to another firm there', 'retransfer'],
])('%s: %s', (question, activity) => {
  const understood = answerer.reader.read(question, today)
  expect(understood.kind === 'read' ? understood.readings[0]?.facts['activity'] : undefined).toBe(activity)
})

/** The asker's own trade is not the buyer's use, and a sign of weapons beside a civil trade causes a question. */
test.each<[question: string, endUse: string | undefined]>([
  ['EAR99 valves for a brewery in Chile', 'other-civil'],
  ['EAR99 valves to a gold mine in Ghana', 'other-civil'],
  ['EAR99 pumps for the municipal waterworks of Tunis', 'other-civil'],
  ['we are a dairy equipment company, EAR99 valves to Chile', undefined],
  ['we make bakery machines and sell EAR99 valves to Chile', undefined],
  ['EAR99 valves for the army dairy in Egypt', undefined],
  ['we are building a port crane truck, EAR99 valves to Chile by truck', 'other-civil'],
  ['we are building sheds in Ohio and sell EAR99 valves to Chile by truck', undefined],
  ['we train their crew on EAR99 valves in Chile', undefined],
])('%s: %s', (question, endUse) => {
  const understood = answerer.reader.read(question, today)
  expect(understood.kind === 'read' ? understood.readings[0]?.facts['endUse'] : 'not read').toBe(endUse)
})

describe('a second item', () => {
  const asked = [
    'EAR99 brackets to Denmark and a gearbox',
    'EAR99 brackets to Denmark + some test hardware',
    'Payload fairing to Australia as well as a Hornet',
    'Payload fairing to Australia, two crates of naval mines',
    'Payload fairing to Australia & the launch rail',
    'EAR99 brackets to Denmark, 200 liters of MMH',
    'Payload fairing IV(h)(23) and an orbital launcher, civil, to Australia',
    // The rocket may only be what the fairing is for, but nothing says so.
    'Payload fairing IV(h)(23), 400,000 dollars, to Leeds, orbital rocket, civil',
    'EAR99 brackets that hold and one orbital launcher, civil, to Denmark',
  ]
  test.each(asked)('%s: keeps the answer from clearing', (question) => expect(clears(question)).toBe(false))

  const servedOnly = [
    'EAR99 brackets to Denmark that would hold the launcher on the pad',
    'EAR99 brackets to Denmark, qualified on a 480 km rocket',
  ]
  test.each(servedOnly)('%s: the vehicle is not an item', (question) =>
    expect(read(question).things[0]).not.toMatch(/^(launch-vehicle|rocket)$/),
  )
  test.each(servedOnly)('%s: it only says what the item is for', (question) => expect(clears(question)).toBe(true))

  const covered = ['EAR99 nuts and bolts to Denmark', 'EAR99 brackets to Denmark and Belgium', 'EAR99 brackets to Denmark, a box of 40']
  test.each(covered)('%s: is none', (question) => expect(ask(question).verdict).toBe('no-license'))
})

describe('a vehicle or an engine beside a part', () => {
  const legs = (question: string): number => {
    const understood = answerer.reader.read(question, today)
    return understood.kind === 'read' ? understood.readings.reduce((sum, { also }) => sum + 1 + also.length, 0) : 0
  }

  test.each([
    'interstage adapter, 1t-to-leo rocket, Casablanca',
    'payload fairing, civil launcher, Halifax',
    'a TVC kit (1 t LEO launcher) to Norway',
    "chambers for their 1,300 kg-to-LEO rocket's engine, Malmö",
    'a truck-mounted launcher for a 480 km, 300 kg missile, Romania',
    'the rocket lifts 1.2 tonnes but we only sell the igniters in it. Chile',
    'quadcopters of theirs with 30 km reach; we ship EAR99 batteries to Bahrain',
    'EAR99 wiring for Jordan. End product: missile, 600 km',
    'igniter, 1.2 MN.s motor, Canada',
    "casting equipment 9B116 for a launcher's solid boosters, Taichung",
  ])('%s: only says what it is for', (question) => expect(legs(question)).toBe(1))

  test.each([
    'interstage adapter, a 1t-to-leo rocket, Casablanca',
    'interstage adapters, 1t-to-leo rockets, Casablanca',
    'interstage adapter, 1t-to-leo rocket, both to Casablanca',
    'a TVC kit (plus a 1 t LEO launcher) to Norway',
    'the rocket lifts 1.2 tonnes, we sell it and the igniters. Chile',
    'we repair quadcopters of theirs and ship EAR99 batteries to Bahrain',
    'igniter, a 1.2 MN.s motor, Canada',
    'casting equipment 9B116 and solid boosters, Taichung',
  ])('%s: goes, too', (question) => expect(legs(question)).toBeGreaterThan(1))
})
