import { describe, expect, test } from 'vitest'
import { ask } from '../licet.ts'
import { severity } from '../../src/engine/shown-verdict.ts'

/** Statements that make a deal graver than it looks, with the mildest verdict allowed. */
const told = [
  ['EAR99 hinges to Austria. The buyer is UVL-listed.', 'ask-counsel'],
  ['EAR99 hinges to Austria. The consignee was designated by OFAC.', 'ask-counsel'],
  ['EAR99 hinges to Austria; a temporary denial order names the buyer.', 'ask-counsel'],
  ['EAR99 hinges to Austria; the forwarder is a known diverter.', 'ask-counsel'],
  ['EAR99 hinges to Austria, paid in roubles.', 'need-facts'],
  ['EAR99 hinges to Austria. They asked us to remove the markings.', 'need-facts'],
  ['Payload fairing to Australia, the files are TS//SCI', 'ask-counsel'],
  ['Payload fairing to Australia, it is a special access programme', 'ask-counsel'],
  ['Payload fairing to Australia: a firm in Perth will build them under licence', 'case-by-case'],
  ['Payload fairing to Australia. Write to olga@example.ru', 'need-facts'],
  ['EAR99 hinges to Libya for a hotel and for Khalifa Haftar', 'ask-counsel'],
  ['EAR99 paint to Pakistan for buses and for Ghauri', 'need-facts'],
  ['EAR99 paint to Israel for buses and the Jericho-3', 'need-facts'],
  ['EAR99 paint to Egypt, for buses and a Scud-B', 'need-facts'],
  ['A propellant mixing plant to India', 'policy-of-denial'],
  ['Stage for a customer in Dubai, it goes on to Kish', 'prohibited'],
] as const

const harmless = [
  'EAR99 hinges to Austria. The buyer is not on any sanctions list.',
  'EAR99 hinges to Austria, paid in euros',
  'EAR99 hinges to Austria. Write to anna@example.at',
  'EAR99 hinges to Austria. We are at www.example.io',
  'EAR99 hinges to Austria, unclassified',
  'EAR99 paint to Pakistan for a hospital on Shaheen Road',
]

describe('a statement beside a deal', () => {
  test.each(told)('%s: at least %s', (question, least) =>
    expect(severity.indexOf(ask(question).verdict ?? 'need-facts')).toBeGreaterThanOrEqual(severity.indexOf(least)),
  )
  test.each(harmless)('%s: clears', (question) => expect(ask(question).verdict).toBe('no-license'))
})
