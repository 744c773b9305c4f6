import type { Base } from '../../knowledge/base.ts'
import type { ItemReading } from '../reading.ts'

/** How a thing flies by itself: an unmanned `aircraft`, a `launcher` that can also put things into orbit, another `rocket`. */
export type Flight = 'aircraft' | 'launcher' | 'rocket'

/** How a thing flies, told by the roles of the classes that it can be of; nothing where it does not fly, or carries people. */
export function flightOf(base: Base, { level, lands }: Pick<ItemReading, 'level' | 'lands'>): Flight | undefined {
  if (level !== 'vehicle') return undefined
  const roles = new Set(lands.map((landing) => base.classes.get(landing.class)?.role))
  if (roles.has('uas')) return 'aircraft'
  if (roles.has('space')) return 'launcher'
  return roles.has('weapon') || roles.has('rocket') ? 'rocket' : undefined
}

/** Whether every class that an item can be of is under the EAR. */
export const isEar = (base: Base, item: ItemReading | undefined): boolean =>
  item !== undefined && item.lands.every((landing) => base.classes.get(landing.class)?.jurisdiction === 'EAR')
