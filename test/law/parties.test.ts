import { describe, expect, test } from 'vitest'
import { ask, base, talk } from '../licet.ts'
import { sampled } from '../seed.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

/** The questions with a milder verdict than `floor`. */
const milder = (floor: (typeof severity)[number], ...questions: readonly string[]): readonly string[] =>
  questions.filter((question) => severity.indexOf(ask(question).verdict ?? 'not-an-export') < severity.indexOf(floor))

const [organizations, others] = base.armedGroups

describe('armed groups', () => {
  test.each(
    sampled(
      base.armedGroups.flatMap(({ groups }) => groups),
      2,
    ).map(([name = '']) => [name]),
  )('%s leads at least to counsel', (name) => {
    const questions = [
      `EAR99 valves to Germany for ${name}`,
      `EAR99 valves for ${name}`,
      `Can we sell a rocket stage to ${name}?`,
      `Our buyer in Texas is owned by ${name}; EAR99 valves`,
    ]
    expect(milder('ask-counsel', ...questions)).toEqual([])
  })

  test.each(
    sampled(
      base.armedGroups.flatMap(({ groups }) => groups.flat()),
      3,
    ).map((name) => [name]),
  )('%s never makes an answer milder', (name) => {
    for (const deal of ['EAR99 valves to Germany', 'SLV stage to Iran', 'payload fairing to the UK', 'SLV stage to Romania'])
      expect(milder(ask(deal).verdict === 'prohibited' ? 'prohibited' : 'ask-counsel', `${deal}, the end user is ${name}`)).toEqual([])
  })

  test('the reply names the list and its date, and says that it is no screening', () => {
    const { text } = ask('EAR99 valves to Germany for Hamas')
    expect(text).toContain("State Department's list of foreign terrorist organizations")
    expect(text).toContain('31 December 2025')
    expect(text).toContain('no screening')
    expect(text).toContain('recalled')
  })

  test('a group that is not on the list is not said to be', () => {
    const { text, answers } = ask('EAR99 valves to the Taliban')
    expect(text).toContain('outside the State Department')
    expect(answers[0]?.rules).not.toContain('named-terrorist-organization')
    expect(others?.groups.flat()).toContain('Taliban')
    expect(organizations?.groups.flat()).not.toContain('Taliban')
  })

  test('a group that is denied, or named later, counts', () => {
    expect(milder('ask-counsel', 'EAR99 valves to Germany, we do not know whether Hezbollah gets them')).toEqual([])
    expect(
      severity.indexOf(talk('EAR99 valves to Germany', 'the buyer belongs to Hezbollah').verdict ?? 'no-license'),
    ).toBeGreaterThanOrEqual(severity.indexOf('ask-counsel'))
  })

  test('the stricter verdict of a place stays', () => {
    expect(ask('SLV stage to the IRGC').verdict).toBe('prohibited')
    expect(milder('policy-of-denial', 'SLV stage to Hezbollah')).toEqual([])
  })

  test.each([
    'IMU to Japan',
    'ETA of the EAR99 valves to Germany is May',
    'let us ship EAR99 valves to Germany',
    'EAR99 valves to Germany, tip of the nozzle',
  ])('%s names no group', (question) => expect(ask(question).answers[0]?.rules ?? []).not.toContain('named-terrorist-organization'))
})

describe('governments and armies by their names', () => {
  test.each([
    ['SLV stage to the Kremlin', 'RU'],
    ['SLV stage to Putin', 'RU'],
    ['SLV stage to the FSB', 'RU'],
    ['SLV stage to the PLA', 'CN'],
    ["SLV stage to the People's Liberation Army", 'CN'],
    ['SLV stage to the IRGC', 'IR'],
    ['SLV stage to Tehran', 'IR'],
    ['SLV stage to the Ayatollahs', 'IR'],
    ['SLV stage to Pyongyang', 'KP'],
    ['SLV stage to Kim Jong Un', 'KP'],
    ['SLV stage to the Maduro government', 'VE'],
    ['EAR99 valves to the Maduro regime', 'VE'],
    ['SLV stage to the Assad government', 'SY'],
    ['EAR99 valves to Assad', 'SY'],
    ['SLV stage to the Castro regime', 'CU'],
    ['SLV stage to the Ortega government', 'NI'],
    ['SLV stage to the Lukashenko regime', 'BY'],
    ['SLV stage to the Bundeswehr', 'DE'],
    ['SLV stage to the Macron government', 'FR'],
    ['SLV stage to Downing Street', 'GB'],
    ['SLV stage to the Tatmadaw', 'MM'],
    ['SLV stage for the government of Erdogan', 'TR'],
    ['SLV stage to the Modi government', 'IN'],
    ['SLV stage to the IDF', 'IL'],
    ['SLV stage to Hezbollah', 'LB'],
  ])('%s: %s', (question, country) => {
    const { answers } = ask(question)
    expect(answers.map(({ destination }) => destination)).toEqual([country])
  })

  test('a domestic company owned by a foreign army is no domestic matter', () => {
    expect(milder('ask-counsel', 'SLV stage to a company in Texas owned by the PLA?')).toEqual([])
    expect(milder('ask-counsel', 'SLV stage to a firm in Ohio, a subsidiary of the IRGC')).toEqual([])
    expect(milder('ask-counsel', 'SLV stage to a company in Texas owned by the Kremlin')).toEqual([])
  })

  test.each([
    ['EAR99 printer for PLA filament to Germany', 'DE'],
    ['EAR99 powder, 5 micron, to Japan', 'JP'],
    ['EAR99 valves to Germany for Petro Tech', 'DE'],
    ['EAR99 tusk-shaped hooks to France', 'FR'],
    ['EAR99 model castings to Italy', 'IT'],
  ])('%s names no government', (question, country) =>
    expect(ask(question).answers.map(({ destination }) => destination)).toEqual([country]),
  )
})
