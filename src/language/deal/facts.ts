import type { FactWords } from '../../knowledge/fact-names.ts'
import type { Base } from '../../knowledge/base.ts'
import { cachedByObject } from '../cached.ts'
import { flightOf } from './flight.ts'
import { isEar } from './jurisdiction.ts'
import type { Mention } from '../names/mention.ts'
import { countriesOf } from '../names/meanings.ts'
import { isListedCountry } from '../names/listed-countries.ts'
import { isMarked, isSaidNotSo, type Message } from '../message.ts'
import { factsOfFigures } from '../figures/figures.ts'
import { endUseOf } from './end-use.ts'
import type { ItemReading, Reading } from '../reading.ts'
import type { People } from './places.ts'
import type { Sign } from './wmd.ts'
import { answersOf } from '../figures/bands.ts'

/**
 * The tags of words.yaml ("military") for which a message has words. `denied`: tags whose words are all
 * denied ("not military") or said of something else, such as somebody's own trade. `said`: all other tags.
 */
export type Sayings = { readonly said: ReadonlySet<string>; readonly denied: ReadonlySet<string> }

/**
 * Sorts the tags of a message into said and denied ("not for military use"). A tag that is said anywhere is
 * not denied. The marks `other-civil` and `military` count as said tags.
 */
export function readSayings(message: Message): Sayings {
  const said = new Set<string>()
  const denied = new Set<string>()
  for (const mention of message.mentions.filter(
    (one) => !['class-of', 'ex-service', 'turns-back', 'of-a-body', 'origin-of-payload'].some((mark) => isMarked(message, one, mark)),
  ))
    for (const meaning of mention.meanings) if (meaning.kind === 'words') (isNotOfDeal(message, mention) ? denied : said).add(meaning.says)
  for (const told of ['other-civil', 'military']) if (message.marks.any(told)) said.add(told)
  for (const tag of said) denied.delete(tag)
  return { said, denied }
}

/** Whether words are denied or said of something else than the deal: a trade, a part, what a carrier moves, a seller to forces, a neighbor. */
const isNotOfDeal = (message: Message, mention: Mention): boolean =>
  isSaidNotSo(message, mention) ||
  ['own-trade', 'part-of-a-thing', 'moves-another', 'for-forces', 'only-near'].some((mark) => isMarked(message, mention, mark))

/**
 * What the words say about people. A "dual US and Iranian citizen" is a U.S. person; "not a U.S. person", or
 * somebody whose green card is pending, is not. If a message names several people, `usPerson` is set only if
 * its words are about the same person.
 */
export function peopleOf({ said, denied }: Sayings, { marks }: Message): Omit<People, 'isEar' | 'isPlain'> {
  const isCitizen = marks.any('holds-two')
  const isOne = !marks.any('several-people') || ((isCitizen || marks.any('same-person')) && !marks.any('with-another'))
  return {
    usPerson: (said.has('us-person') || isCitizen) && !said.has('foreign-person') && !marks.any('doubtful-status') && isOne,
    foreignPerson: said.has('foreign-person') || denied.has('us-person'),
    person: said.has('person') || said.has('foreign-person') || said.has('us-person'),
    role: said.has('role'),
  }
}

/** For each tag or mark that states a fact on its own (`by` in facts.yaml), the fact and its value. */
const factsByTag = cachedByObject(
  (base: Base): ReadonlyMap<string, readonly [fact: string, value: string]> =>
    new Map(
      [...base.facts.values()].flatMap(({ id, answers = [] }) =>
        answers.flatMap(({ value, by = [] }) => by.map((tag) => [tag, [id, value]] as const)),
      ),
    ),
)

/**
 * Facts with two opposite tags of words.yaml: `states` states the fact, `denies` counts as a denial of it.
 */
const opposites: ReadonlyArray<readonly [fact: string, states: string, denies: string]> = [
  ['usGovernmentProgram', 'us-government', 'direct-sale'],
  ['replacementPart', 'replacement', 'not-replacement'],
  ['classified', 'classified', 'unclassified'],
]

/** The fact that a tag of words.yaml states on its own; `undefined` if it states none. */
export const statedBy = (base: Base, tag: string): readonly [fact: string, value: string] | undefined => factsByTag(base).get(tag)

/** The activities that are regulated more strictly than all others, the strictest first. A tag or mark of its name states each. */
const strictestActivities = (base: Base): readonly string[] => base.facts.get('activity')?.strictest ?? []

/**
 * The more strictly regulated of two activities that are stated for one deal. An activity that is not among
 * the {@link strictestActivities} counts as the mildest.
 */
export function harderDeed(base: Base, one: string, other: string): string {
  const rank = (activity: string): number => strictestActivities(base).indexOf(activity)
  return rank(other) < 0 || (rank(one) >= 0 && rank(one) <= rank(other)) ? one : other
}

/** The items that a message is about, and the facts and figures that earlier messages stated about them. */
type ItemsTold = {
  readonly item: ItemReading | undefined
  readonly article?: ItemReading | undefined
  readonly vehicle: ItemReading | undefined
  readonly known?: Readonly<FactWords> | undefined
  readonly measured?: Reading['measured'] | undefined
  readonly isMadeAbroad: boolean
}

/** The facts that words state directly, except the end use. Figures are not read here. */
function factsOfWords(base: Base, message: Message, { said, denied }: Sayings, sign: Sign, items: ItemsTold): FactWords {
  const facts: FactWords = {}
  for (const [says, [fact, value]] of factsByTag(base)) if (said.has(says) || message.marks.any(says)) facts[fact] = value
  if (sign === 'known') facts.wmd = 'known'
  else if (facts.wmd === undefined && said.has('no-wmd')) facts.wmd = 'none-known'
  if (facts.usGovernmentProgram === 'yes' && message.marks.any('other-program')) delete facts.usGovernmentProgram
  const group = base.armedGroups.find(({ id }) => said.has(id) || denied.has(id))
  if (group !== undefined) facts.namedGroup = group.id
  if (base.facts.has('carrier') && message.mentions.some((one) => isProscribedCarrier(base, message, one))) facts.carrier = 'proscribed'
  for (const [fact, states, denies] of opposites) {
    // "Classified" wins if both "classified" and "unclassified" are said.
    if (denied.has(states) || (said.has(denies) && (fact !== 'classified' || !said.has(states)))) facts[fact] = 'no'
  }
  if (isUnmanned(base, items)) facts.replacementPart = 'no'
  const deed = strictestActivities(base).find((says) => said.has(says) || message.marks.any(says))
  if (deed !== undefined) facts.activity = deed
  if (items.isMadeAbroad) facts.activity = 'manufacture-abroad'
  return facts
}

/**
 * The facts that the words and figures of a message state. `sign`: how the message speaks of weapons of mass
 * destruction. `items`: the items that the message is about, with the facts stated before.
 */
export function readFacts(
  base: Base,
  message: Message,
  sayings: Sayings,
  sign: Sign,
  items: ItemsTold,
): Pick<Reading, 'facts' | 'possible' | 'figures' | 'measured' | 'general' | 'notes'> {
  const { said } = sayings
  const facts = factsOfWords(base, message, sayings, sign, items)
  const isCivil = said.has('civil') || said.has('commercial')
  const general = said.has('military') && !isCivil ? 'military' : isCivil && !said.has('military') ? 'civil' : undefined
  // If the asker says that the end use is not known, only a military use is taken from the other words.
  const isOpen = message.marks.any('use-unknown')
  const guessed = readEndUse(base, said, general, items)
  const isForPlant = guessed === 'other-civil' && isForRocketPlant(base, message, items.item)
  const endUse = (isOpen && guessed?.startsWith('military') !== true) || isForPlant ? undefined : guessed
  if (endUse !== undefined) facts.endUse = endUse
  if (items.item?.lands.some((landing) => base.classes.get(landing.class)?.role === 'uas') === true) {
    if (said.has('military') || said.has('armed')) facts['uas-role'] = 'military'
    else if (said.has('civil') || said.has('other-civil')) facts['uas-role'] = 'civil'
  }
  const { bands, possible, figures, measured, notes } = factsOfFigures(base, message, items, said)
  const flies =
    isOfAssembly(base, message, items.item) || bands.payload !== undefined || (bands.range === farthestBand && message.marks.any('flown'))
  const asked = {
    // The figures of an unnamed rocket leave open what the item is built into: "Pumps for it, it lifts 900 kg to 400 km".
    ...(flies && items.vehicle === undefined && isGoods(base, items.item) ? { builtInto: answersOf(base, 'builtInto') } : {}),
    ...((sign === 'doubtful' || isForNuclearMissile(items)) && facts.wmd === undefined ? { wmd: ['none-known', 'known'] } : {}),
    // If the vehicle is said not to be known, its range and payload are open.
    ...(message.marks.any('vehicle-unknown') && items.vehicle === undefined ? ofAnyVehicle(base, bands) : {}),
    ...(endUse === undefined && (isOpen || isForPlant) ? { endUse: answersOf(base, 'endUse') } : {}),
    // If spraying is mentioned but no tank size, the size is open, because it
    // can decide the entry of a drone.
    ...(message.marks.any('sprays') && bands.tank === undefined && hasOpenTank(base, items) ? { tank: answersOf(base, 'tank') } : {}),
    ...(message.marks.any('plain-aircraft') && facts['viii-a'] === undefined ? { 'viii-a': answersOf(base, 'viii-a') } : {}),
  }
  return {
    facts: { ...facts, ...bands },
    possible: { ...possible, ...asked },
    figures,
    measured,
    general: isOpen ? undefined : general,
    notes,
  }
}

/**
 * Whether a mention is an airline or ship of a listed country that carries the item, and is not denied: "on
 * an Air China freighter", but not "by no means on a Chinese ship".
 */
const isProscribedCarrier = (base: Base, message: Message, mention: Mention): boolean =>
  isMarked(message, mention, 'carrier') &&
  !isNotOfDeal(message, mention) &&
  countriesOf(mention.meanings).some((code) => isListedCountry(base, code))

/**
 * Whether an item goes into a named vehicle that carries weapons of mass destruction: "EAR99 screws for Agni-V". Licet then asks about
 * that use.
 */
const isForNuclearMissile = ({ item, article, vehicle }: ItemsTold): boolean =>
  vehicle?.system?.carriesWmd === true && (article ?? item)?.source.id !== vehicle.source.id

/**
 * Whether a message names goods under the EAR together with a plant that makes rockets or their motors. The
 * everyday use of the goods then does not settle the end use: "EAR99 bakery ovens, for the solid motor
 * plant".
 */
const isForRocketPlant = (base: Base, message: Message, item: ItemReading | undefined): boolean =>
  isGoods(base, item) &&
  message.things.some(
    ({ mention, reading }) => reading.lands.some((landing) => landing.class === 'PRODFAC_CAT1') && !isNotOfDeal(message, mention),
  )

/** The answer of the fact `range` for 300 km and more. */
const farthestBand = 'from-300'

/**
 * Whether the message names an assembly of another kind than the item that is not certainly under the EAR:
 * "Foil for the second stage".
 */
const isOfAssembly = (base: Base, { things }: Message, item: ItemReading | undefined): boolean =>
  things.some(({ reading }) => reading.level === 'assembly' && !isEar(base, reading) && reading.source.id !== item?.source.id)

/**
 * Whether the item or vehicle is an unmanned aircraft, and the knowledge says nothing about the spray tank of
 * either.
 */
const hasOpenTank = (
  base: Base,
  { item, vehicle }: { readonly item: ItemReading | undefined; readonly vehicle: ItemReading | undefined },
): boolean =>
  [item, vehicle].some((one) => one !== undefined && flightOf(base, one) === 'aircraft') &&
  [item, vehicle].every((one) => ({ ...one?.presumed, ...one?.states })['tank'] === undefined)

/** Whether an item is under the EAR and is no aircraft or rocket itself. */
const isGoods = (base: Base, item: ItemReading | undefined): boolean =>
  item !== undefined && isEar(base, item) && flightOf(base, item) === undefined

/** The facts `range` and `payload`, if not stated, each with all its answers. */
const ofAnyVehicle = (base: Base, told: Readonly<FactWords>): Reading['possible'] =>
  Object.fromEntries(['range', 'payload'].filter((fact) => told[fact] === undefined).map((fact) => [fact, answersOf(base, fact)]))

const isUnmanned = (base: Base, { vehicle }: { readonly vehicle: ItemReading | undefined }): boolean =>
  vehicle !== undefined && flightOf(base, vehicle) !== undefined

const specificUses = ['civil-space', 'military-missile', 'military-uas', 'other-civil'] as const

function readEndUse(
  base: Base,
  said: ReadonlySet<string>,
  general: 'civil' | 'military' | undefined,
  { item, vehicle }: { readonly item: ItemReading | undefined; readonly vehicle: ItemReading | undefined },
): string | undefined {
  const stated = specificUses.filter((use) => said.has(use))
  const isMilitary = general === 'military' || stated.some((use) => use.startsWith('military'))
  const isCivil = general === 'civil' || stated.some((use) => !use.startsWith('military'))
  if (isMilitary && isCivil) return undefined
  if (stated.includes('civil-space')) return 'civil-space'
  if (stated.length > 0) return stated[0]
  if (general !== undefined) return endUseOf(base, general, item ?? vehicle)
  return undefined
}
