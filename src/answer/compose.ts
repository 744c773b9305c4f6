import { saidAs, type Said } from '../engine/explore.ts'
import { isRange, isStale, rungAt } from '../engine/rule.ts'
import type { Base } from '../knowledge/base.ts'
import type { RegimeRule } from '../knowledge/load.ts'
import type { FactEntry } from '../knowledge/schema.ts'
import type { Note } from '../language/reading.ts'
import type { Action, Block, ChatReply } from '../reply/reply.ts'
import {
  assumptionsOf,
  changeLines,
  citesOf,
  countryWords,
  dutyRules,
  factWords,
  governingRules,
  itemWords,
  placeWords,
  showCite,
} from './grounds.ts'
import { confirmActions, confirmBlocks } from './confirm.ts'
import { doubtWords, type Doubt } from './doubt.ts'
import type { HeldLeg } from './doubts.ts'
import { decideLeg, type DecidedLeg } from './leg.ts'
import { standingOf } from './standing.ts'
import { dateWords, listWords, lowerFirst, saidWords, upperFirst, whatIs } from './words.ts'

/** What every reply ends with. */
export type Stamp = { readonly asOf: string; readonly today: string; readonly version: string; readonly receipt: string }

/** What of a message an answer tells besides; `confirms`: what it asks a yes for, before it clears. */
type Extra = { readonly foreign: boolean; readonly cut: boolean; readonly tooMany: boolean; readonly confirms: readonly Doubt[] }

const disclaimer = 'Rules, not AI, and not legal advice: your empowered official decides.'

/** One leg's reply: verdict, reason, hinge, next steps, assumptions, what would change it, sources, stamp. */
export function composeVerdict(base: Base, leg: HeldLeg, stamp: Stamp, extra: Extra): ChatReply {
  const words = saidWords[leg.said]
  const standing = standingOf(base, leg)
  const isClassified = standing !== undefined && leg.leg.place === undefined
  const about = `${upperFirst(itemWords(base, leg))} to ${placeWords(base, leg)}${leg.day === stamp.today ? '' : `, as of ${dateWords(leg.day)}`}.`
  return {
    tone: words.tone,
    title: isClassified ? standing.title : words.title,
    blocks: [
      ...(standing?.blocks ?? []),
      { kind: 'text', text: [about, because(base, leg, stamp.today), ...hinges(base, leg)].join('\n') },
      { kind: 'text', text: words.means },
      ...(extra.confirms.length > 0 ? confirmBlocks(base, leg, extra.confirms) : questionBlocks(base, leg, standing?.asks)),
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
    actions: extra.confirms.length > 0 ? confirmActions : actionsFor(leg.said),
  }
}

/** Why, in one line: the rule that governs, its day in force, and who closes what it leaves open. */
function because(base: Base, leg: HeldLeg, today: string): string {
  const { verdict } = leg
  if (leg.doubts.length > 0) return 'Because: something that you said is not in the answer yet, and it could make it stricter.'
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

/** What is asked: what a doubt is about, else the figure that tells where the thing stands, else what the verdict lacks. */
function questionBlocks(base: Base, leg: HeldLeg, figure?: FactEntry): readonly Block[] {
  const [doubt, ...others] = leg.doubts
  if (doubt !== undefined)
    return [
      { kind: 'text', text: `Question: ${doubtWords(doubt)}` },
      ...(others.length === 0 ? [] : [{ kind: 'list' as const, title: 'Also', items: others.slice(0, 6).map(doubtWords) }]),
    ]
  const asked = leg.asks.flatMap((fact) => base.facts.get(fact) ?? [])
  const [first, ...rest] = figure === undefined ? asked : [figure, ...asked.filter(({ id }) => id !== figure.id)]
  if (first === undefined) return []
  const place = leg.leg.place
  const prompt =
    first.id === 'destination' && leg.leg.reading.foreignPerson
      ? 'Which citizenships and permanent residencies does the person hold?'
      : first.id === 'destination' && place !== undefined && place.codes.length > 1
        ? `Which one: ${countryWords(base, leg)}?`
        : first.id === 'item' && leg.leg.reading.unknown.length > 0
          ? whatIs(leg.leg.reading.unknown[0] ?? '')
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

function stepBlocks(base: Base, leg: HeldLeg): readonly Block[] {
  if (leg.doubts.length > 0 || (leg.said === 'need-facts' && leg.verdict.findings.length === 0)) return []
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

function assumptionBlocks(base: Base, leg: DecidedLeg): readonly Block[] {
  const items = assumptionsOf(base, leg).map((one) => one.say)
  const system = leg.leg.reading.item?.system
  const source = system === undefined ? [] : [`${system.names[0]}: class presumed from public figures, from memory and unverified`]
  return items.length + source.length === 0
    ? []
    : [{ kind: 'list', title: 'Assumed (say otherwise and the answer changes)', items: [...source, ...items] }]
}

function changeBlocks(base: Base, leg: HeldLeg): readonly Block[] {
  const items = changeLines(base, leg)
  return items.length === 0 ? [] : [{ kind: 'list', title: 'What would change it', items: items.slice(0, 8) }]
}

const noteWords = (note: Note): string => {
  switch (note.kind) {
    case 'typo':
      return `I read "${note.typed}" as ${note.read}.`
    case 'limit':
      return `A stated or operational limit (${note.typed}) is not the range: what counts is the design's best trajectory with full fuel.`
    case 'altitude':
      return `Altitude (${note.typed}) is not range: what counts is the ground distance on the best trajectory.`
    case 'armed-group':
      return `${note.typed} is read as a name among ${note.list} (recalled, as of ${dateWords(note.asOf)}). This is no screening.`
    case 'several':
      return `You gave several figures (${[note.typed, ...note.others].join(', ')}) on both sides of a line: none of them settles it alone.`
    case 'ordinary':
      return `I take "${note.typed}" for an ordinary article that no list names. If it has a list entry, tell me.`
    case 'orbit-payload':
      return `${note.typed} to orbit does not settle the category: range and payload can be traded off, and 500 kg at 300 km is the test.`
  }
}

function noteBlocks(base: Base, leg: HeldLeg, stamp: Stamp, extra: Extra): readonly Block[] {
  const unverified = citesOf(base, leg).some((cite) => base.statusOf(cite) !== 'verified')
  const notes = [
    ...leg.leg.reading.notes.map(noteWords),
    ...(leg.settled.length === 0
      ? []
      : [`You said that ${listWords(leg.settled.map((words) => `"${words}"`))} changes nothing here; that is on record.`]),
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
    ...(extra.tooMany
      ? ['There are more items or places here than I decide at once. Ask about the others by themselves; until then nothing is settled.']
      : []),
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
  legs: readonly HeldLeg[],
  governing: HeldLeg,
  stamp: Stamp,
  extra: Extra & { readonly compare: boolean },
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
      ...sharedHinges(base, legs),
      ...onceEach(legs.filter((leg) => leg.said === 'need-facts').flatMap((leg) => questionBlocks(base, leg))),
      ...assumptionBlocks(base, governing),
      ...noteBlocks(base, governing, stamp, extra),
      { kind: 'citations', citations: [...cites.values()].slice(0, 12).map((cite) => showCite(base, cite)) },
      stampBlock(governing.day, stamp),
    ],
    actions: actionsFor(governing.said),
  }
}

/** What each place hinges on; places that hinge on the same are named together. */
const sharedHinges = (base: Base, legs: readonly HeldLeg[]): readonly Block[] => {
  const all = legs.flatMap((leg) => hinges(base, leg).map((text) => ({ text, place: placeWords(base, leg) })))
  return [...Map.groupBy(all, ({ text }) => text)].map(([text, places]) => ({
    kind: 'text',
    text: `${listWords([...new Set(places.map(({ place }) => place))])}: ${lowerFirst(text)}`,
  }))
}

const onceEach = (blocks: readonly Block[]): readonly Block[] => [
  ...new Map(blocks.map((block) => [JSON.stringify(block), block])).values(),
]

function decidingWords(base: Base, leg: HeldLeg): string {
  if (leg.doubts.length > 0) return 'open: something that you said is not in it yet'
  if (leg.said === 'need-facts') return `open: ${leg.asks.map((fact) => factWords(base, fact)).join(', ')}`
  return governingRules(base, leg)[0]?.title ?? 'every answer still possible agrees'
}
