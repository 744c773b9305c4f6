import type { Meaning } from './meanings.ts'
import type { Hit } from './trie.ts'

/**
 * Prefers a longer vehicle name that begins with the last word of an item: "a small satellite launcher" is a launcher. `nameAt`
 * finds the name at a word.
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

/** A named part keeps its meaning before a vehicle: "a sounding rocket stage" is a stage. */
const isNoVehicle = (meaning: Meaning): boolean => meaning.kind === 'family' && meaning.family.level !== 'vehicle'

/** Only a whole vehicle replaces what it carries; between two parts the stricter one might be lost. */
const isVehicle = (meaning: Meaning): boolean => meaning.kind === 'family' && meaning.family.level === 'vehicle'
