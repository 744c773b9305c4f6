import { wordsRead, type Facts } from '../engine/condition.ts'
import { saidAs, severity, type Said } from '../engine/explore.ts'
import { isRange, rungAt, type Finding } from '../engine/rule.ts'
import { isStale } from '../engine/rule.ts'
import type { Base } from '../knowledge/base.ts'
import type { RegimeRule } from '../knowledge/load.ts'
import type { Cite } from '../knowledge/schema.ts'
import type { Note } from '../language/reading.ts'
import type { Action, Block, ChatReply, Citation } from '../reply/reply.ts'
import { landingFacts } from './classify.ts'
import { decideLeg, type DecidedLeg, type ExploredLeg } from './leg.ts'
import { dateWords, listWords, lowerFirst, saidWords, upperFirst } from './words.ts'

/** What every reply ends with. */
export type Stamp = { readonly asOf: string; readonly today: string; readonly version: string; readonly receipt: string }

const disclaimer = 'Rules, not AI, and not legal advice: your empowered official decides.'

/** The rules that a verdict rests on, the strictest first, then the others that hold. */
export function governingRules(base: Base, { verdict }: DecidedLeg): readonly RegimeRule[] {
  const holding = verdict.findings.filter((finding) => finding.holds === true || verdict.status !== 'decided')
  const strength = (finding: Finding): number => finding.high * 10 + finding.low
  const ids = holding
    .filter((finding) => finding.rule.outcome !== null)
    .sort((a, b) => strength(b) - strength(a) || particular(b) - particular(a))
    .flatMap((finding) => finding.governs.map((rule) => rule.id))
  return [...new Set(ids)].flatMap((id) => base.rules.get(id) ?? [])
}

/** Among rules that say the same, one that displaces another tells more than a general one, and a narrow one more than a wide one. */
const particular = (finding: Finding): number =>
  (finding.governs.some((rule) => rule.id !== finding.rule.id) ? 10 : 0) + wordsRead(finding.rule.when).length

const dutyRules = (base: Base, { verdict }: DecidedLeg): readonly RegimeRule[] =>
  verdict.findings
    .filter((finding) => finding.holds === true && finding.rule.outcome === null)
    .flatMap((finding) => base.rules.get(finding.rule.id) ?? [])

/** What the citation numbers point at: the item's entry, the governing rules, the duties; each source and section once. */
export function citesOf(base: Base, leg: DecidedLeg): readonly Cite[] {
  const classes = leg.classes.slice(0, 4).flatMap((id) => (id === 'UNKNOWN' ? [] : (base.classes.get(id)?.cites ?? [])))
  const system = leg.leg.reading.item?.system
  const rules = leg.said === 'need-facts' ? governingRules(base, leg).slice(0, 3) : governingRules(base, leg).slice(0, 3)
  const all = [
    ...rules.slice(0, 1).flatMap((rule) => rule.cites),
    ...classes,
    ...rules.slice(1).flatMap((rule) => rule.cites),
    ...dutyRules(base, leg).flatMap((rule) => rule.cites),
    ...(system === undefined ? [] : [system.source]),
  ]
  const seen = new Set<string>()
  return all.filter((cite) => {
    const key = `${cite.source} ${cite.section}`
    return !seen.has(key) && seen.add(key) !== undefined
  })
}

/** A citation as it is shown. */
export function showCite(base: Base, cite: Cite): Citation {
  const source = base.sources.get(cite.source)
  const status = base.statusOf(cite)
  return {
    title: source?.title ?? cite.source,
    section: cite.section,
    status: statusWords[status] ?? status,
    url: source?.url,
    reviewBy: source?.reviewBy,
  }
}

const statusWords: Readonly<Record<string, string>> = {
  verified: 'text read',
  secondary: 'read at second hand, unverified',
  recalled: 'recalled, unverified',
  unknown: 'status unknown, unverified',
}

/** The country and region of a leg in words. */
export function placeWords(base: Base, leg: DecidedLeg): string {
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
  const region = leg.facts['region']
  return region === 'occupied' ? `${name} (Crimea, Donetsk or Luhansk)` : name
}

/** The item in words, with its entry and category, or what it can still be. */
export function itemWords(base: Base, leg: DecidedLeg): string {
  const { item, article } = leg.leg.reading
  if (item === undefined) return 'an item not named'
  const own = article === undefined ? item.name : `${item.name} for ${article.name}`
  const [only, second] = leg.classes
  const known = second === undefined && only !== undefined ? base.classes.get(only) : undefined
  return known === undefined || known.id === 'UNKNOWN' ? own : `${own} (${classWords(base, leg, known.id)})`
}

function classWords(base: Base, leg: DecidedLeg, id: string): string {
  const known = base.classes.get(id)
  if (known === undefined) return id
  const annex = annexOf(base, leg, id)
  const entry = leg.leg.reading.item?.entry ?? known.entry
  const mark = known.mt === 'yes' ? ', marked MT' : ''
  const category =
    known.category === 'none'
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

/** One leg's reply: verdict, reason, hinge, next steps, assumptions, what would change it, sources, stamp. */
export function composeVerdict(
  base: Base,
  leg: ExploredLeg,
  stamp: Stamp,
  extra: { readonly foreign: boolean; readonly cut: boolean },
): ChatReply {
  const words = saidWords[leg.said]
  const about = `${upperFirst(itemWords(base, leg))} to ${placeWords(base, leg)}${leg.day === stamp.today ? '' : `, as of ${dateWords(leg.day)}`}.`
  return {
    tone: words.tone,
    title: words.title,
    blocks: [
      { kind: 'text', text: [about, because(base, leg, stamp.today), ...hinges(base, leg)].join('\n') },
      { kind: 'text', text: words.means },
      ...questionBlocks(base, leg),
      ...stepBlocks(base, leg),
      ...sinceThen(base, leg, stamp),
      ...assumptionBlocks(base, leg),
      ...changeBlocks(base, leg),
      ...noteBlocks(base, leg, stamp, extra),
      {
        kind: 'citations',
        citations: citesOf(base, leg)
          .slice(0, 12)
          .map((cite) => showCite(base, cite)),
      },
      stampBlock(leg.day, stamp),
    ],
    actions: actionsFor(leg.said),
  }
}

/** Why, in one line: the rule that governs, its day in force, and who closes what it leaves open. */
function because(base: Base, leg: DecidedLeg, today: string): string {
  const { verdict } = leg
  const rules = governingRules(base, leg)
  const [first] = rules
  if (verdict.status === 'out-of-scope') return 'Because: no rule here speaks to this. That is not a yes.'
  if (verdict.status === 'conflict')
    return `Because: two rules disagree (${listWords(rules.slice(0, 2).map((rule) => rule.title))}), and no guess is made.`
  if (leg.said === 'need-facts') return `Because: ${floorWords(leg)}`
  if (first === undefined) return `Because: every answer still possible comes to this.`
  if (leg.said === 'ask-counsel') return `Because: ${openReason(base, leg, first, today)}`
  return `Because: ${lowerFirst(first.title)}${first.effective.from > '1990' && !first.title.includes(dateWords(first.effective.from)) ? ` (in force since ${dateWords(first.effective.from)})` : ''}.`
}

function openReason(base: Base, leg: DecidedLeg, first: RegimeRule, today: string): string {
  const engineRules = leg.verdict.findings.flatMap((finding) => finding.governs)
  const ranges = engineRules.filter((rule) => isRange(rule.outcome))
  const stale = engineRules.filter((rule) => isStale(rule, today))
  if (ranges.length === 0 && stale.length > 0)
    return `the sources of "${base.rules.get(stale[0]?.id ?? '')?.title ?? first.title}" are overdue for review, so it may only tighten.`
  const open = ranges.find((rule) => base.rules.get(rule.id)?.id === first.id) ?? ranges[0]
  const rule = open === undefined ? first : (base.rules.get(open.id) ?? first)
  return `${lowerFirst(rule.title)}: ${typeof rule.outcome === 'object' && rule.outcome !== null ? rule.outcome.why : rule.why}.`
}

function floorWords({ verdict }: DecidedLeg): string {
  const low = rungAt(verdict.low)
  const high = rungAt(verdict.high)
  const floor = low === null ? 'the facts so far leave the answer open' : `at least: ${lowerFirst(saidWords[low].title)}`
  return high === null || high === low ? `${floor}.` : `${floor}; at most: ${lowerFirst(saidWords[high].title)}.`
}

function hinges(base: Base, leg: DecidedLeg): readonly string[] {
  return governingRules(base, leg)
    .filter((rule) => rule.hinge !== undefined && saidAs(leg.verdict) === rule.outcome)
    .slice(0, 1)
    .map((rule) => `It hinges on ${rule.hinge?.on}; otherwise: ${lowerFirst(saidWords[rule.hinge?.otherwise ?? 'prohibited'].title)}.`)
}

function questionBlocks(base: Base, leg: ExploredLeg): readonly Block[] {
  if (leg.asks.length === 0) return []
  const [first, ...rest] = leg.asks.flatMap((fact) => base.facts.get(fact) ?? [])
  if (first === undefined) return []
  const place = leg.leg.place
  const prompt =
    first.id === 'destination' && leg.leg.reading.foreignPerson
      ? 'Which citizenships and permanent residencies does the person hold?'
      : first.id === 'destination' && place !== undefined && place.codes.length > 1
        ? `Which one: ${placeWords(base, leg)}?`
        : first.prompt
  const answers =
    first.answers === undefined || first.id === 'value' ? '' : ` (${first.answers.map((answer) => answer.say).join(' · ')} · I don't know)`
  return [
    { kind: 'text', text: `Question: ${prompt}${answers}\nWhy I ask: ${first.why}` },
    ...(rest.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: `After that it can also turn on: ${rest.map((fact) => lowerFirst(fact.prompt.replace(/\?.*$/, ''))).join('; ')}.`,
          },
        ]),
  ]
}

function stepBlocks(base: Base, leg: DecidedLeg): readonly Block[] {
  if (leg.said === 'need-facts' && leg.verdict.findings.length === 0) return []
  const rules = [...governingRules(base, leg), ...dutyRules(base, leg)]
  const licensed = !['not-an-export', 'prohibited'].includes(leg.said)
  const items = [...new Set(rules.flatMap((rule) => (licensed || rule.outcome === leg.said ? (rule.obligations ?? []) : [])))]
  return items.length === 0 ? [] : [{ kind: 'list', title: 'Conditions and next steps', items }]
}

/** For a past day: what is said today, and the day it changed. */
function sinceThen(base: Base, leg: DecidedLeg, stamp: Stamp): readonly Block[] {
  if (leg.day >= stamp.today || leg.country === undefined || leg.said === 'need-facts') return []
  const at = (day: string): DecidedLeg => decideLeg(base, { ...leg.leg, days: [day] }, stamp.today)
  const now = at(stamp.today)
  if (now.said === leg.said) return [{ kind: 'text', text: `The same is said today, ${dateWords(stamp.today)}.` }]
  const turn =
    base.turningPoints.filter((day) => day > leg.day && day <= stamp.today).find((day) => at(day).said !== leg.said) ?? stamp.today
  const then = at(turn)
  const rule = governingRules(base, then)[0]
  return [
    {
      kind: 'text',
      text: `What changed since: on ${dateWords(turn)} this became "${lowerFirst(saidWords[then.said].title)}"${rule === undefined ? '' : ` (${lowerFirst(rule.title)})`}.${then.said === now.said ? '' : ` Today it is "${lowerFirst(saidWords[now.said].title)}".`}`,
    },
  ]
}

/** What was taken without being stated, each in words. */
export function assumptionsOf(
  base: Base,
  leg: DecidedLeg,
): ReadonlyArray<{ readonly fact: string; readonly value: string; readonly say: string }> {
  const say = (fact: string, value: unknown): string =>
    base.facts.get(fact)?.answers?.find((answer) => answer.value === value)?.say ?? String(value)
  const assumed: Facts = leg.leg.reading.item === undefined ? pick(leg.assumed, ['wmd']) : leg.assumed
  const relevant = Object.entries(assumed).filter(([fact]) => matters(base, leg, fact))
  return [
    ...Object.entries(leg.presumed).map(([fact, value]) => ({
      fact,
      value: String(value),
      say: `presumed of ${leg.leg.reading.article?.name ?? leg.leg.reading.item?.name ?? 'the item'}: ${factWords(base, fact)} ${say(fact, value)}`,
    })),
    ...relevant.map(([fact, value]) => ({ fact, value: String(value), say: say(fact, value) })),
  ]
}

const pick = (facts: Facts, names: readonly string[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name)))

/** Assumptions that a rule in play reads; the rest would only be noise. */
function matters(base: Base, leg: DecidedLeg, fact: string): boolean {
  if (base.facts.get(fact)?.unit !== undefined && fact !== 'value')
    return landingFacts((leg.leg.reading.article ?? leg.leg.reading.item)?.lands ?? []).includes(fact)
  if (fact === 'carveOut') return base.groupsOf(leg.country ?? '', leg.day).includes('itar-126-1-d2')
  if (fact === 'replacementPart') return leg.classes.includes('COMPONENT_EAR_MT')
  if (fact === 'builtInto') return leg.classes.some((id) => base.classes.get(id)?.jurisdiction === 'EAR')
  if (fact === 'classified' || fact === 'usItem') return leg.classes.some((id) => base.classes.get(id)?.jurisdiction === 'ITAR')
  return true
}

const factWords = (base: Base, fact: string): string =>
  ({
    range: 'range',
    payload: 'payload at 300 km',
    speed: 'highest airspeed',
    impulse: 'total impulse',
    accuracy: 'accuracy',
    tank: 'spraying',
    'mt-reason': 'list entry',
  })[fact] ??
  base.facts.get(fact)?.asks ??
  fact

function assumptionBlocks(base: Base, leg: DecidedLeg): readonly Block[] {
  const items = assumptionsOf(base, leg).map((one) => one.say)
  const { item } = leg.leg.reading
  const source =
    item?.system === undefined ? [] : [`${item.system.names[0]}: class presumed from public figures, from memory and unverified`]
  return items.length + source.length === 0
    ? []
    : [{ kind: 'list', title: 'Assumed (say otherwise and the answer changes)', items: [...source, ...items] }]
}

function changeBlocks(base: Base, leg: ExploredLeg): readonly Block[] {
  const items = changeLines(base, leg)
  return items.length === 0 ? [] : [{ kind: 'list', title: 'What would change it', items: items.slice(0, 8) }]
}

/** Each smallest change of facts that moves the verdict, with the rule it rests on. */
export function changeLines(base: Base, leg: ExploredLeg): readonly string[] {
  return [...leg.changes]
    .sort((a, b) => severity.indexOf(saidAs(a.verdict)) - severity.indexOf(saidAs(b.verdict)))
    .map(({ facts, verdict }) => {
      const said = saidAs(verdict)
      const rule = governingRules(base, { ...leg, verdict, said })[0]
      const flip = Object.entries(facts).map(
        ([fact, value]) =>
          `${factWords(base, fact) === fact ? '' : `${upperFirst(factWords(base, fact))}: `}${base.facts.get(fact)?.answers?.find((answer) => answer.value === value)?.say ?? String(value)}`,
      )
      return `${flip.join(' and ')} → ${lowerFirst(saidWords[said].title)}${rule === undefined ? '' : ` (${lowerFirst(rule.title)})`}`
    })
}

const noteWords = (note: Note): string => {
  switch (note.kind) {
    case 'typo':
      return `I read "${note.typed}" as ${note.read}.`
    case 'limit':
      return `A stated or operational limit (${note.typed}) is not the range: what counts is the design's best trajectory with full fuel.`
    case 'altitude':
      return `Altitude (${note.typed}) is not range: what counts is the ground distance on the best trajectory.`
    case 'orbit-payload':
      return `${note.typed} to orbit does not settle the category: range and payload can be traded off, and 500 kg at 300 km is the test.`
  }
}

function noteBlocks(
  base: Base,
  leg: DecidedLeg,
  stamp: Stamp,
  extra: { readonly foreign: boolean; readonly cut: boolean },
): readonly Block[] {
  const unverified = citesOf(base, leg).some((cite) => base.statusOf(cite) !== 'verified')
  const notes = [
    ...leg.leg.reading.notes.map(noteWords),
    ...(leg.day < stamp.today ? ['Country lists are those known today, except where a date of joining or leaving is known.'] : []),
    ...(leg.leg.reading.date !== undefined && leg.leg.reading.date.from > stamp.today
      ? ['A future date cannot be answered; this is the law as known today.']
      : []),
    ...(unverified ? ['Some of this rests on sources read at second hand or recalled; each is marked below.'] : []),
    ...(leg.leg.reading.setAside.length === 0
      ? []
      : [
          `I did not count ${listWords(leg.leg.reading.setAside.map((code) => base.countries.get(code)?.name ?? code))} as a destination. Say whether it plays any part: buyer, user, maker or onward country.`,
        ]),
    ...(leg.leg.reading.unread ? ['Some words are in a script that I could not read; say them in English.'] : []),
    ...(extra.foreign
      ? ['I understand only English; I answered because item and country were clear. Please check that I read you right.']
      : []),
    ...(extra.cut ? ['The message was long; I read only its beginning.'] : []),
  ]
  return notes.map((text) => ({ kind: 'note', text }))
}

/** The last line of every reply. */
export function stampBlock(day: string, { version, receipt }: Stamp): Block {
  return { kind: 'text', text: `${disclaimer} As of ${dateWords(day)} · knowledge ${version} · receipt ${receipt}` }
}

/** Buttons follow the verdict: the question to counsel first, then a classification or a screening. */
export function actionsFor(said: Said): readonly Action[] {
  const counsel: Action = { id: 'ask-counsel', label: 'Ask counsel' }
  const more: readonly Action[] = [
    { id: 'why', label: 'Why?' },
    { id: 'changes', label: 'What would change it' },
    { id: 'share', label: 'Share' },
  ]
  if (said === 'need-facts') return [{ id: 'classify', label: 'Ask for a classification' }, counsel, ...more]
  if (said === 'no-license' || said === 'exemption-possible')
    return [counsel, { id: 'screen', label: 'Ask for end-user screening' }, ...more]
  return [counsel, ...more]
}

/** Several legs: what governs first, then a table of all, with the steps and sources of the one that governs. */
export function composeLegs(
  base: Base,
  legs: readonly ExploredLeg[],
  governing: ExploredLeg,
  stamp: Stamp,
  extra: { readonly foreign: boolean; readonly cut: boolean; readonly compare: boolean },
): ChatReply {
  const one = composeVerdict(base, governing, stamp, extra)
  const rows = legs.map((leg) => [
    `${legs.every((other) => other.leg.reading.item === legs[0]?.leg.reading.item) ? '' : `${itemWords(base, leg)} to `}${placeWords(base, leg)}`,
    saidWords[leg.said].title,
    decidingWords(base, leg),
  ])
  const table: Block = {
    kind: 'table',
    title: extra.compare ? 'Side by side' : 'Each leg alone; the strictest governs',
    columns: ['Destination', 'Verdict', 'Deciding rule'],
    rows,
  }
  if (!extra.compare) return { ...one, blocks: [table, ...one.blocks] }
  const cites = new Map(legs.flatMap((leg) => citesOf(base, leg).slice(0, 3)).map((cite) => [`${cite.source} ${cite.section}`, cite]))
  return {
    tone: 'neutral',
    title: `Comparison: ${itemWords(base, governing)}`,
    blocks: [
      table,
      ...legs.flatMap((leg) => hinges(base, leg).map((text): Block => ({ kind: 'text', text: `${placeWords(base, leg)}: ${text}` }))),
      ...legs.filter((leg) => leg.said === 'need-facts').flatMap((leg) => questionBlocks(base, leg)),
      ...assumptionBlocks(base, governing),
      ...noteBlocks(base, governing, stamp, extra),
      { kind: 'citations', citations: [...cites.values()].slice(0, 12).map((cite) => showCite(base, cite)) },
      stampBlock(governing.day, stamp),
    ],
    actions: actionsFor(governing.said),
  }
}

function decidingWords(base: Base, leg: ExploredLeg): string {
  if (leg.said === 'need-facts') return `open: ${leg.asks.map((fact) => factWords(base, fact)).join(', ')}`
  return governingRules(base, leg)[0]?.title ?? 'every answer still possible agrees'
}
