import { rungAt } from '../engine/rule.ts'
import type { Cite } from '../knowledge/schema.ts'
import type { ChatReply, Block } from '../port/reply.ts'
import { footOf, versionWords, type Stamp } from './stamp.ts'
import { exploreLeg, decideLeg, type DecidedLeg } from './leg.ts'
import { countriesAsked } from './list-algebra.ts'
import { lowerFirst, verdictWords, upperFirst } from './words.ts'
import type { Base } from '../knowledge/base.ts'
import { verdictsWithoutDenial, type ListRequest } from '../language/request/list-request.ts'
import type { Reading } from '../language/reading.ts'
import { layerOf, sourcesLayer } from './layers.ts'
import { itemWords } from './deal-words.ts'
import { showCite } from './citations.ts'
import { lawDaysOf } from './days-decided.ts'
import { dateWords } from '../port/date-words.ts'
import { bySeverity, type ShownVerdict } from '../engine/shown-verdict.ts'

export function listByVerdict(base: Base, request: ListRequest, reading: Reading, asOf: string, today: string): Listed {
  const wanted = new Set(request.verdicts ?? verdictsWithoutDenial)
  const days = lawDaysOf(base, reading.date, asOf, today)
  const among = countriesAmong(base, request, days[0] ?? asOf)
  const codes = among.filter((code) => code !== 'US' && base.countries.get(code)?.parent === undefined)
  const alike = Map.groupBy(codes, (code) => [...base.groupsOf(code, days[0] ?? asOf)].sort().join())
  const legs = [...alike.values()].flatMap((same) => {
    const [first = ''] = same
    const leg = decideLeg(base, { reading, place: { codes: [first], typed: first, role: 'destination' }, days }, today)
    return same.map((code) => ({ code, leg }))
  })
  const fitting = legs.filter(({ leg }) => wanted.has(leg.shown))
  const open = request.verdicts === undefined ? legs.filter(({ leg }) => mayGo(leg)) : []
  const countries = [...fitting, ...open].map(({ code }) => code)
  const [first] = legs
  const said = [...wanted].sort(bySeverity).filter((one) => fitting.some(({ leg }) => leg.shown === one))
  // If missing facts leave no country to list: the first leg with a missing fact, to ask for it.
  const openLeg = countries.length > 0 ? undefined : legs.find(({ leg }) => leg.shown === 'need-facts')?.leg
  const found = openLeg === undefined ? `${countries.length} countries` : 'which countries, more facts decide'
  const title = upperFirst(`${first === undefined ? '' : `${itemWords(base, first.leg)}: `}${found}`)
  return {
    countries,
    compose: (stamp) => ({
      tone: 'neutral',
      title,
      blocks: sortedOut(base, {
        said,
        fitting,
        open,
        openLeg,
        isUseAsked: legs.some(({ leg }) => !wanted.has(leg.shown) && leg.facts.endUse === undefined),
      }),
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

type CountryLeg = { readonly code: string; readonly leg: DecidedLeg }

/** Composes the countries by verdict, those for which facts are missing, and what applies to all of them. */
function sortedOut(
  base: Base,
  given: {
    readonly said: readonly ShownVerdict[]
    readonly fitting: readonly CountryLeg[]
    readonly open: readonly CountryLeg[]
    readonly openLeg: DecidedLeg | undefined
    readonly isUseAsked: boolean
  },
): readonly Block[] {
  const { said, fitting, open, openLeg, isUseAsked } = given
  if (fitting.length + open.length === 0)
    return [{ kind: 'text', text: openLeg === undefined ? 'No country fits.' : unsettled(base, openLeg) }]
  return [
    ...said.map((one): Block => {
      const same = fitting.filter(({ leg }) => leg.shown === one)
      return { kind: 'list', title: verdictWords[one].title, items: [namesOf(base, same)] }
    }),
    ...(open.length === 0 ? [] : [{ kind: 'list' as const, title: 'Only more facts tell, such as the use', items: [namesOf(base, open)] }]),
    notApproved,
    ...(isUseAsked ? [useCounts] : []),
  ]
}

const useCounts: Block = {
  kind: 'note',
  text:
    'No end use was named, and it can move a country onto this list or off it: ask again with the use, ' +
    'such as "for a civil space launcher".',
}

const notApproved: Block = {
  kind: 'note',
  text:
    'A review case by case is not an approval: each of these still needs its license, and the end user ' +
    'and end use decide. Ask for a country that is not named here by itself.',
}

/** The answer to a question for a list: the codes of its countries, and a function that composes the reply. */
export type Listed = { readonly countries: readonly string[]; readonly compose: (stamp: Stamp) => ChatReply }

/** The countries to decide: those of the named lists and places, or all countries if none is named. */
const countriesAmong = (base: Base, request: ListRequest, day: string): readonly string[] => {
  const { lists, within, besides } = request
  if (lists.length > 0) return countriesAsked(base, request, day)
  return [...base.countries.keys()].filter(
    (code) => !besides.includes(code) && (within.length === 0 || within.some((codes) => codes.includes(code))),
  )
}

/**
 * For a list that is empty because facts are missing: asks the reader to repeat the question with one of
 * these facts.
 */
function unsettled(base: Base, leg: DecidedLeg): string {
  const open = exploreLeg(base, leg).asks.flatMap((fact) => base.facts.get(fact)?.prompt ?? [])
  return `Ask again and tell this with it: ${open[0] ?? 'what exactly is it, and what is it for?'}`
}

const namesOf = (base: Base, codes: ReadonlyArray<{ readonly code: string }>): string =>
  codes.map(({ code }) => base.countries.get(code)?.name ?? code).join(', ')

/**
 * Whether facts are missing, and the mildest verdict still possible would let the item go (perhaps with a
 * license).
 */
function mayGo({ shown, verdict }: Pick<DecidedLeg, 'shown' | 'verdict'>): boolean {
  const least = rungAt(verdict.low)
  return shown === 'need-facts' && least !== null && verdictsWithoutDenial.includes(least)
}

/** The sources of a list by verdict: those of all rules with one of these verdicts, at most eight. */
function citesFor(base: Base, said: readonly ShownVerdict[]): readonly Cite[] {
  const cites = [...base.rules.values()].filter((rule) => said.some((one) => one === rule.outcome)).flatMap((rule) => rule.cites)
  return [...new Map(cites.map((cite) => [`${cite.source} ${lowerFirst(cite.section)}`, cite])).values()].slice(0, 8)
}
