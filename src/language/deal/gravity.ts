import type { ItemReading } from '../reading.ts'

/**
 * How grave the mildest of these classes is. 0: not known to be on the Munitions List. 1: on it. 2: on it, and the kind of article is
 * known.
 */
export const gravity = (lands: ItemReading['lands']): number =>
  Math.min(...lands.map(({ class: id }) => (/EAR|UAS_CIV|UNKNOWN|SPACECRAFT/.test(id) ? 0 : id.startsWith('USML') ? 1 : 2)))
