import type { Base } from '../knowledge/base.ts'
import type { ItemClass } from '../knowledge/schema.ts'
import { landingOn } from '../knowledge/landing.ts'
import type { DecidedLeg } from './leg.ts'
import { listWords, upperFirst } from './words.ts'

/** The place of a leg in words: its country, or a company's name with the country where that company is presumed to be. */
export function placeWords(base: Base, leg: DecidedLeg): string {
  const { place } = leg.leg
  return place?.presumed === true ? `${place.typed} (presumed: ${countryWords(base, leg)})` : countryWords(base, leg)
}

/** The places of legs in words, each once, in the order of the legs. */
export const placesOf = (base: Base, legs: readonly DecidedLeg[]): readonly string[] => [
  ...new Set(legs.map((leg) => placeWords(base, leg))),
]

/**
 * The country of a leg in words, e.g. "Ukraine (Crimea, Donetsk or Luhansk)" for an occupied region. If
 * several countries are possible: all of them, or the name as typed if there are more than six.
 */
export function countryWords(base: Base, leg: DecidedLeg): string {
  if (leg.country === undefined)
    return leg.leg.place === undefined || leg.leg.place.codes.length === 0
      ? 'a destination not named'
      : leg.leg.place.codes.length > 6
        ? leg.leg.place.typed
        : listWords(
            leg.leg.place.codes.map((code) => base.countries.get(code)?.name ?? code),
            'or',
          )
  const name = base.countries.get(leg.country)?.name ?? leg.country
  const region = leg.facts.region
  return region === 'occupied' ? `${name} (Crimea, Donetsk or Luhansk)` : name
}

/** The item of a leg in words, with its list entry and MTCR category if only one class is possible. */
export function itemWords(base: Base, leg: DecidedLeg): string {
  const { item, article, unknown } = leg.leg.reading
  if (item === undefined) return unknown[0] === undefined ? 'an item not named' : `something that I do not know, "${unknown[0]}",`
  const own = article === undefined ? item.name : `${item.name} for ${article.name}`
  const only = onlyClass(base, leg)
  return only === undefined ? own : `${own} (${classWords(base, leg, only.id)})`
}

/**
 * The class of a leg's item, if only one is possible; `undefined` if several are possible or the item is
 * unknown.
 */
function onlyClass(base: Base, { classes: [only, second] }: DecidedLeg): ItemClass | undefined {
  const known = second === undefined && only !== undefined ? base.classes.get(only) : undefined
  return known?.id === 'UNKNOWN' ? undefined : known
}

/**
 * The list entry of a leg's item, e.g. "ECCN 9A012": that of the first landing of the item (`lands`) whose
 * condition holds. `undefined` if that landing gives none, and for data or a service about an article.
 */
function rowEntry({ leg: { reading }, facts }: DecidedLeg): string | undefined {
  const entry = reading.article === undefined && reading.item !== undefined ? landingOn(reading.item.lands, facts)?.entry : undefined
  return entry === undefined || entry.startsWith('USML') ? entry : `ECCN ${entry}`
}

function classWords(base: Base, leg: DecidedLeg, id: string): string {
  const known = base.classes.get(id)
  if (known === undefined) return id
  const annex = annexOf(base, leg, id)
  const entry = leg.leg.reading.item?.entry ?? rowEntry(leg) ?? known.entry
  const mark = known.mt === 'yes' ? ', marked MT' : ''
  const category =
    known.mt === 'unknown'
      ? 'MT mark and MTCR category not known'
      : known.category === 'none'
        ? 'no MTCR category'
        : `MTCR Category ${known.category}${annex.length === 0 ? '' : `, Annex ${annex.join(', ')}`}`
  return `${known.jurisdiction} ${entry}${mark}; ${category}`
}

export function annexOf(base: Base, leg: DecidedLeg, id: string): readonly string[] {
  const own = leg.leg.reading.item?.annex ?? []
  const known = base.classes.get(id)
  if (known === undefined || known.category === 'none') return []
  return own.length > 0 ? own : known.annex
}

/** What a leg is about: "Rocket stage (USML IV(d)(1), MTCR Category I) to India". */
export const subjectOf = (base: Base, leg: DecidedLeg): string =>
  `${thingOf(base, leg)} ${leg.leg.place?.role === 'nationality' ? 'to a national of' : 'to'} ${placeWords(base, leg)}`

/** The item of a leg, with its list entry and category if only one class is possible: "Rocket stage (USML IV(d)(1), MTCR Category I)". */
export function thingOf(base: Base, leg: DecidedLeg): string {
  const { item } = leg.leg.reading
  const name = nameOf(leg)
  const only = onlyClass(base, leg)
  if (item === undefined || only === undefined) return name
  const entry = item.entry ?? only.entry
  const about = [...(name.includes(entry) ? [] : [entry]), ...(only.category === 'none' ? [] : [`MTCR Category ${only.category}`])]
  return about.length === 0 ? name : `${name} (${about.join(', ')})`
}

/** The name of the item of a leg, without its list entry: "Rocket stage", "Technical data for rocket stage". */
export function nameOf({ leg: { reading } }: DecidedLeg): string {
  const { item, article, unknown } = reading
  if (item === undefined) return unknown[0] === undefined ? 'Something not named' : `"${unknown[0]}"`
  return upperFirst(article === undefined ? item.name : `${item.name} for ${article.name}`)
}
