import { preferVehicleName } from './vehicle-name.ts'
import type { Base } from '../../knowledge/base.ts'
import { countriesOf, isPlural, isWithinCountry, knownOf, countryAt } from './countries-named.ts'
import { asAmbiguousTown } from './ambiguous-town.ts'
import { isInClass, isWordAbroad } from './class-words.ts'
import { calendarWords } from './calendar-words.ts'
import { createGazetteer } from './gazetteer.ts'
import { isPlaceOrBloc, namesIn, type Meaning } from './meanings.ts'
import { ordinaryWords } from './ordinary.ts'
import { isAcronym, isCapitalized } from './capital-letters.ts'
import { isIntroduced } from './people-names.ts'
import { isListedPlace } from './place-position.ts'
import { withTown } from './parties.ts'
import { isUsCode, isListedCountry, orListed } from './listed-countries.ts'
import { isAmidPlaces, standsAsPlace } from './place-lists.ts'
import { manyWords, cachedByText } from '../cached.ts'
import type { Guess } from '../reading.ts'
import type { Classed, Classes } from '../patterns/classes.ts'
import { createEnglishMender } from './mend-english-words.ts'
import { createSpeller } from './spelling.ts'
import { isShouted, type Token } from '../text/tokens.ts'
import type { Mention } from './mention.ts'
import { isLargeTown, isTownName, locatedTown, plainTown, type TownRead } from './towns.ts'
import type { TownContext } from './town-context.ts'
import { longestName, type Hit } from './trie.ts'
import { type Beginning, type NameText, type Taken, nameAt, placeEdgeTest } from './name-at.ts'
import { misspelled } from './misspelled-name.ts'

export type NamesFound = { readonly mentions: readonly Mention[]; readonly guesses: readonly Guess[] }

/** All names of the knowledge, prepared so that they can be found in a text. */
export type Lexicon = {
  /** Corrects misspelled English words. */
  readonly withoutSlips: (tokens: readonly Token[]) => readonly Token[]
  readonly find: (words: Classed, text: string) => NamesFound
}

/** Builds the lexicon. Names are matched on whole words. If several begin at a word, the longest counts. */
export function createLexicon(base: Base, classesOf: Classes): Lexicon {
  const names = namesIn(base)
  const ordinary = ordinaryWords(base)
  const spell = createSpeller(base, ordinary)
  const towns = createGazetteer(base)
  const beginsAs = cachedByText(manyWords, (word): Beginning => {
    return { name: names.next?.has(word) === true, town: towns.begins(word), misspelled: spell({ word }).candidates.length > 0 }
  })
  return {
    withoutSlips: createEnglishMender(base, names, ordinary, (word) => Object.values(beginsAs(word)).includes(true), classesOf),
    find: (words, text) => {
      const shouted = isShouted(text)
      const around = townContextOf({ base, names, ordinary, towns }, words, text, shouted)
      return find({ ...words, names, beginsAs, ordinary, spell, base, shouted, around }, text)
    },
  }
}

/** What the reading of towns looks up in a text. `shouted`: the text is in capital letters. */
function townContextOf(
  { base, names, ordinary, towns }: Pick<NameText, 'base' | 'names' | 'ordinary'> & Pick<TownContext, 'towns'>,
  { tokens, classes }: Classed,
  text: string,
  shouted: boolean,
): TownContext {
  return {
    tokens,
    classes,
    shouted,
    isAsked: text.trimEnd().endsWith('?'),
    towns,
    isMonth: (word) => calendarWords(base).months.has(word),
    isDayName: (word) => calendarWords(base).days.has(word),
    ordinary,
    ends: new Map(),
    isCode: (typed) => base.countries.has(typed),
    isHome: (code) => isUsCode(base, code),
    isDependent: (code) => base.countries.get(code)?.parent !== undefined,
    isListedCountry: (code) => isListedCountry(base, code),
    isSayingWhich: (words) => isInClass(base, 'says-which', words),
    isStress: (words) => isInClass(base, 'stress', words),
    isPlace: (from) => longestName(names, tokens, from)?.meanings.some(isPlaceOrBloc) === true,
    countryAt: (from) => countryAt(base, longestName(names, tokens, from)),
  }
}

function find(here: NameText, text: string): NamesFound {
  const mentions: Mention[] = []
  const guesses: (Guess & { readonly codes: readonly string[] })[] = []
  const { tokens } = here
  for (let from = 0; from < tokens.length;) {
    const first = tokens[from]
    const taken = first === undefined ? undefined : takenAt(here, from, first, mentions)
    const last = tokens[(taken?.to ?? from + 1) - 1]
    if (first !== undefined && last !== undefined && taken !== undefined) {
      const typed = text.slice(first.start, last.end)
      if (taken.kind === 'guess') guesses.push({ typed, candidates: taken.candidates, codes: taken.codes ?? [] })
      else {
        const { meanings, to, typo } = taken
        mentions.push({ meanings, from, to, start: first.start, end: last.end, typed, ...(typo === undefined ? {} : { typo }) })
      }
    }
    from = taken?.to ?? from + 1
  }
  // A word that is corrected somewhere in the text is not asked about elsewhere in it.
  const mended = new Set(mentions.flatMap(({ typo, typed }) => (typo === undefined ? [] : [typed.toLowerCase()])))
  return {
    mentions: mentions.map((mention) => asAmbiguousTown(mention, mentions)),
    guesses: guesses
      .filter(({ typed, codes }) => !mended.has(typed.toLowerCase()) && !isNamed(codes, mentions))
      .map(({ typed, candidates }) => ({ typed, candidates })),
  }
}

/** Whether the text also names every country that a guessed town can be in: "Santiago charter operator. Chile, two weeks". */
const isNamed = (codes: readonly string[], mentions: readonly Mention[]): boolean =>
  codes.length > 0 &&
  codes.every((code) => mentions.some(({ meanings }) => meanings.some((one) => one.kind === 'country' && one.code === code)))

/** Reads what begins at a word: a town with its state or country, a known name, a town alone, or a misspelled name. */
function takenAt(here: NameText, from: number, first: Token, mentions: readonly Mention[]): Taken | undefined {
  const begins = here.beginsAs(first.word)
  const hit = begins.name ? preferVehicleName(from, nameAt(here, from), (at) => nameAt(here, at)) : undefined
  const known = knownOf(here.base, hit)
  const isTown = begins.town || known !== undefined || isCapitalized(first)
  const located = isTown ? locatedTown(here.around, from, hit?.to ?? 0, known) : undefined
  if (located !== undefined) return townTaken(here, from, located)
  const town = begins.town ? townAlone(here, from, mentions) : undefined
  if (hit === undefined || (town !== undefined && !town.isGuess && town.to > hit.to))
    return town !== undefined
      ? townTaken(here, from, orListed(here.base, here.tokens[from], from, town))
      : begins.misspelled && !isTownName(here.around, from)
        ? misspelled(here, from, mentions)
        : undefined
  if (hit.to - from > 1) return { kind: 'name', ...withTown(here.around, hit) }
  const plain = plainName(here, from, hit, mentions)
  const isTownToo =
    town?.isGuess === false &&
    town.to === hit.to &&
    town.codes.every((code) => countriesOf(here.base, hit).some((one) => one.code === code))
  // In "Alberta gas utility", the first name "Alberta" is in the position of a place, so it is the town or region.
  return plain?.kind !== 'name' && isTownToo ? townTaken(here, from, town) : plain
}

/** Reads a town by its name alone, if the words around it allow that. */
function townAlone(here: NameText, from: number, mentions: readonly Mention[]): TownRead | undefined {
  const { tokens, around, ordinary } = here
  const places = placeEdgeTest(here, mentions)
  const townEnd = (at: number): number | undefined =>
    ordinary.isOrdinary(tokens[at]?.word ?? '') && !isLargeTown(around, at) ? undefined : around.towns.endOf(tokens, at)
  return plainTown(around, from, {
    isPlaced: (to) => standsAsPlace(here, from, to, places, mentions),
    isInList: isListedPlace(here, from, places),
    isAmid: (to) => isAmidPlaces({ words: here, mentions, isPlace: places, townEnd }, from, to),
  })
}

function townTaken({ base, tokens }: NameText, from: number, { codes, others, to, isGuess }: TownRead): Taken {
  const [code = '', second] = codes
  const name = tokens
    .slice(from, to)
    .map(({ typed }) => typed)
    .join(' ')
  if (isGuess) return { kind: 'guess', candidates: codes.map((one) => `${name} in ${base.countries.get(one)?.name ?? one}`), codes, to }
  const meaning: Meaning =
    second === undefined ? { kind: 'country', code, ...(others.length === 0 ? {} : { others }) } : { kind: 'ambiguous', name, codes }
  return { kind: 'name', meanings: [meaning], to }
}

/**
 * Reads a name of one word. A lower-case English word is a place only in the position of a place (not in
 * "china plates"); the same holds for a town that is also a first name ("Sydney"). A name that the knowledge
 * has in capitals ("FOG") is not read if the text has an ordinary word ("fog").
 */
function plainName(here: NameText, from: number, hit: Hit<Meaning>, mentions: readonly Mention[]): Taken | undefined {
  const { typed = '', word = '' } = here.tokens[from] ?? {}
  const plural = isPlural(here.base, typed, hit)
  if ((plural || isIntroduced(here, from)) && here.ordinary.isFirstName(word)) return undefined
  if (plural) return { kind: 'guess', candidates: [hit.written], to: hit.to }
  const isPlace = hit.meanings.some(isPlaceOrBloc)
  const isShort = isAcronym(hit.written)
  if (isShort && isWordAbroad(here, from)) return undefined
  if (!(isPlace || isShort) || !isDoubtful(here, from, hit)) return { kind: 'name', ...hit }
  const isPlaced = isPlace && standsAsPlace(here, from, hit.to, placeEdgeTest(here, mentions), mentions)
  if (isPlaced && !isShort) return { kind: 'name', ...hit }
  const codes = countriesOf(here.base, hit).map(({ code }) => code)
  return isPlaced || !isShort ? { kind: 'guess', candidates: [hit.written], codes, to: hit.to } : undefined
}

/** Whether a name of one word, in the way it is written here, usually means something else. */
function isDoubtful({ base, tokens, ordinary }: NameText, from: number, hit: Hit<Meaning>): boolean {
  const { typed = '', word = '' } = tokens[from] ?? {}
  if (isAcronym(hit.written)) return typed !== typed.toUpperCase() && (ordinary.isEnglish(word) || ordinary.isFirstName(word))
  if (typed === typed.toLowerCase() && ordinary.isEnglish(word)) return true
  return typed.length === word.length && isWithinCountry(base, hit) && ordinary.isFirstName(word)
}
