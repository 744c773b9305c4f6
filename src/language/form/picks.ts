import type { Base, Country } from '../../knowledge/base.ts'
import { editDistance } from '../../knowledge/nearest.ts'
import type { System } from '../../knowledge/schema.ts'
import { firstOfEach, readEntries } from '../deal/entries.ts'
import { isListedCountry } from '../names/listed-countries.ts'
import type { ItemReading } from '../reading.ts'
import { tokenize, wordsAt } from '../text/tokens.ts'

/** A picked item. `said`: a name that people use for it, by which the question also names it. */
export type ItemPick = { readonly said: string; readonly source: ItemReading['source'] }

/** What can be picked: items of the knowledge, or countries. */
export type PickKind = 'item' | 'country'

/**
 * One suggestion shown while somebody types. `value` is the item's name or list entry, or the country's code;
 * `label` is shown.
 */
export type Offer = { readonly value: string; readonly label: string }

/** Limits: how many suggestions are shown at once, and how many characters a label has. */
const most = { offers: 100, label: 75 }

/** An item or country with all its names. `says` makes the suggestion for one of these names; `pick` is set for items only. */
type Thing = { readonly names: readonly string[]; readonly says: (name: string) => Offer; readonly pick?: ItemPick['source'] }

/**
 * One name of an item or country. `words` is the form that is compared: without accents, case, hyphens and plural "s". `order` is the
 * position of the item or country among all. `isMain`: every name of an item is a main name, but only the first of a country.
 */
type Named = { readonly words: string; readonly name: string; readonly order: number; readonly isMain: boolean; readonly thing: Thing }

const indexes = new WeakMap<Base, Readonly<Record<PickKind, readonly Named[]>>>()

function namesOf(base: Base, kind: PickKind): readonly Named[] {
  let index = indexes.get(base)
  if (index === undefined) indexes.set(base, (index = { item: indexOf(itemsOf(base)), country: indexOf(countriesOf(base)) }))
  return index[kind]
}

const fold = (text: string): string => wordsAt(tokenize(text))

const indexOf = (things: readonly Thing[]): readonly Named[] => {
  const seen = new Set<string>()
  return things.flatMap((thing, order) =>
    thing.names.flatMap((name, place): Named[] => {
      const words = fold(name)
      if (words === '' || seen.has(words)) return []
      seen.add(words)
      return [{ words, name, order, isMain: thing.pick !== undefined || place === 0, thing }]
    }),
  )
}

/**
 * The items that can be picked: kinds of items, then products by name. Left out are data and services that the form offers as activities,
 * names that also mean something else, and products of listed countries, because their name alone is read as a destination.
 */
function itemsOf(base: Base): readonly Thing[] {
  const other = new Set(base.words.flatMap(({ names }) => names.map(fold)))
  const plain = (names: readonly string[]): readonly string[] => names.filter((name) => !other.has(fold(name)))
  const families = base.families
    .filter(({ states }) => states?.['activity'] === undefined)
    .map(({ id, name: kind, names }): Thing => ({
      names: plain(names.includes(kind) ? [kind, ...names] : names),
      says: (name) => ({ value: name, label: labelOf(name, kind) }),
      pick: { kind: 'family', id },
    }))
  const systems = base.systems
    .filter(({ country }) => country === undefined || !isListedCountry(base, country))
    .map((system): Thing => ({
      names: plain(system.names),
      says: (name) => ({ value: name, label: labelOf(name, kindOf(system)) }),
      pick: { kind: 'system', id: system.id },
    }))
  return [...families, ...systems.toSorted((a, b) => (a.names[0] ?? '').localeCompare(b.names[0] ?? '', 'en'))]
}

const kindOf = ({ kind, maker }: System): string =>
  `${kind.replaceAll('-', ' ').replace('uas', 'UAS')}${maker === undefined ? '' : `, ${maker}`}`

/** All countries. The name of a town or region counts as a name of its country; which part is meant is asked later. */
const countriesOf = (base: Base): readonly Thing[] =>
  [...base.countries.values()]
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    .map(({ code, name: main, names }) => ({
      names: [main, ...names, ...base.names.regions.flatMap((region) => (region.country === code ? region.names : []))],
      says: (name) => ({ value: code, label: labelOf(main, name) }),
    }))

function labelOf(name: string, beside: string): string {
  const label = fold(name) === fold(beside) ? name : `${name} (${beside})`
  return label.length <= most.label ? label : `${label.slice(0, most.label - 1)}…`
}

/**
 * Suggestions for what was typed so far, best first: list entries that begin like it, then names in which a word begins like it. If there
 * are none, names with similar spelling.
 */
export function suggest(base: Base, kind: PickKind, typed: string): readonly Offer[] {
  const words = fold(typed.slice(0, 100))
  const names = namesOf(base, kind)
  const entry = kind === 'item' ? entryOf(base, typed) : undefined
  const fits = best(names, (named) => rankOf(named, words))
  const quoted = [...(entry === undefined ? [] : [entry]), ...(kind === 'item' ? entriesFrom(base, typed) : [])]
  const offers = fits.length > 0 || quoted.length > 0 ? fits : best(names, ({ words: known }) => near(known, words))
  const entries = new Map(quoted.map(({ typed: said, name }) => [said, { value: said, label: labelOf(said, name) }]))
  return [...entries.values(), ...offers.map(({ name, thing }) => thing.says(name))].slice(0, most.offers)
}

/** For each item or country, its name with the lowest rank; sorted by rank, lowest first. */
function best(names: readonly Named[], rank: (named: Named) => number | undefined): readonly Named[] {
  const found = new Map<Thing, { readonly named: Named; readonly rank: number }>()
  for (const named of names) {
    const own = rank(named)
    const known = found.get(named.thing)
    if (own !== undefined && (known === undefined || own < known.rank)) found.set(named.thing, { named, rank: own })
  }
  return [...found.values()].toSorted((a, b) => a.rank - b.rank || a.named.order - b.named.order).map(({ named }) => named)
}

/** If fewer letters than this were typed, short names are not preferred to long ones. */
const sayLittle = 3

/**
 * How well a name fits, 0 being best; `undefined` if it does not. The whole name is best; then main names come before others, a first word
 * before a later one, and short names before long ones.
 */
function rankOf({ words, isMain }: Named, typed: string): number | undefined {
  if (words === typed) return isMain ? 0 : 1
  const start = words.startsWith(typed) ? 0 : words.includes(` ${typed}`) ? 1 : undefined
  return start === undefined ? undefined : (isMain ? 2 : 4) + start + (typed.length < sayLittle ? 0 : words.length / 1000)
}

const near = (known: string, typed: string): number | undefined => {
  const limit = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2
  const distance = editDistance(known, typed, limit)
  return distance > limit ? undefined : distance
}

/** The item with a given full name or list entry; `undefined` if there is none. */
export function itemNamed(base: Base, value: string): ItemPick | undefined {
  const words = fold(value)
  const named = namesOf(base, 'item').find((known) => known.words === words)
  if (named?.thing.pick !== undefined) return { said: named.name, source: named.thing.pick }
  const entry = entryOf(base, value)
  return entry === undefined ? undefined : { said: entry.typed, source: entry.source }
}

/** The country with a given code or full name; `undefined` if there is none. */
export function countryNamed(base: Base, value: string): Country | undefined {
  const words = fold(value)
  const code = namesOf(base, 'country')
    .find((known) => known.words === words)
    ?.thing.says('').value
  return base.countries.get(value.trim()) ?? base.countries.get(code ?? '')
}

const labels = new Set(['usml', 'eccn', 'mtcr', 'annex', 'item', 'category', 'cat'])
const bare = (text: string): string =>
  fold(text)
    .split(' ')
    .filter((word) => !labels.has(word))
    .join(' ')

/** The list entry, e.g. "9A012" or "USML IV(d)(1)", if a text quotes one and says nothing else; else `undefined`. */
function entryOf(base: Base, text: string): ItemReading | undefined {
  const [entry, other] = text.length > most.label ? [] : firstOfEach(readEntries(base, text)).map(({ reading }) => reading)
  return entry !== undefined && other === undefined && bare(entry.typed) === bare(text) ? entry : undefined
}

const ownEntries = new WeakMap<Base, readonly ItemReading[]>()

/** The entries of the knowledge that can be read from the end of their own name: "unmanned aircraft of ECCN 9A012". */
function entriesOf(base: Base): readonly ItemReading[] {
  let known = ownEntries.get(base)
  if (known === undefined) {
    known = base.entries.flatMap(({ entry, name }) => {
      const own = readEntries(base, name).find(({ reading: { source } }) => source.kind === 'entry' && source.id === entry)
      return own === undefined ? [] : [own.reading]
    })
    ownEntries.set(base, known)
  }
  return known
}

/**
 * Patterns for the beginning of a text that quotes an entry of the USML, of the MTCR Annex, or an ECCN. If
 * one matches, only entries of that kind are suggested.
 */
const lists = [/^\W*(?:USML|cat)/i, /^\W*(?:MTCR|annex|item)/i, /^\W*(?:ECCN|\d[A-E]\d)/i]

/** The entries that begin with the typed text, if it has a digit, a bracket or the name of a list; else none. */
function entriesFrom(base: Base, typed: string): readonly ItemReading[] {
  const text = typed.slice(0, most.label)
  const begun = bare(text)
  if (begun.length < 2 || !(/[\d(]/.test(text) || begun !== fold(text))) return []
  const list = lists.find((one) => one.test(text))
  return entriesOf(base)
    .filter(({ typed: said }) => bare(said).startsWith(begun) && (list === undefined || list.test(said)))
    .toSorted((a, b) => a.typed.localeCompare(b.typed, 'en', { numeric: true }))
}
