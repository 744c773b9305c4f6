import type { Meaning } from './meanings.ts'
import type { Hit } from './trie.ts'

/**
 * Prefers a vehicle's name that begins with the last word of another item's name: "a small satellite launcher" is a launcher and no
 * satellite. `nameAt` finds the name at a word.
 */
export function preferVehicleName(
  from: number,
  hit: Hit<Meaning> | undefined,
  nameAt: (at: number) => Hit<Meaning> | undefined,
): Hit<Meaning> | undefined {
  if (hit === undefined || hit.to - from < 2 || !hit.meanings.every(isNoVehicle)) return hit
  const head = nameAt(hit.to - 1)
  const isMeant = head !== undefined && head.to > hit.to && head.meanings.every(isVehicle)
  return isMeant ? head : hit
}

/**
 * Whether a meaning is a kind of item other than a vehicle. Only the name of such an item can be replaced.
 */
const isNoVehicle = (meaning: Meaning): boolean => meaning.kind === 'family' && meaning.family.level !== 'vehicle'

/**
 * Whether a meaning is a kind of vehicle. Only a vehicle replaces the item before it: if a part replaced
 * another part, the stricter of the two could be lost.
 */
const isVehicle = (meaning: Meaning): boolean => meaning.kind === 'family' && meaning.family.level === 'vehicle'
