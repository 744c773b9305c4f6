import { listByVerdict, type Listed } from './list-by-verdict.ts'
import type { Base } from '../knowledge/base.ts'
import type { Cite } from '../knowledge/schema.ts'
import type { NamedList } from '../language/request/groups.ts'
import type { ListRequest } from '../language/request/list-request.ts'
import type { Reading } from '../language/reading.ts'
import type { Block, ChatReply } from '../port/reply.ts'
import { layerOf, sourcesLayer } from './layers.ts'
import { footOf, versionWords, type Stamp } from './stamp.ts'
import { showCite } from './citations.ts'
import { countriesAsked, dayOfLists, joinedLists, knowsChanges } from './list-algebra.ts'
import { upperFirst } from './words.ts'
import { dateWords } from '../port/date-words.ts'

/**
 * Answers "which countries …": the members of a published list, or all countries with a kind of verdict. `undefined` if the request names
 * neither a list nor an item, or if an article answers it better.
 */
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
  if (request.lists.length > 0 && request.unknown.length > 0) return listUnknown(base, request, asOf)
  if (request.lists.length === 0) return undefined
  return request.isApart ? listApart(base, request, reading, asOf) : listMembers(base, request, reading, asOf)
}

/** The members of several lists, each list by itself. */
function listApart(base: Base, request: ListRequest, reading: Reading | undefined, asOf: string): Listed {
  const day = dayOfLists(request, reading?.date !== undefined, asOf)
  const parts = request.lists.map((list) => {
    const alone: ListRequest = { ...request, lists: [list], clusters: [{ lists: [list], how: undefined, without: false }], isApart: false }
    const countries = countriesAsked(base, alone, day)
    return { countries, groups: list.groups, name: upperFirst(listsAsked(base, alone, day)), count: countOf(base, list.groups, countries) }
  })
  return {
    countries: [...new Set(parts.flatMap(({ countries }) => countries))],
    compose: (stamp) => ({
      tone: 'neutral',
      title: parts.map(({ name, count }) => `${name}: ${count}`).join('; '),
      blocks: parts.map(({ name, countries }): Block => ({ kind: 'text', label: name, text: `${namesIn(base, countries).join(', ')}.` })),
      layers: sourcesLayer(
        parts.flatMap(({ groups }) => groups.flatMap((id) => base.groups.get(id)?.cites ?? [])).map((cite) => showCite(base, cite)),
        [versionWords(stamp)],
      ),
      foot: footOf(day, stamp),
      actions: [],
    }),
  }
}

function listMembers(base: Base, request: ListRequest, reading: Reading | undefined, asOf: string): Listed {
  const day = dayOfLists(request, reading?.date !== undefined, asOf)
  const groups = request.lists.flatMap((list) => groupsToTell(base, list, day))
  const countries = countriesAsked(base, request, day)
  const cites = groups.flatMap((id) => base.groups.get(id)?.cites ?? [])
  const notes = [...request.lists.flatMap((list) => unknownChange(base, list, day)), ...notesOf(base, groups, day, countries)]
  const title = `${upperFirst(listsAsked(base, request, day))}: ${countOf(base, groups, countries)}`
  return {
    countries,
    compose: (stamp) => composeList(base, title, countries, notes, cites, { ...stamp, asOf: day }),
  }
}

/**
 * The answer to a request that names a set of countries unknown to the knowledge: it says so, and lists no
 * country.
 */
function listUnknown(base: Base, request: ListRequest, asOf: string): Listed {
  const unknown = request.unknown.map((typed) => `"${typed}"`).join(', ')
  return {
    countries: [],
    compose: (stamp) => ({
      tone: 'neutral',
      title: 'I do not know one of these sets of countries',
      blocks: [
        {
          kind: 'text',
          text:
            `I understood: ${listsAsked(base, request, asOf)}. I know no list for ${unknown}, so I name no ` +
            'country. Ask for the lists that I know: the MTCR, NATO, the EU, parts of the world, the EAR country ' +
            'groups, 126.1(d), AUKUS, major non-NATO allies.',
        },
      ],
      layers: [],
      foot: footOf(asOf, stamp),
      actions: [],
    }),
  }
}

/**
 * The groups of a list that the reply names, e.g. both tables of 22 CFR 126.1. A group is left out if all
 * its members on that day are also in the other groups.
 */
const groupsToTell = (base: Base, { groups }: NamedList, day: string): readonly string[] => {
  if (groups.length === 1) return groups
  const others = (id: string): readonly string[] => groups.flatMap((other) => (other === id ? [] : base.membersOf(other, day)))
  return groups.filter((id) => base.membersOf(id, day).some((code) => !others(id).includes(code)))
}

/** The lists of a request in words, as they were combined: "Country Group D:4, not Country Group D:5". */
function listsAsked(base: Base, request: ListRequest, day: string): string {
  return joinedLists(base, request, day)
    .joined.map(({ lists, joint, without }, index) => {
      const names = lists.map(
        (list) =>
          `${list.change !== undefined && knowsChanges(base, list) ? changeWords(list.change, request.onlyLast) : ''}${listName(base, list, day)}`,
      )
      const between = index === 0 ? '' : without ? ', ' : ' and '
      const all = names.map((name) => `${without ? 'not ' : ''}${name}`)
      return `${between}${all.join(without ? ', ' : ` ${joint} `)}`
    })
    .join('')
}

const changeWords = (change: 'joined' | 'left', onlyLast: boolean): string =>
  change === 'joined' ? `came ${onlyLast ? 'last ' : ''}into ` : onlyLast ? 'last to go off ' : 'no longer in '

const listName = (base: Base, list: NamedList, day: string): string =>
  list.bloc?.name ??
  groupsToTell(base, list, day)
    .map((id) => base.groups.get(id)?.name ?? id)
    .join(' or ')

/**
 * How many countries a list has. A country that the list counts as part of another (`as` in groups.yaml) is
 * not in the number, but named after it: "21, and Hong Kong as China".
 */
function countOf(base: Base, groups: readonly string[], countries: readonly string[]): string {
  const members = groups.flatMap((id) => base.groups.get(id)?.members ?? [])
  const whole = new Map(members.flatMap((one) => (typeof one === 'string' || one.as === undefined ? [] : [[one.code, one.as] as const])))
  const parts = Map.groupBy(
    countries.filter((code) => whole.has(code)),
    (code) => whole.get(code) ?? '',
  )
  const told = [...parts].map(([as, codes]) => `${namesIn(base, codes).join(' and ')} as ${namesIn(base, [as]).join('')}`)
  return [countries.filter((code) => !whole.has(code)).length, ...told].join(', and ')
}

const namesIn = (base: Base, codes: readonly string[]): readonly string[] =>
  codes.map((code) => base.countries.get(code)?.name ?? code).sort((a, b) => (a < b ? -1 : 1))

/**
 * A note that the days on which countries joined or left a list are unknown here; empty unless the request
 * asks for them.
 */
const unknownChange = (base: Base, list: NamedList, day: string): readonly string[] =>
  list.change === undefined || knowsChanges(base, list)
    ? []
    : [`When countries ${list.change === 'joined' ? 'came into' : 'left'} ${listName(base, list, day)} is not known here; these are in it.`]

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
    const gone = known.members.flatMap((member) =>
      typeof member === 'object' && member.until !== undefined && member.until < day && !countries.includes(member.code)
        ? [`${base.countries.get(member.code)?.name} (${member.note ?? `until ${dateWords(member.until)}`})`]
        : [],
    )
    if (gone.length > 0) yield `No longer on it: ${gone.join('; ')}.`
    yield* known.notes ?? []
  }
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
  const names = namesIn(base, countries)
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
