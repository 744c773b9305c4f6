import type { Base } from '../knowledge/base.ts'
import type { Evidence } from '../language/evidence/evidence.ts'
import type { PlaceReading, Reading } from '../language/reading.ts'
import type { Reader } from '../language/reader.ts'
import { toPlainText } from '../port/plain.ts'
import type { Answer, AskedInConversation } from './conversation-types.ts'
import { composeComparison, composeLegs } from './compose-legs.ts'
import { composeVerdict } from './compose.ts'
import { confirmOf } from './confirm.ts'
import { withDoubts, type Conversation } from './doubts.ts'
import { governingOf } from './governing.ts'
import { decideLeg, exploreLeg } from './leg.ts'
import { askedKeys, legAnswer } from './leg-answer.ts'
import { canonicalQuestion } from './no-verdict.ts'
import { lawDaysOf } from './days-decided.ts'
import { receiptOf } from './receipt.ts'
import { basisOf } from './facts-used.ts'
import type { Stamp } from './stamp.ts'
import { evidenceOf } from './conversation-evidence.ts'
import { settledIn } from './turns.ts'
import { isMilder } from '../engine/shown-verdict.ts'
import { unusedIn } from './unused-words.ts'

/**
 * Decides the deal talked about (`about`) once more, on everything said so far and the statements in
 * `more`.
 */
export const decideCurrentDeal = (
  base: Base,
  reader: Reader,
  asked: AskedInConversation,
  about: Reading,
  more: readonly Evidence[] = [],
): Answer =>
  decideDeal(base, asked, 'verdict', [about], {
    evidence: evidenceOf(reader, asked.turns, () => more),
    cut: false,
    tooMany: false,
    foreign: false,
    follows: true,
  })

/** Decides the deal talked about (`about`) with one more statement. Returns `undefined` unless the statement makes the verdict stricter. */
export function decideIfStricterWith(
  base: Base,
  reader: Reader,
  asked: AskedInConversation,
  about: Reading,
  statement: Evidence,
): Answer | undefined {
  const [was, is] = [decideCurrentDeal(base, reader, asked, about), decideCurrentDeal(base, reader, asked, about, [statement])]
  return is.verdict !== null && was.verdict !== null && isMilder(was.verdict, is.verdict) ? is : undefined
}

/** Decides each leg of the readings (an item to one place), checks it for doubts, and composes the reply. */
export function decideDeal(
  base: Base,
  asked: AskedInConversation,
  intent: 'verdict' | 'compare',
  readings: readonly Reading[],
  understood: Omit<Conversation, 'decided' | 'settled'> & { readonly foreign: boolean; readonly follows: boolean },
): Answer {
  const extra = { ...understood, tooMany: understood.tooMany || readings.some(({ places }) => places.length > mostPlaces) }
  const decidedLegs = readings.flatMap((reading) => {
    const days = lawDaysOf(base, reading.date, asked.asOf, asked.today)
    const places = reading.places.length === 0 ? [undefined] : reading.places
    return places
      .slice(0, mostPlaces)
      .map((place) => exploreLeg(base, decideLeg(base, { reading: ofPlace(reading, place), place, days }, asked.today)))
  })
  const settled = settledIn(understood.follows ? asked.turns : asked.turns.slice(-1))
  const talk = { ...extra, decided: readings, settled }
  const legs = decidedLegs.map((leg) => withDoubts(base, leg, talk, asked.today))
  const governing = governingOf(legs)
  const day = governing.day
  const receipt = receiptOf({
    question: canonicalQuestion(asked.question),
    facts: legs.map((leg) => leg.facts),
    classes: legs.map((leg) => leg.classes),
    asOf: day,
    today: asked.today,
    knowledge: base.version,
  })
  const stamp: Stamp = { asOf: day, today: asked.today, version: base.version, receipt }
  const isDeclined = asked.turns.at(-1)?.settled?.length === 0
  const confirm = isDeclined || intent === 'compare' ? undefined : confirmOf(legs, !extra.cut && !extra.tooMany)
  const [read, unused] = [basisOf(base, legs), unusedIn(base, extra.evidence().at(-1), legs)]
  const told = { ...extra, read, unused, confirms: confirm === undefined ? [] : legs.flatMap(({ doubts }) => doubts) }
  const compose = intent === 'compare' && legs.length > 1 ? composeComparison : composeLegs
  const reply = legs.length === 1 ? composeVerdict(base, governing, stamp, told) : compose(base, legs, governing, stamp, told)
  return {
    question: asked.question,
    asOf: day,
    today: asked.today,
    intent,
    verdict: governing.shown,
    asks: askedKeys(base, governing),
    countries: intent === 'compare' ? legs.flatMap((leg) => leg.country ?? []) : [],
    answers: legs.map((leg) => legAnswer(base, leg)),
    knowledge: base.version,
    receipt,
    reply,
    text: toPlainText(reply),
    legs,
    confirm: confirm ?? null,
    read,
    unused,
    turns: asked.turns ?? [],
  }
}

/** Adds the facts that the message states for one place only to the reading for that place. */
const ofPlace = (reading: Reading, place: PlaceReading | undefined): Reading =>
  place?.facts === undefined ? reading : { ...reading, facts: { ...reading.facts, ...place.facts } }

/** At most this many places of one item are decided; an asker who names more is told so. */
const mostPlaces = 30
