import type { Base } from '../../knowledge/base.ts'
import type { ItemReading } from '../reading.ts'

/** Whether every class that an item can be in is under the EAR (the rules of the Commerce Department). */
export const isEar = (base: Base, item: ItemReading | undefined): boolean =>
  item !== undefined && item.lands.every((landing) => base.classes.get(landing.class)?.jurisdiction === 'EAR')

/** Whether an item is under the EAR, and each class that it can be in is one that may be EAR99 (`mayBeEar99` in classes.yaml). */
export const isPlain = (base: Base, item: ItemReading | undefined): boolean =>
  isEar(base, item) && item?.lands.every((landing) => base.classes.get(landing.class)?.mayBeEar99) === true
