import type { Base } from '../knowledge/base.ts'
import type { FactEntry } from '../knowledge/fact-schema.ts'
import type { Block } from '../port/reply.ts'
import { doubtWords } from './doubt.ts'
import type { HeldLeg } from './held-leg.ts'
import { countryWords, onlyClass, placeWords } from './grounds.ts'
import { decideLeg, type DecidedLeg } from './leg.ts'
import { lowerFirst, verdictWords, upperFirst, whatIs } from './words.ts'

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

/** What a leg is about: "Rocket stage (USML IV(d)(1), MTCR Category I) to India". */
export const subjectOf = (base: Base, leg: DecidedLeg): string =>
  `${thingOf(base, leg)} ${leg.leg.place?.role === 'nationality' ? 'to a national of' : 'to'} ${placeWords(base, leg)}`

/** The item of a leg, with its list entry and category if only one class is possible: "Rocket stage (USML IV(d)(1), MTCR Category I)". */
export function thingOf(base: Base, leg: DecidedLeg): string {
  const { item } = leg.leg.reading
  const name = nameOf(leg)
  const only = onlyClass(base, leg)
  if (item === undefined || only === undefined) return name
  const entry = item.entry ?? only.entry
  const about = [...(name.includes(entry) ? [] : [entry]), ...(only.category === 'none' ? [] : [`MTCR Category ${only.category}`])]
  return about.length === 0 ? name : `${name} (${about.join(', ')})`
}

/** The name of the item of a leg, without its list entry: "Rocket stage", "Technical data for rocket stage". */
export function nameOf({ leg: { reading } }: DecidedLeg): string {
  const { item, article, unknown } = reading
  if (item === undefined) return unknown[0] === undefined ? 'Something not named' : `"${unknown[0]}"`
  return upperFirst(article === undefined ? item.name : `${item.name} for ${article.name}`)
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
