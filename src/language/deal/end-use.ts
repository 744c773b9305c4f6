import type { Base } from '../../knowledge/base.ts'
import type { ItemReading } from '../reading.ts'
import { flightOf } from './flight.ts'

/**
 * The end use that "civil" or "military" means for an item. "Civil" means civil space if a class of the item
 * says so (`civilMeans` in classes.yaml), as for a launcher, most of its parts, and data and plants for these;
 * but not for an unmanned aircraft, or a vehicle that flies only as a rocket. For other items, "civil" means
 * another civil use. "Military" means a military drone for an unmanned aircraft, and a missile for other items.
 */
export function endUseOf(base: Base, general: 'civil' | 'military', item: ItemReading | undefined): string {
  const isAircraft = item !== undefined && item.lands.some((landing) => base.classes.get(landing.class)?.role === 'uas')
  if (general === 'military') return isAircraft ? 'military-uas' : 'military-missile'
  const isSpace =
    item !== undefined &&
    !isAircraft &&
    flightOf(base, item) !== 'rocket' &&
    item.lands.some((landing) => base.classes.get(landing.class)?.civilMeans === 'civil-space')
  return isSpace ? 'civil-space' : 'other-civil'
}
