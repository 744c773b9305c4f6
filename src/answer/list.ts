import type { Said } from '../engine/explore.ts'
import { severity } from '../engine/explore.ts'
import { rungAt } from '../engine/rule.ts'
import type { Base } from '../knowledge/base.ts'
import type { Cite } from '../knowledge/schema.ts'
import type { NamedList } from '../language/request/groups.ts'
import { lettingGo, type ListRequest } from '../language/request/list-request.ts'
import { isAmong } from '../language/request/years.ts'
import type { Reading } from '../language/reading.ts'
import type { Block, ChatReply } from '../reply/reply.ts'
import { layerOf, sourcesLayer } from './layers.ts'
import { footOf, versionWords, type Stamp } from './stamp.ts'
import { itemWords, showCite } from './grounds.ts'
import { decideLeg, type DecidedLeg } from './leg.ts'
import { daysOf } from './period.ts'
import { dateWords, lowerFirst, saidWords } from './words.ts'

/** A list of countries and how to say it. */
export type Listed = { readonly countries: readonly string[]; readonly compose: (stamp: Stamp) => ChatReply }

/** Answers "which countries …": the members of a published list, or all countries whose verdict is of a kind. */
export function answerList(
  base: Base,
  request: ListRequest,
  reading: Reading | undefined,
  asOf: string,
  today: string,
): Listed | undefined {
  if (request.ofTheBar) return undefined
  if (reading?.item !== undefined && (request.verdicts !== undefined || request.lists.length === 0))
    return listByVerdict(base, request, reading, asOf, today)
  return request.lists.length === 0 ? undefined : listMembers(base, request, reading, asOf, today)
}

function listMembers(base: Base, request: ListRequest, reading: Reading | undefined, asOf: string, today: string): Listed {
  const { lists, joined, years } = request
  const groups = lists.flatMap((one) => one.groups)
  const day =
    joined || reading?.date === undefined || groups.includes('mtcr-original-1987')
      ? asOf
      : (daysOf(base, reading.date, asOf, today)[0] ?? asOf)
  const membersOf = (list: NamedList): readonly string[] => list.groups.flatMap((id) => base.membersOf(id, day))
  const isPlain = (code: string): boolean =>
    base.countries.get(code)?.parent === undefined || groups.some((group) => group.startsWith('itar-126-1') || group.startsWith('ear-d'))
  const wanted = lists.filter((one) => !one.without)
  const unwanted = new Set(lists.filter((one) => one.without).flatMap(membersOf))
  const sets = wanted.length > 0 ? wanted.map((one) => new Set(membersOf(one))) : [new Set(base.countries.keys())]
  const isUnion = request.how === 'any' || (request.how === undefined && areKin(wanted))
  const all = [...new Set(sets.flatMap((set) => [...set]))].filter(
    (code) =>
      isPlain(code) &&
      !unwanted.has(code) &&
      !request.besides.includes(code) &&
      (isUnion || sets.every((set) => set.has(code))) &&
      (request.within.length === 0 || request.within.some((codes) => codes.includes(code))),
  )
  const first = wanted[0]?.groups[0] ?? 'mtcr-partners'
  const countries = years !== undefined && joined ? all.filter((code) => isAmong(yearOf(base, first, code), years)) : all
  const cites = groups.flatMap((id) => base.groups.get(id)?.cites ?? [])
  const named = wanted.map((one) => listName(base, one)).join(isUnion ? ' or ' : ', ')
  const without = lists.filter((one) => one.without).map((one) => `not ${listName(base, one)}`)
  const title = `${[...(named === '' ? [] : [named]), ...without].join(', ')}: ${countries.length}`
  return {
    countries,
    compose: (stamp) => composeList(base, title, countries, [...notesOf(base, groups, day, countries)], cites, { ...stamp, asOf: day }),
  }
}

/** "The E:1 and E:2 list": lists of one family are asked for together. */
const areKin = (lists: readonly NamedList[]): boolean => {
  const [family, ...others] = lists.flatMap(({ groups }) => groups.map((id) => id.slice(0, id.lastIndexOf('-'))))
  return family !== undefined && others.every((other) => other === family)
}

const listName = (base: Base, { groups }: NamedList): string => groups.map((id) => base.groups.get(id)?.name ?? id).join(' or ')

/** The year in which a country came into a group. */
function yearOf(base: Base, group: string, code: string): number {
  const member = base.groups.get(group)?.members.find((one) => typeof one !== 'string' && one.code === code)
  return typeof member === 'object' ? Number(member.since?.slice(0, 4)) : Number.NaN
}

function* notesOf(base: Base, groups: readonly string[], day: string, countries: readonly string[]): Generator<string> {
  for (const id of groups) {
    const known = base.groups.get(id)
    if (known === undefined) continue
    yield `${known.name}: ${known.means}.`
    const notes = known.members.flatMap((member) =>
      typeof member === 'object' && member.note !== undefined && countries.includes(member.code)
        ? [`${base.countries.get(member.code)?.name}: ${member.note}`]
        : [],
    )
    if (notes.length > 0) yield notes.join('; ')
  }
  if (groups.includes('mtcr-partners'))
    yield 'Membership gives no entitlement to receive technology. Russia is a partner and still denied under 126.1.'
  if (groups.includes('itar-126-1-d2'))
    yield 'Cambodia was removed on 7 November 2025. Cyprus: the yearly suspension ended on 30 September 2026 as far as known.'
  yield `The list as of ${dateWords(day)}, as far as the copy that was read goes.`
}

function composeList(
  base: Base,
  title: string,
  countries: readonly string[],
  notes: readonly string[],
  cites: readonly Cite[],
  stamp: Stamp,
): ChatReply {
  const names = countries.map((code) => base.countries.get(code)?.name ?? code).sort((a, b) => (a < b ? -1 : 1))
  return {
    tone: 'neutral',
    title,
    blocks: [
      { kind: 'text', text: names.length === 0 ? 'No country on the lists I know fits.' : `${names.join(', ')}.` },
      ...notes.slice(0, 1).map((text): Block => ({ kind: 'note', text })),
    ],
    layers: [
      ...layerOf('conditions', notes.slice(1)),
      ...sourcesLayer(
        cites.map((cite) => showCite(base, cite)),
        [versionWords(stamp)],
      ),
    ],
    foot: footOf(stamp.asOf, stamp),
    actions: [],
  }
}

function listByVerdict(base: Base, request: ListRequest, reading: Reading, asOf: string, today: string): Listed {
  const wanted = new Set(request.verdicts ?? lettingGo)
  const days = daysOf(base, reading.date, asOf, today)
  const among = request.lists
    .filter((one) => !one.without)
    .flatMap(({ groups }) => groups.flatMap((id) => base.membersOf(id, days[0] ?? asOf)))
  const codes = [...base.countries.values()]
    .filter((country) => country.parent === undefined && country.code !== 'US' && (among.length === 0 || among.includes(country.code)))
    .map((country) => country.code)
  const alike = Map.groupBy(codes, (code) => [...base.groupsOf(code, days[0] ?? asOf)].sort().join())
  const legs = [...alike.values()].flatMap((same) => {
    const [first = ''] = same
    const leg = decideLeg(base, { reading, place: { codes: [first], typed: first, role: 'destination' }, days }, today)
    return same.map((code) => ({ code, leg }))
  })
  const fitting = legs.filter(({ leg }) => wanted.has(leg.said))
  const open = request.verdicts === undefined ? legs.filter(({ leg }) => mayGo(leg)) : []
  const countries = [...fitting, ...open].map(({ code }) => code)
  const [first] = legs
  const said = [...wanted]
    .sort((a, b) => severity.indexOf(a) - severity.indexOf(b))
    .filter((one) => fitting.some(({ leg }) => leg.said === one))
  const title = `${first === undefined ? '' : `${itemWords(base, first.leg)}: `}${countries.length} countries`
  return {
    countries,
    compose: (stamp) => ({
      tone: 'neutral',
      title,
      blocks: [
        ...said.map((one): Block => ({
          kind: 'list',
          title: saidWords[one].title,
          items: [
            namesOf(
              base,
              fitting.filter(({ leg }) => leg.said === one),
            ),
          ],
        })),
        ...(open.length === 0
          ? []
          : [{ kind: 'list' as const, title: 'Only more facts tell, such as the use', items: [namesOf(base, open)] }]),
        ...(countries.length === 0
          ? [{ kind: 'text' as const, text: legs.some(({ leg }) => leg.said === 'need-facts') ? unsettled : 'No country fits.' }]
          : []),
        {
          kind: 'note',
          text: 'A review case by case is not an approval: every one of these still needs the paper named, and the end user and end use decide.',
        },
        ...(legs.some(({ leg }) => !wanted.has(leg.said) && leg.facts['endUse'] === undefined)
          ? [
              {
                kind: 'note' as const,
                text: 'No end use was named, and it can move a country onto this list or off it: ask again with the use, such as "for a civil space launcher".',
              },
            ]
          : []),
      ],
      layers: [
        ...layerOf(
          'conditions',
          days[0] === today
            ? []
            : [`As the law stood on ${dateWords(days[0] ?? asOf)}; country lists are those known today except where a date is known.`],
        ),
        ...sourcesLayer(
          citesFor(base, said).map((cite) => showCite(base, cite)),
          [versionWords(stamp)],
        ),
      ],
      foot: footOf(days[0] ?? asOf, stamp),
      actions: [],
    }),
  }
}

/** Said where no country is on a list because too little is known of the item. */
const unsettled = 'What was said settles no country: ask again with the figures of the item and its use.'

const namesOf = (base: Base, codes: ReadonlyArray<{ readonly code: string }>): string =>
  codes.map(({ code }) => base.countries.get(code)?.name ?? code).join(', ')

/** Whether facts that nobody stated could still let something go. */
function mayGo({ said, verdict }: Pick<DecidedLeg, 'said' | 'verdict'>): boolean {
  const least = rungAt(verdict.low)
  return said === 'need-facts' && least !== null && lettingGo.includes(least)
}

/** The general sources of a list by verdict: the rules whose rung it names. */
function citesFor(base: Base, said: readonly Said[]): readonly Cite[] {
  const cites = [...base.rules.values()].filter((rule) => said.includes(rule.outcome as Said)).flatMap((rule) => rule.cites)
  return [...new Map(cites.map((cite) => [`${cite.source} ${lowerFirst(cite.section)}`, cite])).values()].slice(0, 8)
}
