import type { Base } from '../../knowledge/base.ts'
import type { ItemReading } from '../reading.ts'

/** Whether every class that an item can be in is under the EAR (the rules of the Commerce Department). */
export const isEar = (base: Base, item: ItemReading | undefined): boolean =>
  item !== undefined && item.lands.every((landing) => base.classes.get(landing.class)?.jurisdiction === 'EAR')
