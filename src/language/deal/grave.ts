import type { Reading } from '../reading.ts'

/** Facts that stop a deal, each with the answers that do not. */
const harmless: Readonly<Record<string, readonly string[]>> = {
  wmd: ['none-known'],
  classified: ['no'],
  screening: ['not-screened', 'no-match'],
  namedGroup: ['none-named'],
  carrier: ['none-named'],
}

/** The stated facts that stop a deal. */
export const graveOf = ({ facts }: Pick<Reading, 'facts'>): Reading['facts'] =>
  Object.fromEntries(Object.entries(facts).filter(([fact, value]) => harmless[fact]?.includes(value) === false))
