import type { Base } from '../knowledge/base.ts'
import type { ListRequest } from '../language/request/list-request.ts'
import type { Reading } from '../language/reading.ts'
import { dateWords } from './words.ts'

/** "Is China a member of the MTCR?", "is the UAE in D:4?": read from the lists themselves. */
export function memberFacts(
  base: Base,
  { lists, asksMembership, asksGroups }: ListRequest,
  reading: Reading | undefined,
  today: string,
): readonly string[] {
  const codes = (reading?.places ?? []).flatMap((place) => (place.codes.length === 1 ? place.codes : []))
  if (codes.length > mostCountries) return []
  if (asksGroups) return codes.map((code) => groupsSentence(base, code, today))
  if (!asksMembership) return []
  return codes.flatMap((code) => lists.flatMap(({ groups }) => membership(base, code, groups, today)))
}

/** So many countries are told one by one. */
const mostCountries = 4

/** A list of several groups is one to whoever asks: the groups a country is in, or that it is in none of them. */
function membership(base: Base, code: string, groups: readonly string[], today: string): readonly string[] {
  const within = groups.filter((id) => base.membersOf(id, today).includes(code))
  if (within.length === 0 && groups.includes(founders)) return [founders, partners].map((id) => memberSentence(base, code, id, today))
  return (within.length > 0 ? within : groups.slice(0, 1)).map((id) => memberSentence(base, code, id, today))
}

const [founders, partners] = ['mtcr-original-1987', 'mtcr-partners']

/** "In which country groups is Israel?": all of the EAR's, and whether it is a partner. */
function groupsSentence(base: Base, code: string, today: string): string {
  const within = [...base.groups.values()].filter(({ id, name }) => name.startsWith(ofTheEar) && base.membersOf(id, today).includes(code))
  const named = within.map(({ name }) => name.slice(ofTheEar.length))
  const country = base.countries.get(code)?.name ?? code
  const isPartner = base.membersOf(partners, today).includes(code)
  return `${country}: ${named.length === 0 ? 'none of the EAR country groups read here' : `EAR Country Group ${named.join(', ')}`}; ${isPartner ? 'an MTCR partner' : 'not an MTCR partner'}.`
}

const ofTheEar = 'Country Group '

function memberSentence(base: Base, code: string, id: string, today: string): string {
  const country = base.countries.get(code)?.name ?? code
  const group = base.groups.get(id)
  const name = id === partners ? 'the MTCR (its partners)' : (group?.name ?? id)
  const members = (group?.members ?? []).flatMap((one) => (typeof one === 'string' ? [] : one.code === code ? [one] : []))
  const joins = members.find(({ since }) => since !== undefined && since > today)
  if (!base.membersOf(id, today).includes(code)) {
    const left = members.findLast(({ until }) => until !== undefined && until < today)?.until
    return `No: ${country} is not in ${name}${left === undefined ? '' : `; it left on ${dateWords(left)}`}${joins?.since === undefined ? '' : `; it comes in on ${dateWords(joins.since)}`}.`
  }
  const member = members.find(({ since, until }) => (since ?? '') <= today && (until === undefined || until >= today))
  const since = member?.since
  const when = since === undefined ? '' : since.endsWith('-12-31') ? `, since ${since.slice(0, 4)}` : `, since ${dateWords(since)}`
  const leaves = member?.until === undefined ? '' : `, as known today until ${dateWords(member.until)}`
  return `Yes: ${country} is in ${name}${when}${leaves}${member?.note === undefined ? '' : ` (${member.note})`}.`
}
