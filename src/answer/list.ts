import type { Said } from '../engine/explore.ts'
import { severity } from '../engine/explore.ts'
import type { Base } from '../knowledge/base.ts'
import type { Cite } from '../knowledge/schema.ts'
import { groupsNamed } from '../language/groups.ts'
import type { Reading } from '../language/reading.ts'
import type { Block, ChatReply } from '../reply/reply.ts'
import { stampBlock, type Stamp } from './compose.ts'
import { itemWords, showCite } from './grounds.ts'
import { decideLeg } from './leg.ts'
import { daysOf } from './period.ts'
import { dateWords, lowerFirst, saidWords } from './words.ts'

/** A list of countries and how to say it. */
export type Listed = { readonly countries: readonly string[]; readonly compose: (stamp: Stamp) => ChatReply }

/** Answers "which countries …": the members of a published list, or all countries whose verdict is of a kind. */
export function answerList(base: Base, text: string, reading: Reading | undefined, asOf: string, today: string): Listed | undefined {
  if (/\b(?:escaped|excepted|exceptions?|spared|exempt(?:ed)?) \w+ (?:\w+ )?(?:US |U\.S\. )?bar\b|\bbar on\b/i.test(text)) return undefined
  const groups = groupsNamed(text)
  if (reading?.item !== undefined && wantsVerdicts(text)) return listByVerdict(base, text, reading, asOf, today)
  if (groups.length > 0) return listMembers(base, text, groups, reading, asOf, today)
  return reading?.item === undefined ? undefined : listByVerdict(base, text, reading, asOf, today)
}

const wantsVerdicts = (text: string): boolean =>
  /\b(?:sell|sold|buy|bought|ship|export|deliver|receive|denied|denial|barred|banned|blocked|prohibited|outright|licen[sc]e|licen[sc]able|allowed|eligible|could|can|exempt\w*|presum\w*|case[- ]by[- ]case|get)\b/i.test(
    text,
  )

const groupIds: Readonly<Record<string, readonly string[]>> = { 'itar-126-1': ['itar-126-1-d1', 'itar-126-1-d2'] }

function listMembers(
  base: Base,
  text: string,
  named: ReturnType<typeof groupsNamed>,
  reading: Reading | undefined,
  asOf: string,
  today: string,
): Listed {
  const year = /\b(?:in|since|from|after|before|until|during)\s+(?:the year |year )?((?:19|20)\d\d)\b/i.exec(text)
  const joined = /\bjoin\w*|\bc[ao]me in\b|\baccede\w*|\bbecame\b|\bentered\b|\badmitted\b|\bacceded\b/i.test(text)
  const day =
    joined || reading?.date === undefined || named.some(({ group }) => group === 'mtcr-original-1987')
      ? asOf
      : (daysOf(base, reading.date, asOf, today)[0] ?? asOf)
  const membersOf = (group: string): readonly string[] => (groupIds[group] ?? [group]).flatMap((id) => base.membersOf(id, day))
  const isPlain = (code: string): boolean =>
    base.countries.get(code)?.parent === undefined || named.some(({ group }) => group.startsWith('itar-126-1') || group.startsWith('ear-d'))
  const wanted = named.filter((one) => !one.without)
  const unwanted = new Set(named.filter((one) => one.without).flatMap((one) => membersOf(one.group)))
  const [first, ...others] = wanted.length > 0 ? wanted : [{ group: 'mtcr-partners', without: false }]
  const inOthers = others.map((one) => new Set(membersOf(one.group)))
  const all = [...new Set(membersOf(first?.group ?? ''))].filter(
    (code) => isPlain(code) && !unwanted.has(code) && inOthers.every((set) => set.has(code)),
  )
  const countries = year !== null && joined ? all.filter((code) => joinedIn(base, first?.group ?? '', code, Number(year[1]), year[0])) : all
  const cites = named.flatMap((one) => (groupIds[one.group] ?? [one.group]).flatMap((id) => base.groups.get(id)?.cites ?? []))
  const title = `${named.map((one) => `${one.without ? 'not ' : ''}${groupName(base, one.group)}`).join(', ')}: ${countries.length}`
  return {
    countries,
    compose: (stamp) => composeList(base, title, countries, [...notesOf(base, named, day, countries)], cites, { ...stamp, asOf: day }),
  }
}

const groupName = (base: Base, group: string): string => base.groups.get(group)?.name ?? 'ITAR 126.1'

function joinedIn(base: Base, group: string, code: string, year: number, said: string): boolean {
  const member = base.groups.get(group)?.members.find((one) => typeof one !== 'string' && one.code === code)
  const since = typeof member === 'object' ? Number(member.since?.slice(0, 4)) : Number.NaN
  if (/after|since|from/i.test(said)) return since > year || (!/after/i.test(said) && since === year)
  return /before|until/i.test(said) ? since < year : since === year
}

function* notesOf(base: Base, named: ReturnType<typeof groupsNamed>, day: string, countries: readonly string[]): Generator<string> {
  for (const { group } of named) {
    for (const id of groupIds[group] ?? [group]) {
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
  }
  if (named.some(({ group }) => group === 'mtcr-partners'))
    yield 'Membership gives no entitlement to receive technology. Russia is a partner and still denied under 126.1.'
  if (named.some(({ group }) => group === 'itar-126-1-d2' || group === 'itar-126-1'))
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
      ...notes.map((text): Block => ({ kind: 'note', text })),
      { kind: 'citations', citations: cites.map((cite) => showCite(base, cite)) },
      stampBlock(stamp.asOf, stamp),
    ],
    actions: [],
  }
}

/** Which verdicts a question of this wording asks for. */
function wantedVerdicts(text: string): readonly Said[] {
  if (/\bprohibited\b|\bbanned outright\b/i.test(text)) return ['prohibited', 'policy-of-denial']
  if (/\bpresum\w* of denial|\bpresumed denied/i.test(text)) return ['presumption-of-denial']
  if (
    /\bden(?:y|ied|ial)|barred|banned|blocked|refused|off[- ]limits|outright|forbidden|\bnot (?:be )?(?:sell|sold|ship|allowed)|\bcan(?:'t|not)\b/i.test(
      text,
    )
  )
    return /outright|policy/i.test(text) ? ['policy-of-denial', 'prohibited'] : ['presumption-of-denial', 'policy-of-denial', 'prohibited']
  if (/\bno licen[sc]e|without (?:a |an )?(?:export |MT )?licen[sc]e|licen[sc]e[- ]free|not need (?:a |an )?licen[sc]e/i.test(text))
    return ['not-an-export', 'no-license']
  if (/\bexempt/i.test(text)) return ['exemption-possible']
  return ['not-an-export', 'no-license', 'exemption-possible', 'license-favorable', 'case-by-case']
}

function listByVerdict(base: Base, text: string, reading: Reading, asOf: string, today: string): Listed {
  const wanted = new Set(wantedVerdicts(text))
  const days = daysOf(base, reading.date, asOf, today)
  const among = groupsNamed(text)
    .filter((one) => !one.without)
    .flatMap((one) => (groupIds[one.group] ?? [one.group]).flatMap((id) => base.membersOf(id, days[0] ?? asOf)))
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
  const countries = fitting.map(({ code }) => code)
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
            fitting
              .filter(({ leg }) => leg.said === one)
              .map(({ code }) => base.countries.get(code)?.name ?? code)
              .join(', '),
          ],
        })),
        ...(countries.length === 0 ? [{ kind: 'text' as const, text: 'No country fits.' }] : []),
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
        ...(days[0] === today
          ? []
          : [
              {
                kind: 'note' as const,
                text: `As the law stood on ${dateWords(days[0] ?? asOf)}; country lists are those known today except where a date is known.`,
              },
            ]),
        { kind: 'citations', citations: citesFor(base, said).map((cite) => showCite(base, cite)) },
        stampBlock(days[0] ?? asOf, stamp),
      ],
      actions: [],
    }),
  }
}

/** The general sources of a list by verdict: the rules whose rung it names. */
function citesFor(base: Base, said: readonly Said[]): readonly Cite[] {
  const cites = [...base.rules.values()].filter((rule) => said.includes(rule.outcome as Said)).flatMap((rule) => rule.cites)
  return [...new Map(cites.map((cite) => [`${cite.source} ${lowerFirst(cite.section)}`, cite])).values()].slice(0, 8)
}
