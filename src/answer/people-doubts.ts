import type { Base } from '../knowledge/base.ts'
import { isEar } from '../language/deal/jurisdiction.ts'
import { clausesSaying, type Evidence } from '../language/evidence/evidence.ts'
import { isListedCountry } from '../language/names/listed-countries.ts'
import type { Doubt } from './doubt.ts'
import { staysInUs, isReleased, type DecidedLeg } from './leg.ts'

/**
 * Doubts about people whose citizenship is unclear, about a status or condition that is said to hold only
 * in part ("mostly U.S. persons"), and about owners of the buyer.
 */
export function peopleDoubts(base: Base, leg: DecidedLeg, evidence: readonly Evidence[]): readonly Doubt[] {
  const isInside = staysInUs(base, leg)
  // An owner is a company, so its country raises no doubt about anybody's status: "Owned by a Tokyo parent,
  // all staff U.S. citizens".
  const isOfOwner = clausesSaying(evidence, 'owner-told').length > 0
  const unsure = leg.leg.reading.usPerson ? ['somebody-else'] : ['person', 'somebody-else', ...(isOfOwner ? [] : ['doubtful-status'])]
  // Data are released to people. Somebody known only by a role ("our admin") may have any citizenship.
  const isOfRole = !leg.leg.reading.usPerson && isAboutPeople(base, leg)
  const tags = [...unsure, 'nationality-unknown', ...(isOfRole ? ['role'] : [])]
  const people = isInside ? tags.flatMap((tag) => clausesSaying(evidence, tag)) : []
  const others = isInside && leg.leg.reading.usPerson ? withoutStatus(evidence) : []
  return [
    ...[...people, ...others].map((words): Doubt => ({ kind: 'people', words })),
    ...clausesSaying(evidence, 'exception-told').map((words): Doubt => ({ kind: isInside ? 'people' : 'denial', words })),
    ...[...clausesSaying(evidence, 'owner'), ...(isInside ? [] : clausesSaying(evidence, 'owner-told'))].map((words): Doubt => ({
      kind: 'owner',
      words,
    })),
  ]
}

/** What is said of several people of whom nobody says later, or in the same message, that each is a U.S. person. */
const withoutStatus = (evidence: readonly Evidence[]): readonly string[] =>
  evidence.flatMap((one, index) =>
    evidence.slice(index).some((later) => clausesSaying([later], 'all-are-ours').length > 0) ? [] : clausesSaying([one], 'several-told'),
  )

/**
 * Doubts about citizenships of people who get data or a service, because the strictest citizenship decides.
 * One doubt is about a citizenship that the asker calls unknown and does not give later. Another is about a
 * birth in a listed country, because the ITAR (not the EAR) counts former citizenships.
 */
export function nationalityDoubts(base: Base, leg: DecidedLeg, evidence: readonly Evidence[]): readonly Doubt[] {
  const { reading } = leg.leg
  const { item, usPerson } = reading
  if (!isAboutPeople(base, leg)) return []
  const unknown = evidence.findLastIndex((one) => clausesSaying([one], 'nationality-unknown').length > 0)
  const isToldLater = evidence.slice(unknown + 1).some(({ places }) => places.some(({ isOut }) => !isOut))
  const counted = new Set([...reading.places, ...reading.nationalities].flatMap(({ codes }) => codes))
  const born =
    isEar(base, item) || usPerson
      ? []
      : evidence.flatMap(({ places }) =>
          places.filter(
            ({ codes, isBirthplace }) => isBirthplace && codes.some((code) => isListedCountry(base, code) && !counted.has(code)),
          ),
        )
  // A residence abroad matters only if no citizenship is told.
  const residence = reading.nationalities.length > 0 ? [] : clausesSaying(evidence, 'resident-abroad')
  return [...(isToldLater ? [] : clausesSaying(evidence, 'nationality-unknown')), ...residence, ...born.map(({ typed }) => typed)].map(
    (words): Doubt => ({
      kind: 'people',
      words,
    }),
  )
}

/** Whether a leg is about people who get data or a service. */
const isAboutPeople = (base: Base, { leg: { place, reading }, classes }: DecidedLeg): boolean =>
  place?.role === 'nationality' || isReleased(base, reading, classes)
