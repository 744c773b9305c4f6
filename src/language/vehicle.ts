import type { Base } from '../knowledge/base.ts'
import type { Reading } from './reading.ts'

/** A civil drone for an army is no civil drone any more, unless an entry says so. */
export function militarized<T extends { readonly item: Reading['item'] }>(
  base: Base,
  items: T,
  facts: Readonly<Record<string, string>>,
): T {
  const isCivil = items.item?.source.id === 'civil-drone' || items.item?.source.id === 'spray-drone'
  const drone = base.families.find((family) => family.id === 'drone')
  if (
    !isCivil ||
    items.item === undefined ||
    drone === undefined ||
    !(facts['uas-role'] === 'military' || facts['endUse']?.startsWith('military') === true)
  )
    return items
  return { ...items, item: { ...items.item, lands: drone.lands, states: { 'uas-role': 'military', endUse: 'military-uas' } } }
}

/** Whether every class an item can land on is under the EAR. */
export const isEar = (item: Reading['item']): boolean =>
  item !== undefined && item.lands.every((landing) => /EAR|UAS_CIV/.test(landing.class))

/** A vehicle beside an EAR item says what the item is for; its public figures count for its parts. */
export function vehicleFacts({ item, vehicle }: Pick<Reading, 'item' | 'vehicle'>): Readonly<Record<string, string>> {
  if (vehicle === undefined) return {}
  const { endUse, activity: _activity, ...figures } = vehicle.states
  if (!isEar(item)) return { ...figures, ...(endUse === undefined || endUse === 'other-civil' ? {} : { endUse }) }
  const flies =
    /drone|rocket/.test(vehicle.source.id) || vehicle.system?.kind.includes('uas') === true
      ? { builtInto: vehicle.states['range'] === 'under-300' ? 'none' : 'rocket-or-uas' }
      : {}
  const use =
    endUse ??
    (vehicle.source.id === 'launch-vehicle' || vehicle.source.id === 'rocket' || vehicle.system?.kind === 'launch-vehicle'
      ? 'civil-space'
      : undefined)
  return { ...flies, ...(use === undefined ? {} : { endUse: use }) }
}
