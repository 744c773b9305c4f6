import type { ItemReading } from '../reading.ts'

/** How much is known of the list that all of these classes are on: 0 not that it is the Munitions List, 1 that, 2 also the kind of article. */
export const gravity = (lands: ItemReading['lands']): number =>
  Math.min(...lands.map(({ class: id }) => (/EAR|UAS_CIV|UNKNOWN|SPACECRAFT/.test(id) ? 0 : id.startsWith('USML') ? 1 : 2)))
