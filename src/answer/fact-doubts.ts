import { statedBy } from '../language/deal/facts.ts'
import { isEar } from '../language/deal/jurisdiction.ts'
import { clausesSaying, type Evidence } from '../language/evidence/evidence.ts'
import type { Base } from '../knowledge/base.ts'
import type { Doubt } from './doubt.ts'
import { isStricter } from './try-stricter.ts'
import type { DecidedLeg } from './leg.ts'

// Doubts about words that state a fact: a use, a mark, a government program, or a replacement part.

/** Doubts about a civil use that is only claimed, if it decides the verdict on production equipment. */
export const claimDoubts = ({ facts, classes }: DecidedLeg, evidence: readonly Evidence[]): readonly Doubt[] =>
  facts.civilUseTold === 'yes' && classes.includes('PRODEQ_EAR_MT_II')
    ? clausesSaying(evidence, 'claimed-use').map((words): Doubt => ({ kind: 'fact', words }))
    : []

/**
 * Doubts about words that suggest a stricter control than the answer assumes: "MT", "ITAR", "classified", a
 * value.
 */
export function markDoubts(base: Base, { shown, classes, leg: { reading } }: DecidedLeg, evidence: readonly Evidence[]): readonly Doubt[] {
  const isOfCommerce = isEar(base, reading.item) || shown === 'no-license'
  const isWithoutMark = shown === 'no-license' && classes.every((id) => base.classes.get(id)?.mt === 'no')
  // Where several things are named, the mark may be that of another.
  const isMarkOfIt = shown === 'exemption-possible' || (isWithoutMark && reading.things.length <= 1)
  const marks = [
    ...(isMarkOfIt ? clausesSaying(evidence, 'mt-said') : []),
    ...(isWithoutMark ? clausesSaying(evidence, 'of-a-rocket') : []),
    ...(isOfCommerce ? clausesSaying(evidence, 'itar-said') : []),
    ...(isOfCommerce && reading.facts.classified !== 'no' ? clausesSaying(evidence, 'classified') : []),
  ]
  const isOpen = shown === 'exemption-possible' && reading.facts.value === undefined
  const isExempt = shown === 'exemption-possible'
  return [
    ...marks.map((words): Doubt => ({ kind: 'mark', words })),
    ...(isExempt ? clausesSaying(evidence, 'condition-elsewhere').map((words): Doubt => ({ kind: 'denial', words })) : []),
    ...(isExempt ? clausesSaying(evidence, 'value-of-part').map((words): Doubt => ({ kind: 'value', words })) : []),
    ...(isOpen ? clausesSaying(evidence, 'value-told').map((words): Doubt => ({ kind: 'value', words })) : []),
  ]
}

/**
 * Doubts about replacement parts: no vehicle that 15 CFR 742.5(b)(1) favors was named, so what are the parts
 * for? Or something goes that replaces nothing: an upgrade, technology to make the part.
 */
export const carrierDoubts = ({ shown }: DecidedLeg, evidence: readonly Evidence[]): readonly Doubt[] =>
  shown !== 'license-favorable'
    ? []
    : [
        ...(evidence.some(({ namesCarrier }) => namesCarrier) ? [] : clausesSaying(evidence, 'replacement')),
        ...clausesSaying(evidence, 'more-than-replacement'),
      ].map((words): Doubt => ({ kind: 'carrier', words }))

/** The index of the last message that says a tag of words.yaml; 0 if none does. */
const lastSaid = (evidence: readonly Evidence[], tag: string): number =>
  Math.max(
    0,
    evidence.findLastIndex(({ says }) => says.some((one) => one.tag === tag)),
  )

/**
 * Doubts about a commercial sale that is named together with a U.S. Government program, or after it ("The
 * first lot is an FMS case"). Words before the last message that names the program do not count.
 */
export const commercialDoubts = ({ facts }: DecidedLeg, evidence: readonly Evidence[]): readonly Doubt[] =>
  facts.usGovernmentProgram !== 'yes'
    ? []
    : [
        ...clausesSaying(evidence.slice(lastSaid(evidence, 'us-government')), 'commercial'),
        ...clausesSaying(evidence.slice(Math.max(0, lastProgram(evidence))), 'direct-sale'),
      ].map((words) => ({ kind: 'denial', words }))

const lastProgram = (evidence: readonly Evidence[]): number => evidence.findLastIndex(({ programNow }) => programNow)

/**
 * Doubts about words that state a fact which is missing in the decided deal and would make the verdict
 * stricter.
 */
export function factDoubts(base: Base, leg: DecidedLeg, evidence: readonly Evidence[], today: string): readonly Doubt[] {
  return evidence.flatMap(({ says, states, text }, index) => {
    const later = evidence.slice(index + 1)
    // A later message took the fact back: it denied it, named a U.S. Government program for the whole deal,
    // or corrected the figure.
    const isTakenBack = (fact: string): boolean =>
      (later.length > 0 && ['no', 'none-missing'].includes(leg.leg.reading.facts[fact] ?? '')) ||
      (fact === 'usGovernmentProgram' && later.some(({ programNow }) => programNow)) ||
      leg.leg.reading.corrected.some((one) => one.fact === fact && text.includes(one.typed))
    const isGrave = (fact: string, value: string): boolean =>
      leg.facts[fact] !== value && !isTakenBack(fact) && isStricter(base, leg, { facts: { [fact]: value } }, today)
    const stated = says.flatMap(({ tag, typed }): readonly Doubt[] => {
      const [fact, value] = statedBy(base, tag) ?? []
      return fact !== undefined && value !== undefined && isGrave(fact, value) ? [{ kind: 'fact', words: typed }] : []
    })
    return stated.length === 0 && states.some(([fact, value]) => isGrave(fact, value)) ? [{ kind: 'fact', words: text }] : stated
  })
}
