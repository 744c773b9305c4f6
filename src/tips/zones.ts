import { isZone } from '../cases/office-hours.ts'

/** Names that people use for time zones but that are missing in the zone data. */
const others: Readonly<Record<string, string>> = {
  utc: 'UTC',
  gmt: 'UTC',
  greenwich: 'UTC',
  eastern: 'America/New_York',
  'us eastern': 'America/New_York',
  et: 'America/New_York',
  central: 'America/Chicago',
  'us central': 'America/Chicago',
  mountain: 'America/Denver',
  'us mountain': 'America/Denver',
  pacific: 'America/Los_Angeles',
  'us pacific': 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  washington: 'America/New_York',
  boston: 'America/New_York',
  houston: 'America/Chicago',
  huntsville: 'America/Chicago',
  'san francisco': 'America/Los_Angeles',
  seattle: 'America/Los_Angeles',
  canberra: 'Australia/Sydney',
  munich: 'Europe/Berlin',
  germany: 'Europe/Berlin',
  france: 'Europe/Paris',
  uk: 'Europe/London',
  england: 'Europe/London',
  japan: 'Asia/Tokyo',
  india: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  'new delhi': 'Asia/Kolkata',
  mumbai: 'Asia/Kolkata',
  bangalore: 'Asia/Kolkata',
  kolkata: 'Asia/Kolkata',
  kathmandu: 'Asia/Kathmandu',
  korea: 'Asia/Seoul',
  'south korea': 'Asia/Seoul',
  israel: 'Asia/Jerusalem',
  'tel aviv': 'Asia/Jerusalem',
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim()

let byCity: ReadonlyMap<string, string> | undefined

/** The time zones by city ("new york" gives "America/New_York"); the map is made at the first call. */
function cities(): ReadonlyMap<string, string> {
  byCity ??= new Map(Intl.supportedValuesOf('timeZone').map((zone) => [plain(zone.slice(zone.lastIndexOf('/') + 1)), zone]))
  return byCity
}

/**
 * The time zone that a text names: by its own name, its city, or a word like "Eastern". `undefined` if
 * there is none.
 */
export function zoneNamed(words: string): string | undefined {
  const name = plain(words)
  const known = others[name] ?? cities().get(name)
  if (known !== undefined) return known
  const asWritten = words.trim().replace(/\s+/g, '_')
  const isWhole = /^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+$/.test(asWritten) && isZone(asWritten)
  return isWhole
    ? (Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === asWritten.toLowerCase()) ?? asWritten)
    : undefined
}

/** A time zone as people read it, by its city: "New York" for "America/New_York". */
export const zoneWords = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')

/**
 * At most `most` time zones whose city, own name or name in `others` fits what was typed so far. Those found
 * by city or by a name in `others` come first, the shortest name first.
 */
export function zonesFrom(typed: string, most: number): ReadonlyArray<{ readonly value: string; readonly label: string }> {
  const begun = plain(typed.slice(0, 100))
  const named = [...cities(), ...Object.entries(others)].filter(([name]) => name.startsWith(begun) || name.includes(` ${begun}`))
  const regional = Intl.supportedValuesOf('timeZone').filter((zone) => begun !== '' && plain(zone).startsWith(begun))
  const found = [...named.toSorted(([a], [b]) => a.length - b.length || a.localeCompare(b, 'en')).map(([, zone]) => zone), ...regional]
  return [...new Set(found)].slice(0, most).map((value) => ({ value, label: zoneLabel(value) }))
}

/** The label of a time zone to pick: "London (Europe/London)". */
export const zoneLabel = (zone: string): string => (zone.includes('/') ? `${zoneWords(zone)} (${zone})` : zone)
