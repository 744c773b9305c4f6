import type { Reading } from '../reading.ts'

/** The facts that can stop a deal, each with its harmless answers. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  wmd: ['none-known'],
  classified: ['no'],
  screening: ['not-screened', 'no-match'],
  namedGroup: ['none-named'],
  carrier: ['none-named'],
}

/** The stated facts whose answers stop a deal, e.g. `classified: yes`. */
export const stoppingFacts = ({ facts }: Pick<Reading, 'facts'>): Reading['facts'] =>
  Object.fromEntries(Object.entries(facts).filter(([fact, value]) => harmless[fact]?.includes(value) === false))
