import type { PlaceReading } from '../reading.ts'

/**
 * Joins the places of one country. A country named without a region is the same place as one of its regions; two different regions are two
 * places: "Kyiv, then Crimea".
 */
export function mergedByCountry(places: readonly PlaceReading[]): readonly PlaceReading[] {
  const seen = new Map<string, PlaceReading>()
  for (const place of places) {
    const codes = `${place.codes.join()} `
    const region = place.region ?? ''
    const isKnown = region === '' ? [...seen.keys()].some((key) => key.startsWith(codes)) : seen.has(codes + region)
    if (isKnown) continue
    if (region !== '') seen.delete(codes)
    seen.set(codes + region, place)
  }
  return [...seen.values()]
}
