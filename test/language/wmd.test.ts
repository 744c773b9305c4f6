import { describe, expect, test } from 'vitest'
import { ask, talk } from '../licet.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

const known = [
  'EAR99 cloth to Germany for the nose of the vehicle that carries the bomb, nuclear I mean',
  'EAR99 cloth to Germany. They build warheads. Of the chemical sort',
  'EAR99 seals to Belgium, kernkoppen',
  'EAR99 seals to the Czech Republic, jaderné hlavice',
  'EAR99 seals to Turkey, kimyasal silahlar',
  'EAR99 seals to Spain para ojivas nucleares',
  'EAR99 seals to Japan, 核武器',
  'EAR99 seals to Germany for toxic shells',
  'EAR99 seals to Germany for an ABC weapon',
  'SLV stage to Australia for a nuclear missile',
  'EAR99 valves to Germany for a nuclear device',
  'EAR99 valves to the UK, they go into a nuclear-armed cruise missile',
  'igniters to Australia for an atomic bomb',
  'EAR99 valves to Germany for a thermonuclear warhead',
  'EAR99 pumps to Japan for a VX plant',
  'EAR99 nozzles to Canada to fill shells with VX',
  'EAR99 fittings to France, used to make tabun',
  'EAR99 fittings to France, used to make soman',
  'EAR99 fittings to Spain for a sarin line',
  'EAR99 fittings to Spain for novichok',
  'EAR99 tanks to Italy for mustard gas',
  'EAR99 tanks to Italy for sulphur mustard',
  'EAR99 tanks to Italy, mustard shells',
  'EAR99 freeze dryer to Norway for weaponized anthrax',
  'EAR99 mills to Norway for anthrax',
  'EAR99 mills to Norway for ricin',
  'EAR99 pumps to Poland for a nerve agent',
  'EAR99 valves to Japan for lewisite',
  'drone to Belgium that sprays a nerve agent, 40 km',
  'EAR99 bolts to Germany for a dirty bomb',
  'EAR99 bolts to Germany for a radiological bomb',
  'EAR99 bolts to Germany for a chemical warhead',
  'EAR99 bolts to Germany for a warhead with a chemical fill',
  'EAR99 bolts to Germany for a warhead filled with chlorine',
  'EAR99 bolts to Germany for a missile that carries a biological warhead',
  'EAR99 bolts to Germany for bombs filled with botulinum toxin',
  'EAR99 bolts to Germany for a biological bomb',
  'EAR99 bolts to Germany for their chemical weapons program',
  'EAR99 bolts to Germany for a germ bomb',
  'EAR99 bolts to Germany for CBRN munitions',
  'EAR99 bolts to Germany for a nuclear first strike',
  'EAR99 bolts to Germany for a chemical or biological missile',
  'EAR99 bolts to Germany for a nuclear payload',
  'EAR99 bolts to Germany, ogive chimique',
  'EAR99 bolts to Germany, misil nuclear',
  'EAR99 bolts to Germany for Kernwaffen',
  'There is no doubt that it becomes a nuclear missile. EAR99 valves to Germany.',
]

const asked = [
  'EAR99 valves to Germany for a nuclaer warhead',
  'EAR99 valves to Italy for a biologcal weapon',
  'EAR99 valves to Canada for anthrex weapons',
  'EAR99 valves to Canada for a novichock shop',
  'EAR99 tanks to Norway that shall carry brucella over a town',
  'EAR99 mortars to Norway for chlorine rockets',
  'EAR99 hoses to Finland for phosgene dropped by drone',
  'EAR99 relays to France for an unconventional warhead',
  'EAR99 relays to France for a charge of 15 kilotons',
  'EAR99 bolts to Germany for their nuclear program',
  'EAR99 bolts to Germany for a drone with a chemical payload',
  'EAR99 sprayers to Germany to disperse chlorine',
  'EAR99 valves to Germany for a rocket carrying a biological load',
  'EAR99 aerosol mills to Japan for spreading spores',
]

const peaceful = [
  'EAR99 valves to Germany, no bomb. Nuclear plants only',
  'EAR99 trucks to Canada for a chlorine water treatment works',
  'EAR99 pumps to Germany for a toxic waste treatment plant',
  'EAR99 masks to Germany for toxic dust',
  'EAR99 seals to Germany for chemcial plants',
  'EAR99 seals to Germany for a nuclaer power plant',
  'EAR99 gaskets to Finland for a nuclear power plant',
  'EAR99 gaskets to Finland for a nuclear reactor',
  'inspection drone, 20 km range, to France for a nuclear power plant inspection',
  'EAR99 valves to Germany for a chemical plant',
  'EAR99 valves to Shell Chemicals in the Netherlands for a refinery',
  'EAR99 coolers to Japan for biological samples',
  'EAR99 tubes to Germany for nuclear medicine at a hospital',
  'EAR99 pumps to Germany for the chemical industry',
  'EAR99 clocks to Japan, atomic clock parts',
  'EAR99 seals to Germany for a nuclear fuel storage site',
  'EAR99 magnets to Germany for nuclear magnetic resonance',
  'EAR99 sensors to Germany for a chemical vapor deposition furnace',
  'EAR99 spoons to Germany for mustard sauce',
  'EAR99 pumps to Germany for chlorine water treatment',
  'EAR99 parts to Germany for the VX-200 thruster test bench, a hobby project',
  'EAR99 valves to Germany for civil nuclear energy',
  'EAR99 pumps to Germany for a vaccine factory, virus research',
  'EAR99 valves to Germany, no nuclear missile use',
]

describe('weapons of mass destruction', () => {
  test.each(known)('%s: known use', (question) => expect(ask(question).verdict).toBe('prohibited'))
  test.each(asked)('%s: causes a question', (question) => {
    const { verdict, answers } = ask(question)
    expect(verdict).toBe('need-facts')
    expect(answers[0]?.asks).toContain('end-use')
  })
  test.each(peaceful)('%s: peaceful', (question) => expect(ask(question).verdict).toBe('no-license'))

  test('a peaceful satellite program is no sign of them', () =>
    expect(ask('SLV stage to Australia for biological samples in orbit').verdict).toBe('case-by-case'))

  test("a doubt is settled by the asker's reply", () => {
    const [question = ''] = asked
    expect(talk(question, 'no use with weapons of mass destruction known').verdict).toBe('no-license')
    expect(talk(question, 'it is for nuclear weapons').verdict).toBe('prohibited')
  })

  test('a sign in a later message counts', () =>
    expect(talk('EAR99 valves to Germany', 'they go into a nuclear missile').verdict).toBe('prohibited'))
})

describe('every kind of such weapon in every form', () => {
  const kinds = ['nuclear', 'chemical', 'biological', 'radiological', 'atomic', 'thermonuclear']
  const arms = ['weapon', 'warhead', 'bomb', 'missile', 'strike', 'munitions']
  const wordings = [
    (kind: string, arm: string) => `EAR99 valves to Germany for a ${kind} ${arm}`,
    (kind: string, arm: string) => `EAR99 valves to Germany. The customer makes ${kind} ${arm} parts.`,
    (kind: string, arm: string) => `EAR99 valves, Germany, end use is a ${kind.toUpperCase()} ${arm}`,
  ]
  test.each(kinds.flatMap((kind) => arms.map((arm) => [kind, arm] as const)))('%s %s', (kind, arm) => {
    for (const word of wordings) expect([word(kind, arm), ask(word(kind, arm)).verdict]).toEqual([word(kind, arm), 'prohibited'])
  })

  test.each(kinds.flatMap((kind) => ['device', 'payload', 'program'].map((thing) => [kind, thing] as const)))(
    '%s %s is never cleared',
    (kind, thing) =>
      expect(severity.indexOf(ask(`EAR99 valves to Germany for a ${kind} ${thing}`).verdict ?? 'no-license')).toBeGreaterThanOrEqual(
        severity.indexOf('need-facts'),
      ),
  )
})
