import type { Base } from '../knowledge/base.ts'
import type { FactEntry } from '../knowledge/fact-schema.ts'
import type { Block } from '../port/reply.ts'
import { doubtWords } from './doubt.ts'
import type { HeldLeg } from './held-leg.ts'
import { countryWords } from './deal-words.ts'
import { decideLeg } from './leg.ts'
import { lowerFirst, verdictWords, whatIs } from './words.ts'

/**
 * The title of a leg's reply: the question which place is meant, the verdict, that an item is unknown, or
 * how many facts are missing.
 */
export function titleOf(base: Base, leg: HeldLeg): string {
  const { place } = leg.leg
  if (leg.asks[0] === 'destination' && place !== undefined && place.codes.length > 1 && place.codes.length <= mostCandidates)
    return `Which one: ${countryWords(base, leg)}?`
  if (leg.shown !== 'need-facts') return verdictWords[leg.shown].title
  const { item, unknown } = leg.leg.reading
  if (item === undefined && unknown[0] !== undefined) return `I do not know "${unknown[0]}"`
  const open = leg.doubts.length > 0 ? leg.doubts.length : leg.asks.length
  return open < 2 ? 'One fact decides this' : open === 2 ? 'Two facts decide this' : 'A few facts decide this'
}

/**
 * The question that a leg needs answered, with the reason: about its first doubt if it has one, otherwise
 * about the given `figure` or, without one, about the first fact that the leg asks for.
 */
export function questionBlocks(base: Base, leg: HeldLeg, today: string, figure?: FactEntry): readonly Block[] {
  const [doubt, ...others] = leg.doubts
  if (doubt !== undefined)
    return [
      { kind: 'text', label: 'Question', text: doubtWords(doubt) },
      ...(others.length === 0 ? [] : [{ kind: 'list' as const, title: 'Also', items: others.slice(0, 2).map(doubtWords) }]),
    ]
  const first = figure ?? base.facts.get(leg.asks[0] ?? '')
  if (first === undefined) return []
  return [{ kind: 'text', label: 'Question', text: `${promptOf(base, leg, first, today)} ${first.why}` }]
}

function promptOf(base: Base, leg: HeldLeg, fact: FactEntry, today: string): string {
  const { place, reading } = leg.leg
  if (fact.id === 'destination' && reading.foreignPerson) return 'Which citizenships and permanent residencies does the person hold?'
  if (fact.id === 'destination' && place !== undefined && place.codes.length > 1)
    return place.codes.length > mostCandidates ? `Which one: ${countryWords(base, leg)}?` : perCandidate(base, leg, today)
  if (fact.id === 'item' && reading.unknown[0] !== undefined) return whatIs(reading.unknown[0])
  return fact.prompt
}

/** The verdict for each country that an ambiguous place name can mean, and the question which one is meant. */
function perCandidate(base: Base, leg: HeldLeg, today: string): string {
  const { place, reading } = leg.leg
  if (place === undefined || reading.item === undefined) return `Which one: ${countryWords(base, leg)}?`
  const each = place.codes.map((code) => {
    const { shown } = decideLeg(base, { ...leg.leg, place: { ...place, codes: [code] } }, today)
    return `${base.countries.get(code)?.name ?? code}: ${verdictWords[shown].clause}.`
  })
  return `${each.join(' ')} Which one is it?`
}

const mostCandidates = 4

/** A line on the facts that can still matter after the question is answered; empty if there are none. */
export function openAfterQuestion(base: Base, leg: HeldLeg): readonly string[] {
  const rest = leg.asks.slice(1).flatMap((fact) => base.facts.get(fact) ?? [])
  return leg.doubts.length > 0 || rest.length === 0
    ? []
    : [`After that it can also turn on: ${rest.map((fact) => lowerFirst(fact.prompt.replace(/\?.*$/, ''))).join('; ')}.`]
}
