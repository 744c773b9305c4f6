import type { FactWords } from '../../knowledge/fact-names.ts'
import type { Base } from '../../knowledge/base.ts'
import { flightOf } from './flight.ts'
import { isEar } from './jurisdiction.ts'
import type { Reading } from '../reading.ts'

/**
 * Makes a civil drone a military one if a military role (`uas-role`) or end use was stated. A drone given by
 * a list entry or by the name of a product stays as it is.
 */
export function militarized<T extends { readonly item: Reading['item'] }>(base: Base, items: T, facts: Readonly<FactWords>): T {
  const { item } = items
  const isCivil = item !== undefined && item.source.kind === 'family' && flightOf(base, item) === 'aircraft' && isEar(base, item)
  const isForArmy = facts['uas-role'] === 'military' || facts.endUse?.startsWith('military') === true
  if (!isCivil || !isForArmy) return items
  const general = base.families.find((family) => flightOf(base, family) === 'aircraft' && family.states?.['uas-role'] === undefined)
  if (general === undefined) return items
  return { ...items, item: { ...item, lands: general.lands, states: { 'uas-role': 'military', endUse: 'military-uas' } } }
}

/**
 * The facts that follow from the vehicle named beside an item. For an item under the EAR: `builtInto`, if the
 * vehicle flies, and the end use. Otherwise: the public figures of the vehicle, and its end use except
 * `other-civil`.
 */
export function vehicleFacts(base: Base, { item, vehicle }: Pick<Reading, 'item' | 'vehicle'>): Readonly<FactWords> {
  if (vehicle === undefined) return {}
  const { endUse, activity: _activity, ...figures } = vehicle.states
  if (!isEar(base, item)) return { ...figures, ...(endUse === undefined || endUse === 'other-civil' ? {} : { endUse }) }
  const flight = flightOf(base, vehicle)
  const use = endUse ?? (flight === 'launcher' ? 'civil-space' : undefined)
  return {
    ...(flight === undefined ? {} : { builtInto: vehicle.states.range === 'under-300' ? 'none' : 'rocket-or-uas' }),
    ...(use === undefined ? {} : { endUse: use }),
  }
}

/**
 * Sets `builtInto`, if it was stated, to `none` for a vehicle with a range under 300 km: what is built into
 * such a vehicle is outside the missile catch-all rule (15 CFR 744.3). Otherwise empty.
 */
export const shortRanged = (facts: Readonly<FactWords>): Readonly<FactWords> =>
  facts.range === 'under-300' && facts.builtInto !== undefined ? { builtInto: 'none' } : {}
