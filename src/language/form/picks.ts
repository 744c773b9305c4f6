import type { Base, Country } from '../../knowledge/base.ts'
import { editDistance } from '../../knowledge/nearest.ts'
import type { System } from '../../knowledge/schema.ts'
import { firstOfEach, readEntries } from '../deal/entries.ts'
import { isListed } from '../names/standing.ts'
import type { ItemReading } from '../reading.ts'
import { tokenize } from '../text/text.ts'

/** An item as it is picked: by the name that people use for it, which is also how it is said in a question. */
export type ItemPick = { readonly said: string; readonly source: ItemReading['source'] }

/** What can be picked: items of the knowledge by their names, or countries. */
export type PickKind = 'item' | 'country'

/** One thing offered while somebody types. `value` is the item's name or the country's code; `label` says what it is. */
export type Offer = { readonly value: string; readonly label: string }

/** So many things are offered at once, and so many characters has a label at most. */
const most = { offers: 100, label: 75 }

/** A thing with all its names; `says` is the offer made where one of them was typed. */
type Thing = { readonly names: readonly string[]; readonly says: (name: string) => Offer; readonly pick?: ItemPick['source'] }

/** One name of a thing, as it is compared: words without accents, case, hyphens and a plural s. All names of an item are its own. */
type Named = { readonly words: string; readonly name: string; readonly order: number; readonly isMain: boolean; readonly thing: Thing }

const indexes = new WeakMap<Base, Readonly<Record<PickKind, readonly Named[]>>>()

function namesOf(base: Base, kind: PickKind): readonly Named[] {
  let index = indexes.get(base)
  if (index === undefined) indexes.set(base, (index = { item: indexOf(itemsOf(base)), country: indexOf(countriesOf(base)) }))
  return index[kind]
}

const fold = (text: string): string =>
  tokenize(text)
    .map(({ word }) => word)
    .join(' ')

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
 * Families first, then systems by name. Not offered: data and services that are an activity of the form, names that also
 * say something else, and systems of countries under an arms embargo, whose name alone is read as a destination.
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
    .filter(({ country }) => country === undefined || !isListed(base, country))
    .map((system): Thing => ({
      names: plain(system.names),
      says: (name) => ({ value: name, label: labelOf(name, kindOf(system)) }),
      pick: { kind: 'system', id: system.id },
    }))
  return [...families, ...systems.toSorted((a, b) => (a.names[0] ?? '').localeCompare(b.names[0] ?? '', 'en'))]
}

const kindOf = ({ kind, maker }: System): string =>
  `${kind.replaceAll('-', ' ').replace('uas', 'UAS')}${maker === undefined ? '' : `, ${maker}`}`

/** All countries; a town or a region is a name of its country, and is asked about later. */
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

/** What fits what was typed so far: list entries that begin so, then the start of any word of any name, the best first; where nothing does, what is spelled nearly so. */
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

/** The best name of each thing, best thing first. */
function best(names: readonly Named[], rank: (named: Named) => number | undefined): readonly Named[] {
  const found = new Map<Thing, { readonly named: Named; readonly rank: number }>()
  for (const named of names) {
    const own = rank(named)
    const known = found.get(named.thing)
    if (own !== undefined && (known === undefined || own < known.rank)) found.set(named.thing, { named, rank: own })
  }
  return [...found.values()].toSorted((a, b) => a.rank - b.rank || a.named.order - b.named.order).map(({ named }) => named)
}

/** So few letters say nothing of how long the name is that is meant: the order of names counts. */
const sayLittle = 3

/** How well a name fits: whole; then a thing's own name before its other names, the start before a later word, short before long. */
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

/** The item of a whole name or a quoted list entry; `undefined` where it is neither. */
export function itemNamed(base: Base, value: string): ItemPick | undefined {
  const words = fold(value)
  const named = namesOf(base, 'item').find((known) => known.words === words)
  if (named?.thing.pick !== undefined) return { said: named.name, source: named.thing.pick }
  const entry = entryOf(base, value)
  return entry === undefined ? undefined : { said: entry.typed, source: entry.source }
}

/** The country of a code or a whole name; `undefined` where it is neither, or the name of several. */
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

/** The one list entry that a text is, such as 9A012 or USML IV(d)(1). */
function entryOf(base: Base, text: string): ItemReading | undefined {
  const [entry, other] = text.length > most.label ? [] : firstOfEach(readEntries(base, text)).map(({ reading }) => reading)
  return entry !== undefined && other === undefined && bare(entry.typed) === bare(text) ? entry : undefined
}

const ownEntries = new WeakMap<Base, readonly ItemReading[]>()

/** The entries of the knowledge that quote themselves at the end of their name: "unmanned aircraft of ECCN 9A012". */
function entriesOf(base: Base): readonly ItemReading[] {
  let known = ownEntries.get(base)
  if (known === undefined) {
    known = base.entries.flatMap(({ entry, name }) => {
      const own = readEntries(base, name).at(-1)?.reading
      return own?.source.id === entry && own.source.kind === 'entry' ? [own] : []
    })
    ownEntries.set(base, known)
  }
  return known
}

/** How a list is named, and an entry of it: where a text names one, the entries of no other are meant. */
const lists = [/^\W*(?:USML|cat)/i, /^\W*(?:MTCR|annex|item)/i, /^\W*(?:ECCN|\d[A-E]\d)/i]

/** The entries that begin as was typed: a word that may begin one says a list or holds a figure or a paragraph. */
function entriesFrom(base: Base, typed: string): readonly ItemReading[] {
  const text = typed.slice(0, most.label)
  const begun = bare(text)
  if (begun.length < 2 || !(/[\d(]/.test(text) || begun !== fold(text))) return []
  const list = lists.find((one) => one.test(text))
  return entriesOf(base)
    .filter(({ typed: said }) => bare(said).startsWith(begun) && (list === undefined || list.test(said)))
    .toSorted((a, b) => a.typed.localeCompare(b.typed, 'en', { numeric: true }))
}
