import type { Facts } from '../knowledge/fact-names.ts'
import type { Base } from '../knowledge/base.ts'
import { landingFacts } from '../knowledge/landing.ts'
import { cachedByObject } from '../language/cached.ts'
import type { DecidedLeg } from './leg.ts'
import { countryWords } from './deal-words.ts'

/** A fact that nobody stated, with its assumed or presumed value: as a sentence (`say`) and in few words (`brief`). */
type Assumption = { readonly fact: string; readonly value: string; readonly say: string; readonly brief: string }

/**
 * What nobody stated and the answer presumed or assumed: the country of a company, facts presumed from the kind of item, and of the
 * assumed facts those that could matter (without an item only `wmd`).
 */
export const assumptionsOf = (base: Base, leg: DecidedLeg): readonly Assumption[] => takenFor(base)(leg)

const takenFor = cachedByObject((base: Base) => cachedByObject((leg: DecidedLeg) => findAssumptions(base, leg)))

function findAssumptions(base: Base, leg: DecidedLeg): readonly Assumption[] {
  const say = (fact: string, value: unknown): string =>
    base.facts.get(fact)?.answers?.find((answer) => answer.value === value)?.say ?? String(value)
  const assumed: Facts = leg.leg.reading.item === undefined ? pickFacts(leg.assumed, ['wmd']) : leg.assumed
  const relevant = Object.entries(assumed).filter(([fact]) => matters(base, leg, fact))
  return [
    ...(leg.leg.place?.presumed === true
      ? [
          {
            fact: 'destination',
            value: leg.leg.place.codes.join(),
            say: `presumed of ${leg.leg.place.typed}: it receives in ${countryWords(base, leg)}`,
            brief: `${leg.leg.place.typed} receives in ${countryWords(base, leg)}`,
          },
        ]
      : []),
    ...Object.entries(leg.presumed).map(([fact, value]) => ({
      fact,
      value: String(value),
      say:
        `presumed of ${leg.leg.reading.article?.name ?? leg.leg.reading.item?.name ?? 'the item'}: ` +
        `${factWords(base, fact)} ${say(fact, value)}`,
      brief: `${factWords(base, fact)} ${say(fact, value)}`,
    })),
    ...relevant.map(([fact, value]) => ({ fact, value: String(value), say: say(fact, value), brief: say(fact, value) })),
  ]
}

/** The facts with the given names. */
export const pickFacts = (facts: Facts, names: readonly string[]): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => names.includes(name)))

/**
 * Whether an assumed fact can matter for a leg, so that the reply must name it. A figure matters if the
 * class of the item depends on it.
 */
function matters(base: Base, leg: DecidedLeg, fact: string): boolean {
  if (base.facts.get(fact)?.unit !== undefined && fact !== 'value')
    return landingFacts((leg.leg.reading.article ?? leg.leg.reading.item)?.lands ?? []).includes(fact)
  // Without a hint from the asker nobody expects an armed group, a carrier or a red flag, so the reply does
  // not say that it assumed none.
  if (['namedGroup', 'carrier', 'redFlag'].includes(fact)) return false
  if (fact === 'carveOut') return base.groupsOf(leg.country ?? '', leg.day).includes('itar-126-1-d2')
  if (fact === 'exemptionCondition')
    return (
      base.groupsOf(leg.country ?? '', leg.day).some((group) => ['aukus', 'itar-126-5'].includes(group)) &&
      leg.classes.map((id) => base.classes.get(id)).some((known) => known?.jurisdiction === 'ITAR' && known.mt === 'no')
    )
  if (fact === 'replacementPart') return leg.classes.includes('COMPONENT_EAR_MT')
  if (fact === 'civilUseTold') return leg.classes.includes('PRODEQ_EAR_MT_II')
  if (fact === 'builtInto')
    return (
      (leg.country === undefined || base.groupsOf(leg.country, leg.day).includes('ear-d-4')) &&
      leg.classes.map((id) => base.classes.get(id)).some((known) => known?.jurisdiction === 'EAR' && known.mt !== 'yes')
    )
  if (fact === 'classified' || fact === 'usItem') return leg.classes.some((id) => base.classes.get(id)?.jurisdiction === 'ITAR')
  return true
}

export const factWords = (base: Base, fact: string): string =>
  ({
    range: 'range',
    payload: 'payload at 300 km',
    speed: 'highest airspeed',
    impulse: 'total impulse',
    accuracy: 'accuracy',
    tank: 'spraying',
    'mt-reason': 'list entry',
  })[fact] ??
  base.facts.get(fact)?.name ??
  base.facts.get(fact)?.asks ??
  fact
