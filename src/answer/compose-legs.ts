import type { Base } from '../knowledge/base.ts'
import type { Block, ChatReply } from '../port/reply.ts'
import { hinges, openTo } from './because.ts'
import { actionsFor, composeVerdict } from './compose.ts'
import type { HeldLeg } from './held-leg.ts'
import { factWords } from './assumptions.ts'
import { placesOf, placeWords, thingOf } from './deal-words.ts'
import { governingRules } from './governing-rules.ts'
import { nextStep } from './next-step.ts'
import { layersOf, moreLayer } from './layers.ts'
import { readingBlocks, type Extra } from './notes.ts'
import { questionBlocks } from './question-to-asker.ts'
import { footOf, type Stamp } from './stamp.ts'
import { listWords, lowerFirst, verdictWords, upperFirst } from './words.ts'
import { bySeverity } from '../engine/shown-verdict.ts'

/**
 * A table with more rows than this is put into a layer. In a comparison this is the limit for places; above
 * it, the front has one line per verdict instead.
 */
const mostRows = 8

/**
 * Composes the reply for several legs of one deal. The title has the governing (strictest) verdict, a table has the verdict of each leg,
 * and the rest of the front is about the governing leg.
 */
export function composeLegs(base: Base, legs: readonly HeldLeg[], governing: HeldLeg, stamp: Stamp, extra: Extra): ChatReply {
  const one = composeVerdict(base, governing, stamp, extra)
  const table: Block = {
    kind: 'table',
    title: 'Each part alone; the strictest counts',
    columns: ['Leg', 'Verdict'],
    rows: rowsOf(base, legs),
  }
  const isLong = table.rows.length > mostRows
  return {
    ...one,
    blocks: isLong ? one.blocks : [table, ...one.blocks],
    layers: [
      ...(isLong ? [{ id: 'more' as const, title: table.title, count: legs.length, blocks: [table] }] : []),
      ...layersOf(base, legs, governing, stamp),
    ],
  }
}

/**
 * Composes a comparison. The title has the result. A table has one row for all places with the same item, verdict and reason, strictest
 * first; if all are alike, one sentence says why. Questions and conditions that places share are given once.
 */
export function composeComparison(base: Base, legs: readonly HeldLeg[], governing: HeldLeg, stamp: Stamp, extra: Extra): ChatReply {
  const groups = [...Map.groupBy(strictestFirst(legs), (leg) => `${thingOf(base, leg)}|${leg.shown}|${decidingWords(base, leg)}`).values()]
  const oneThing = legs.every((leg) => thingOf(base, leg) === thingOf(base, governing))
  const rows = groups.map((same) => {
    const [first] = same
    const places = listWords(placesOf(base, same))
    return first === undefined
      ? []
      : [`${oneThing ? '' : `${thingOf(base, first)} to `}${places}`, verdictWords[first.shown].clause, decidingWords(base, first)]
  })
  const table: Block = { kind: 'table', title: 'The strictest first', columns: ['Where', 'Verdict', 'Because'], rows }
  const isLong = rows.length > 1 && legs.length > mostRows
  return {
    tone: 'neutral',
    title: resultOf(base, legs),
    subtitle: oneThing ? `${thingOf(base, governing)}${rows.length === 1 ? ` to ${rows[0]?.[0] ?? ''}` : ''}` : 'Several items',
    blocks: [
      ...readingBlocks(base, governing, extra),
      ...(rows.length === 1
        ? [{ kind: 'text' as const, label: 'Because', text: `${lowerFirst(decidingWords(base, governing))}.` }]
        : [isLong ? { kind: 'list' as const, title: table.title, items: linesOf(base, legs) } : table]),
      ...sharedHinges(base, legs),
      ...onceEach(legs.filter((leg) => leg.shown === 'need-facts').flatMap((leg) => questionBlocks(base, leg, stamp.today))),
      ...nextBlocks(base, legs),
    ],
    layers: [...(isLong ? moreLayer([table]) : []), ...layersOf(base, strictestFirst(legs), governing, stamp)],
    foot: footOf(governing.day, stamp),
    actions: actionsFor(governing.shown),
  }
}

const strictestFirst = (legs: readonly HeldLeg[]): readonly HeldLeg[] => [...legs].sort((a, b) => bySeverity(b.shown, a.shown))

/**
 * What to do next, for the strictest verdict first. If there are more than two different steps, only the first is given, and a line says
 * that the verdict of each other leg decides its next step.
 */
function nextBlocks(base: Base, legs: readonly HeldLeg[]): readonly Block[] {
  const steps = [...Map.groupBy(strictestFirst(legs), (leg) => nextStep(base, leg))]
  const told = steps.slice(0, steps.length > 2 ? 1 : 2).map(([text, some]): Block => {
    return { kind: 'text', label: steps.length === 1 ? 'Next' : `Next, ${namesOf(base, some)}`, text }
  })
  return steps.length > 2 ? [...told, { kind: 'text', label: 'Next, the others', text: eachByItself }] : told
}

const eachByItself = 'take each by its own verdict; nothing goes that needs a license and has none.'

/** One line per verdict, strictest first: "License needed, decided case by case (2): India and Brazil". */
const linesOf = (base: Base, legs: readonly HeldLeg[]): readonly string[] =>
  [...Map.groupBy(strictestFirst(legs), ({ shown }) => shown)].map(([said, some]) => {
    const places = placesOf(base, some)
    return `${upperFirst(verdictWords[said].clause)}${places.length === 1 ? '' : ` (${places.length})`}: ${listWords(places)}`
  })

/** The places of legs in words: "India and Brazil", or "7 places" if there are more than {@link mostNamed}. */
function namesOf(base: Base, legs: readonly HeldLeg[]): string {
  const places = placesOf(base, legs)
  return places.length > mostNamed ? `${places.length} places` : listWords(places)
}

/** A title or label names at most this many places; if there are more, it gives only their number. */
const mostNamed = 4

/**
 * The result of a comparison in words. One verdict for all: "Both: …". Two different verdicts: each with its
 * places. More than two: only the strictest, with its places.
 */
function resultOf(base: Base, legs: readonly HeldLeg[]): string {
  const alike = [...Map.groupBy(strictestFirst(legs), ({ shown }) => shown)]
  const [[said] = ['need-facts' as const]] = alike
  if (alike.length === 1) return `${legs.length === 2 ? 'Both' : `All ${legs.length}`}: ${verdictWords[said].clause}`
  const [[, strictest] = [said, []]] = alike
  if (alike.length > 2) return `They differ; strictest: ${namesOf(base, strictest)}, ${verdictWords[said].clause}`
  return alike.map(([one, some]) => `${namesOf(base, some)}: ${verdictWords[one].clause}`).join('. ')
}

function rowsOf(base: Base, legs: readonly HeldLeg[]): ReadonlyArray<readonly string[]> {
  const isOneItem = legs.every((other) => other.leg.reading.item === legs[0]?.leg.reading.item)
  return legs.map((leg) => [
    `${isOneItem ? '' : `${thingOf(base, leg)} to `}${placeWords(base, leg)}`,
    leg.shown === 'need-facts' ? decidingWords(base, leg) : verdictWords[leg.shown].clause,
  ])
}

/** Sentences with the conditions on which verdicts depend (hinges), each with its places: "India and Brazil: it hinges on …". */
export function sharedHinges(base: Base, legs: readonly HeldLeg[]): readonly Block[] {
  const all = legs.flatMap((leg) => hinges(base, leg).map((text) => ({ text, leg })))
  return [...Map.groupBy(all, ({ text }) => text)].map(([text, places]) => ({
    kind: 'text',
    text: `${namesOf(
      base,
      places.map(({ leg }) => leg),
    )}: ${lowerFirst(text)}`,
  }))
}

const onceEach = (blocks: readonly Block[]): readonly Block[] => [
  ...new Map(blocks.map((block) => [JSON.stringify(block), block])).values(),
]

function decidingWords(base: Base, leg: HeldLeg): string {
  if (leg.doubts.length > 0) return 'open: something that you said is not in it yet'
  if (leg.shown === 'need-facts') return `open: ${leg.asks.map((fact) => factWords(base, fact)).join(', ')}`
  return governingRules(base, leg)[0]?.title ?? openTo(leg)
}
