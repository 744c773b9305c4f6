import type { FactWords } from '../../knowledge/fact-names.ts'
import type { Base } from '../../knowledge/base.ts'
import { partOf } from '../../knowledge/missile-lists.ts'
import type { ItemPick } from './picks.ts'
import type { ItemReading, Reading } from '../reading.ts'
import type { Reader } from '../reader.ts'
import { keysOf } from '../../knowledge/keys.ts'
import { joined } from '../text/joined.ts'

/**
 * What was picked in a form. `to` has country codes, `endUse` a value of {@link endUses}, `activity` a value of {@link activities}. `asOf`
 * is an ISO day in the past.
 */
export type Picked = {
  readonly item: ItemPick
  readonly to: readonly string[]
  readonly endUse: string
  readonly activity: string
  readonly asOf?: string
}

/** How a question words each end use; empty for an end use that is not known. */
const uses: Readonly<Record<string, string>> = {
  'civil-space': ' for a civil space launch',
  'military-missile': ' for a military missile',
  'military-uas': ' for a military UAS program',
  'other-civil': ' for other civil use',
  wmd: ' for use with weapons of mass destruction',
  'us-government': ' for a U.S. Government program',
  unknown: '',
}

/** How a question words each activity with its item and destinations. */
const deeds: Readonly<Record<string, (thing: string, to: readonly string[]) => string>> = {
  propose: (thing, to) => `make a proposal for ${thing} to ${either(to)}`,
  export: (thing, to) => `export ${thing} to ${either(to)}`,
  temporary: (thing, to) => `temporarily export ${thing} to ${either(to)}`,
  'deemed-export': (thing, to) => `release technical data on ${thing} to ${either(to.map((country) => `a national of ${country}`))}`,
  'technical-data': (thing, to) => `send technical data on ${thing} to ${either(to)}`,
  service: (thing, to) => `provide a defense service on ${thing} to ${either(to)}`,
  'manufacture-abroad': (thing, to) => `license production of ${thing} in ${either(to)}`,
  reexport: (thing, to) => `reexport ${thing} to ${either(to)}`,
  retransfer: (thing, to) => `retransfer ${thing} in ${either(to)}`,
  brokering: (thing, to) => `broker a sale of ${thing} to ${either(to)}`,
}

/**
 * The end uses that can be picked, each with the words that are shown for it. Except for `unknown`, these are
 * the words of facts.yaml.
 */
export function endUses(base: Base): ReadonlyArray<readonly [value: string, says: string]> {
  const answers = (fact: string): ReadonlyArray<{ readonly value: string; readonly say: string }> => base.facts.get(fact)?.answers ?? []
  return [
    ['unknown', 'I do not know'],
    ...answers('endUse').map(({ value, say }) => [value, say] as const),
    ...answers('usGovernmentProgram').flatMap(({ value, say }) => (value === 'yes' ? [['us-government', say] as const] : [])),
    ...answers('wmd').flatMap(({ value, say }) => (value === 'known' ? [['wmd', say] as const] : [])),
  ]
}

/** The activities that can be picked, each with the words of facts.yaml that are shown for it. */
export const activities = (base: Base): ReadonlyArray<readonly [value: string, says: string]> =>
  (base.facts.get('activity')?.answers ?? []).map(({ value, say }) => [value, say])

/** Writes what was picked as a question in plain English. Several countries make it a comparison. */
export function phrase(base: Base, { item, to, endUse, activity, asOf }: Picked): string {
  const isService = base.families.some(({ id, level }) => item.source.kind === 'family' && item.source.id === id && level === 'service')
  const places = to.map((code) => sayCountry(base, code))
  const use = uses[endUse] ?? ''
  const day = asOf === undefined ? '' : `, as of ${asOf}`
  if (isService) return `Can we ${activity === 'service' ? 'provide support' : 'do this'} for ${either(places)}${use}${day}: ${item.said}?`
  const thing = item.source.kind === 'entry' ? `the ${item.said} item` : `the ${item.said}`
  return `Can we ${(deeds[activity] ?? deeds['export'])?.(thing, places)}${use}${day}?`
}

const either = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`

/**
 * The name by which a question names a country, with "the" if English needs it. If the country's main name is
 * not among its `names` (it then also means something else, e.g. "Georgia"), the first of `names` is used.
 */
function sayCountry({ countries }: Base, code: string): string {
  const { name = code, names = [] } = countries.get(code) ?? {}
  const said = names.includes(name) ? name : (names[0] ?? name)
  return withArticle.test(said) ? `the ${said}` : said
}

const withArticle = joined(
  '',
  String.raw`^(?:Bahamas|Comoros|Gambia|Isle of|Maldives|Netherlands|Philippines|United|U\.S\.)|Republic\b|`,
  String.raw`^(?!Heard|South Georgia).*\b(?:Islands|Territory|Territories)$`,
)

/**
 * The fields whose pick the reader would not read back from the written question;
 * usually none. `today` is an ISO day.
 */
export function misread(base: Base, reader: Reader, question: string, picked: Picked, today: string): ReadonlyArray<keyof Picked> {
  const understood = reader.read(question, today)
  if (understood.kind === 'guarded') return ['item']
  const [reading, other] = understood.readings
  const isComparison = understood.intent === 'compare'
  if (reading === undefined || other !== undefined || (understood.intent !== 'verdict' && !isComparison)) return ['item']
  const isRead: Readonly<Record<keyof Picked, boolean>> = {
    item: isItem(reading, picked),
    to: isComparison === picked.to.length > 1 && areCountries(reading, picked),
    endUse: isUse(base, reading, picked),
    activity: activityOf(reading) === picked.activity,
    asOf: reading.date?.from === picked.asOf && reading.date?.to === picked.asOf,
  }
  return keysOf(isRead).filter((field) => !isRead[field])
}

/** Whether the picked item was read, and nothing beside it. A missile for nuclear warheads may ask what it is used for. */
function isItem({ item, article, vehicle, notes, possible }: Reading, picked: Picked): boolean {
  const { kind, id } = picked.item.source
  const isPicked = (read: ItemReading | undefined): boolean => read?.source.kind === kind && read.source.id === id
  const isAlone = vehicle === undefined || isPicked(vehicle)
  return isPicked(article ?? item) && isAlone && notes.length === 0 && Object.keys(possible).every((fact) => fact === 'wmd')
}

const areCountries = ({ places, listedWithoutPart, foreignPerson }: Reading, { to }: Picked): boolean =>
  places.length === to.length &&
  places.every(({ codes, region }, index) => codes.length === 1 && codes[0] === to[index] && region === undefined) &&
  listedWithoutPart.length === 0 &&
  !foreignPerson

/**
 * Whether the facts that were read are those of the picked end use. Besides these, only facts that the item's
 * name states, and those in {@link implied}, are allowed.
 */
function isUse(base: Base, { facts, item, vehicle }: Reading, { endUse, item: { source } }: Picked): boolean {
  const stated: Readonly<FactWords> = inFacts[endUse] ?? { endUse }
  const own: Readonly<FactWords> = { ...item?.states, ...vehicle?.states }
  // The name of a part can state its figures: "Three-axis rate table".
  const figures = new Set(partOf(base.missileLists, source)?.figures.map(({ id }) => id))
  return (
    Object.entries(stated).every(([fact, value]) => facts[fact] === value) &&
    Object.entries(facts).every(([fact, value]) => stated[fact] === value || own[fact] === value || implied.has(fact) || figures.has(fact))
  )
}

/** End uses that are stored in other facts than `endUse`. */
const inFacts: Readonly<Record<string, Readonly<FactWords>>> = {
  unknown: {},
  wmd: { wmd: 'known' },
  'us-government': { usGovernmentProgram: 'yes' },
}

/** Facts that are picked in another field, or that follow from the item and its end use. */
const implied = new Set(['activity', 'uas-role', 'replacementPart', 'civilUseTold'])

const activityOf = ({ facts, item, article }: Reading): string =>
  facts.activity ?? (article === undefined ? undefined : item?.states.activity) ?? 'export'
