import type { Base } from '../../knowledge/base.ts'
import type { ItemReading } from '../reading.ts'

/** How a vehicle flies: an unmanned `aircraft`, a `launcher` that can also reach orbit, or another `rocket`. */
export type Flight = 'aircraft' | 'launcher' | 'rocket'

/** How an item flies, judged by the roles of its possible classes. `undefined` if it is no vehicle or none of the kinds fits. */
export function flightOf(base: Base, { level, lands }: Pick<ItemReading, 'level' | 'lands'>): Flight | undefined {
  if (level !== 'vehicle') return undefined
  const roles = new Set(lands.map((landing) => base.classes.get(landing.class)?.role))
  if (roles.has('uas')) return 'aircraft'
  if (roles.has('space')) return 'launcher'
  return roles.has('weapon') || roles.has('rocket') ? 'rocket' : undefined
}
