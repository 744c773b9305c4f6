import type { Base } from '../knowledge/base.ts'
import type { ListRequest } from '../language/request/list-request.ts'
import type { Reading } from '../language/reading.ts'
import { dateWords } from '../port/date-words.ts'

/**
 * Answers questions about membership from the lists, as of the day asked about: "Is China a member of the
 * MTCR?", "was the UAE in D:4 in June?". A message that names a list and a country without an item is told the same without a yes or no,
 * because it asks something else. Empty for any other message, or if too many countries are named.
 */
export function memberFacts(
  base: Base,
  { lists, asksMembership, asksGroups }: ListRequest,
  reading: Reading | undefined,
  { asOf, today }: { readonly asOf: string; readonly today: string },
): readonly string[] {
  const day = reading?.date === undefined || reading.date.isNow === true || reading.date.from > today ? asOf : reading.date.from
  const codes = (reading?.places ?? []).flatMap((place) => (place.codes.length <= mostMeant ? place.codes : []))
  if (codes.length > mostCountries) return []
  const onLists = (): readonly string[] => codes.flatMap((code) => lists.flatMap(({ groups }) => membership(base, code, groups, day)))
  const said = asksGroups
    ? codes.map((code) => groupsSentence(base, code, day))
    : asksMembership
      ? onLists()
      : reading?.item === undefined
        ? onLists().map(withoutYesOrNo)
        : []
  return day === today || said.length === 0 ? said : [`As of ${dateWords(day)}, as far as days of coming and leaving are known:`, ...said]
}

/**
 * A name that can mean at most this many countries ("the Koreans") is answered for each of them; one that
 * can mean more is skipped.
 */
const mostMeant = 2

/** If a message asks about more countries than this, none of them is answered here. */
const mostCountries = 4

/**
 * Sentences on whether a country is on a list: one for each group of the list that has the country or, if
 * none has it, one about the first group. If the question is about the founders of the MTCR and the country
 * is not one of them, a second sentence says whether it is a partner.
 */
function membership(base: Base, code: string, groups: readonly string[], day: string): readonly string[] {
  const within = groups.filter((id) => base.membersOf(id, day).includes(code))
  if (within.length === 0 && groups.includes(founders)) return [founders, partners].map((id) => memberSentence(base, code, id, day))
  return (within.length > 0 ? within : groups.slice(0, 1)).map((id) => memberSentence(base, code, id, day))
}

const [founders, partners] = ['mtcr-original-1987', 'mtcr-partners']

/** All EAR country groups of a country, and whether it is an MTCR partner: "In which country groups is Israel?". */
function groupsSentence(base: Base, code: string, day: string): string {
  const within = [...base.groups.values()].filter(({ id, name }) => name.startsWith(ofTheEar) && base.membersOf(id, day).includes(code))
  const named = within.map(({ name }) => name.slice(ofTheEar.length))
  const country = base.countries.get(code)?.name ?? code
  const isPartner = base.membersOf(partners, day).includes(code)
  return (
    `${country}: ` +
    `${named.length === 0 ? 'none of the EAR country groups read here' : `EAR Country Group ${named.join(', ')}`}; ` +
    `${isPartner ? 'an MTCR partner' : 'not an MTCR partner'}.`
  )
}

const ofTheEar = 'Country Group '

/** A sentence on membership as a fact beside what was asked. */
const withoutYesOrNo = (sentence: string): string => sentence.replace(/^(?:Yes|No): /, '')

function memberSentence(base: Base, code: string, id: string, day: string): string {
  const country = base.countries.get(code)?.name ?? code
  const group = base.groups.get(id)
  const name = id === partners ? 'the MTCR (its partners)' : (group?.name ?? id)
  const members = (group?.members ?? []).flatMap((one) => (typeof one === 'string' ? [] : one.code === code ? [one] : []))
  const joins = members.find(({ since }) => since !== undefined && since > day)
  if (!base.membersOf(id, day).includes(code)) {
    const left = members.findLast(({ until }) => until !== undefined && until < day)
    const was = left?.until === undefined ? '' : `; it was until ${dateWords(left.until)}${noteOf(left)}`
    const joining = joins?.since === undefined ? '' : isYearOnly(joins.since) ? joins.since.slice(0, 4) : `on ${dateWords(joins.since)}`
    return `No: ${country} is not in ${name}${was}${joining === '' ? '' : `; it comes in ${joining}`}.`
  }
  const member = members.find(({ since, until }) => (since ?? '') <= day && (until === undefined || until >= day))
  const since = member?.since
  const when = since === undefined ? '' : `, since ${isYearOnly(since) ? since.slice(0, 4) : dateWords(since)}`
  const leaves = member?.until === undefined ? '' : `, as known today until ${dateWords(member.until)}`
  return `Yes: ${country} is in ${name}${when}${leaves}${noteOf(member)}.`
}

/** Whether only the year of a date is known; the country lists then use December 31. */
const isYearOnly = (since: string): boolean => since.endsWith('-12-31')

const noteOf = (member: { readonly note?: string | undefined } | undefined): string =>
  member?.note === undefined ? '' : ` (${member.note})`
