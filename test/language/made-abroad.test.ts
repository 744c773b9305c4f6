import { describe, expect, test } from 'vitest'
import { ask } from '../licet.ts'

const activityOf = (question: string): string | undefined => ask(question).answers[0]?.activity

describe('manufacture in another country is an activity of its own', () => {
  test.each([
    'manufacture an igniter in the UK',
    'can we produce payload fairings in Scotland?',
    'make igniters in Australia',
    'assemble the igniters at our partner’s shop in the UK',
    'have igniters built by a company in the UK',
    'our partner in Australia will manufacture the igniter',
    'we want the UK firm to make the igniters',
    'outsource the igniter to a shop in the UK',
    'contract manufacturing of igniters in Australia',
    'licensed production of igniters in Australia',
    'License a Cardiff firm to make our igniters',
    'sell igniters to the UK so they can manufacture copies',
    'let an Australian company copy our igniter',
    'can Canada make our igniters?',
    'build-to-print igniters by a Canadian shop',
    'joint venture in the UK making igniters',
    'move igniter production to Scotland',
    'second source the igniter in Australia',
    '3D print igniters in Australia from our files',
    'license our igniter design to a British company',
    'give Australia our igniter drawings so they can build it',
    'send igniter drawings to a UK firm that will produce them',
    'teach Australians to make igniters',
  ])('%s', (question) => {
    expect(activityOf(question)).toBe('manufacture-abroad')
    expect(ask(question).verdict).not.toBe('exemption-possible')
  })

  test.each([
    'sell igniters to the UK',
    'we make igniters, can we sell them to Australia?',
    'manufacture igniters in Texas and ship to the UK',
    'we are making igniters and would ship to a customer in the UK',
    'our Australian customer builds launchers and wants igniters',
    'Germany wants to produce satellites, can we sell it a gyro?',
    'can a Scottish company buy an igniter we make?',
    'igniters for a rocket built in the UK',
    'igniters, manufactured by us in Ohio, to the UK',
    'igniters to Australia so that they can launch',
  ])('but not in: %s', (question) => expect(activityOf(question)).toBe('export'))
})
