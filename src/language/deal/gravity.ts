import type { ItemReading } from '../reading.ts'

/**
 * How strictly the mildest of some classes is controlled.
 * - 0: the class is possibly not on the Munitions List.
 * - 1: the class is on that list; the kind of article is not known.
 * - 2: the class is on that list, and the kind of article is known.
 */
export const gravity = (lands: ItemReading['lands']): number =>
  Math.min(...lands.map(({ class: id }) => (/EAR|UAS_CIV|UNKNOWN|SPACECRAFT/.test(id) ? 0 : id.startsWith('USML') ? 1 : 2)))
