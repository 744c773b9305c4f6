import { clears } from '../engine/shown-verdict.ts'
import type { Base } from '../knowledge/base.ts'
import { landingFacts } from '../knowledge/landing.ts'
import { isNamedIn } from '../language/deal/named-in-entry.ts'
import { fromFamily } from '../language/deal/item-of-name.ts'
import { isPlain } from '../language/deal/jurisdiction.ts'
import type { Evidence } from '../language/evidence/evidence.ts'
import type { ThingNamed } from '../language/evidence/things.ts'
import { thingKey, type Reading } from '../language/reading.ts'
import { canonical } from '../language/text/tokens.ts'
import type { Doubt } from './doubt.ts'
import { decideLeg, type DecidedLeg } from './leg.ts'
import { isStricter, isSurelyStricter } from './try-stricter.ts'

/**
 * Doubts about what contradicts a quoted entry, in four cases.
 * - The data under the entry are said to be about an article that would itself get a stricter verdict: "9E101
 * technology for a rocket stage".
 * - A figure does not fit the entry: "USML IV(d)(7), 0.86 MN.s". The quoted paragraph is one of several for
 * that kind of item, and by the figure the item belongs into another of these paragraphs, with a stricter
 * verdict.
 * - An MT entry of the Commerce Control List is quoted for a part of a missile, and the answer would clear. Parts
 * that are specially designed for a missile are on the Munitions List first (15 CFR 774 Supplement No. 4).
 * - The words beside the entry name a thing that has a stricter verdict whatever its figures are, or with those
 * told: "an EAR99 cruise missile", "an EAR99 drone with a range of 450 km".
 */
export function entryDoubts(base: Base, leg: DecidedLeg, evidence: readonly Evidence[], today: string): readonly Doubt[] {
  const { item, article, figures, vehicle } = leg.leg.reading
  if (item?.entry === undefined) return []
  if (article !== undefined && article.entry === undefined && isStricter(base, leg, { item: article }, today))
    return [{ kind: 'thing', words: article.typed }]
  const read = new Set(landingFacts(item.lands))
  const told = Object.keys(figures).filter((fact) => !read.has(fact))
  const graver =
    calledThings(leg.leg.reading, evidence).find((called) => isGraver(base, leg, called, today)) ??
    productBesidePlain(base, leg, evidence, today)
  if (graver !== undefined) return [{ kind: 'entry', words: item.entry, candidates: [graver.item.typed] }]
  if (isOfMissile(base, leg)) return [{ kind: 'entry', words: item.entry, candidates: [vehicle?.typed ?? item.typed] }]
  const classes = new Set(item.lands.map((landing) => landing.class))
  const kinds = base.families.filter(
    // Families of parts are left out, because figures named with a part are those of the vehicle that
    // contains it.
    ({ lands, level }) =>
      level !== 'part' && lands.some((landing) => classes.has(landing.class)) && landingFacts(lands).some((fact) => told.includes(fact)),
  )
  // A figure does not contradict the entry if the item can, with this figure, still be of the entry's class.
  const isAgainst = kinds.some((family) => {
    const reading = { ...leg.leg.reading, item: fromFamily(family, item.typed) }
    const { classes: possible } = decideLeg(base, { ...leg.leg, reading }, today)
    return !possible.some((id) => leg.classes.includes(id)) && isStricter(base, leg, { item: reading.item }, today)
  })
  return isAgainst ? told.map((fact): Doubt => ({ kind: 'figure', words: figures[fact] ?? '' })) : []
}

const isOfMissile = (base: Base, { leg: { reading }, classes, shown }: DecidedLeg): boolean =>
  clears(shown) &&
  reading.facts.endUse === 'military-missile' &&
  classes.every((id) => base.classes.get(id)?.jurisdiction === 'EAR' && base.classes.get(id)?.mt === 'yes')

/** A product with a stricter verdict that is named, as more than a vehicle, where the item is said to be EAR99 or alike: "an NK-33, EAR99". */
const productBesidePlain = (base: Base, leg: DecidedLeg, evidence: readonly Evidence[], today: string): CalledThing | undefined =>
  isPlain(base, leg.leg.reading.item)
    ? evidence
        .flatMap((one) => one.things)
        .find(
          ({ item, figures }) =>
            item.system !== undefined && item.level !== 'vehicle' && isStricter(base, leg, { item, facts: figures }, today),
        )
    : undefined

/** A thing that the words beside a quoted entry name, with what the figures of the message say of it. */
type CalledThing = Pick<ThingNamed, 'item' | 'figures'>

/** The things that the words beside the quoted entry of the item name: the drone in "EAR99 drone". */
function calledThings({ item, things }: Reading, evidence: readonly Evidence[]): readonly CalledThing[] {
  const told = item?.entry === undefined ? [] : things.filter((thing) => thingKey(thing.item) === thingKey(item))
  const words = told.flatMap((thing) => thing.words)
  const named = evidence.flatMap((one) => one.things)
  const isNamed = ({ typed }: ThingNamed): boolean => typed.split(' ').some((word) => words.includes(canonical(word)))
  return [
    ...told
      .flatMap((thing) => thing.as)
      .map((one) => named.find(({ item: other }) => thingKey(other) === thingKey(one)) ?? { item: one, figures: {} }),
    ...named.filter((one) => one.item.entry === undefined && isNamed(one)),
  ]
}

/**
 * Whether a thing that is called by a quoted entry has a stricter verdict by what it is: with the figures that are told, whatever the
 * others are; as a part of a rocket, a missile or a military aircraft, or beside EAR99, even by the figures that are presumed of it.
 */
function isGraver(base: Base, leg: DecidedLeg, { item: thing, figures }: CalledThing, today: string): boolean {
  const { item, facts } = leg.leg.reading
  // A vehicle beside a quoted paragraph of the Munitions List only says what the part is for.
  const isOfMunitions = item?.lands.every(({ class: id }) => base.classes.get(id)?.jurisdiction === 'ITAR')
  if (isOfMunitions === true && thing.level === 'vehicle') return false
  const isFigure = (fact: string): boolean => base.facts.get(fact)?.unit !== undefined
  const presumed = Object.fromEntries(Object.entries(thing.presumed).filter(([fact]) => !isFigure(fact)))
  const isOfWeapon = facts.endUse?.startsWith('military') === true || facts.builtInto === 'rocket-or-uas'
  const isOfItsClass = item?.lands.some(
    ({ class: id }) => base.classes.get(id)?.mt === 'yes' && thing.lands.some((landing) => landing.class === id),
  )
  // "Engine" beside 9A101 only says in a word what the entry is.
  const isItsName = item !== undefined && isNamedIn(thing, item) && Object.keys(figures).length === 0
  if ((isOfItsClass === true || isItsName) && !isOfWeapon) return false
  if (isPlain(base, item) && clears(leg.shown) && isStricter(base, leg, { item: thing, facts: figures }, today)) return true
  const isTold = Object.keys(figures).length > 0 || landingFacts(thing.lands).some((fact) => isFigure(fact) && facts[fact] !== undefined)
  return isSurelyStricter(base, leg, { item: isOfWeapon || isTold ? thing : { ...thing, presumed }, facts: figures }, today)
}
