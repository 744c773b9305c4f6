import type { Meaning } from './meanings.ts'
import type { Hit } from './trie.ts'

/** "A small satellite launcher": a longer name begins with the last word of a thing's name, and that thing is meant. `nameAt` finds the name at a word. */
export function withHead(
  from: number,
  hit: Hit<Meaning> | undefined,
  nameAt: (at: number) => Hit<Meaning> | undefined,
): Hit<Meaning> | undefined {
  if (hit === undefined || hit.to - from < 2 || !hit.meanings.every(isNoVehicle)) return hit
  const head = nameAt(hit.to - 1)
  const isMeant = head !== undefined && head.to > hit.to && head.meanings.every(isVehicle)
  return isMeant ? head : hit
}

/** "A sounding rocket stage" is a stage, and of a sounding rocket; so is that of a rocket with a name. */
const isNoVehicle = (meaning: Meaning): boolean => meaning.kind === 'family' && meaning.family.level !== 'vehicle'

/** Only a whole vehicle takes the place of what it carries: of two parts the stricter might be lost. */
const isVehicle = (meaning: Meaning): boolean => meaning.kind === 'family' && meaning.family.level === 'vehicle'
