import { preferVehicleName } from './vehicle-name.ts'
import type { Base } from '../../knowledge/base.ts'
import { countriesOf, isPlural, isWithinCountry, knownOf, countryAt } from './countries-named.ts'
import { asAmbiguousTown } from './ambiguous-town.ts'
import { isInClass, isWordAbroad } from './class-words.ts'
import { calendarWords } from './calendar-words.ts'
import { createGazetteer } from './gazetteer.ts'
import { isPlaceOrBloc, isProperName, namesIn, type Meaning } from './meanings.ts'
import { ordinaryWords, type Ordinary } from './ordinary.ts'
import { isAcronym, isCapitalized, isInitials } from './capitals.ts'
import { isItemPosition } from './item-position.ts'
import { isIntroduced, isSomebody, isTitled } from './people-names.ts'
import { isListedPlace, isPlacePosition, type IsPlace } from './place-position.ts'
import { withTown } from './parties.ts'
import { isHome, isListedCountry, orListed } from './listed-countries.ts'
import { isAmidPlaces, standsAsPlace } from './place-lists.ts'
import { manyWords, cachedByText } from '../memo.ts'
import type { Guess } from '../reading.ts'
import type { Classed, Classes } from '../patterns/classes.ts'
import { createEnglishCorrection } from './correct-english.ts'
import { countriesBetween, createSpeller, isPlainSlip, namesOf, othersOf, type Candidate, type Speller, type Spelled } from './spelling.ts'
import { isShouted, tokenize, type Token } from '../text/tokens.ts'
import type { Mention, Typo } from './mention.ts'
import { isLargeTown, isTownName, locatedTown, plainTown, type TownRead } from './towns.ts'
import type { TownContext } from './town-context.ts'
import { longestName, type Hit, type Names } from './trie.ts'

export type Found = { readonly mentions: readonly Mention[]; readonly guesses: readonly Guess[] }

/** All names of the knowledge, prepared so that they can be found in a text. */
export type Lexicon = {
  /** Corrects misspelled English words. */
  readonly withoutSlips: (tokens: readonly Token[]) => readonly Token[]
  readonly find: (words: Classed, text: string) => Found
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
    withoutSlips: createEnglishCorrection(base, names, ordinary, (word) => Object.values(beginsAs(word)).includes(true), classesOf),
    find: ({ tokens, classes }, text) => {
      const shouted = isShouted(text)
      const around: TownContext = {
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
        isHome: (code) => isHome(base, code),
        isDependent: (code) => base.countries.get(code)?.parent !== undefined,
        isListedCountry: (code) => isListedCountry(base, code),
        isSayingWhich: (words) => isInClass(base, 'says-which', words),
        isStress: (words) => isInClass(base, 'stress', words),
        isPlace: (from) => longestName(names, tokens, from)?.meanings.some(isPlaceOrBloc) === true,
        countryAt: (from) => countryAt(base, longestName(names, tokens, from)),
      }
      return find({ names, beginsAs, ordinary, spell, base, tokens, classes, shouted, around }, text)
    },
  }
}

/** What can begin with a word: a name of the knowledge, the name of a town, or a misspelled name. */
type Beginning = { readonly name: boolean; readonly town: boolean; readonly misspelled: boolean }

/** A text in which names are looked for, and everything that is needed to look them up. */
type Text = Classed & {
  readonly names: Names<Meaning>
  readonly beginsAs: (word: string) => Beginning
  readonly ordinary: Ordinary
  readonly spell: Speller
  readonly base: Base
  readonly shouted: boolean
  readonly around: TownContext
}

function find(here: Text, text: string): Found {
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

type Taken =
  | { readonly kind: 'name'; readonly meanings: readonly Meaning[]; readonly to: number; readonly typo?: Typo }
  | { readonly kind: 'guess'; readonly candidates: readonly string[]; readonly codes?: readonly string[]; readonly to: number }

/** Reads what begins at a word: a town with its state or country, a known name, a town alone, or a misspelled name. */
function takenAt(here: Text, from: number, first: Token, mentions: readonly Mention[]): Taken | undefined {
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
function townAlone(here: Text, from: number, mentions: readonly Mention[]): TownRead | undefined {
  const { tokens, around, ordinary } = here
  const places = placesIn(here, mentions)
  const townEnd = (at: number): number | undefined =>
    ordinary.isOrdinary(tokens[at]?.word ?? '') && !isLargeTown(around, at) ? undefined : around.towns.endOf(tokens, at)
  return plainTown(around, from, {
    isPlaced: (to) => standsAsPlace(here, from, to, places, mentions),
    isInList: isListedPlace(here, from, places),
    isAmid: (to) => isAmidPlaces({ words: here, mentions, isPlace: places, townEnd }, from, to),
  })
}

function townTaken({ base, tokens }: Text, from: number, { codes, others, to, isGuess }: TownRead): Taken {
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
 * The longest known name at a word. In lower case, a company or another body counts only if its words can be
 * nothing else: "skyroot", but not "a rocket lab". A name of kind `company` then never counts.
 */
function nameAt({ names, tokens, shouted, ordinary }: Text, from: number): Hit<Meaning> | undefined {
  const token = tokens[from]
  if (token === undefined || names.next?.has(token.word) !== true) return undefined
  const [isCapital, isUpper] = [isCapitalized(token), token.typed === token.typed.toUpperCase()]
  const least = tokens[from - 1]?.word === 'the' ? shortestName : shortestName + 1
  const isOnlyName = (written: string): boolean =>
    token.word.length >= least && tokenize(written).every(({ word }) => !ordinary.isEnglish(word)) && !ordinary.isFirstName(token.word)
  const hit = longestName(names, tokens, from, (meaning, written) =>
    meaning.kind !== 'company' && isProperName(meaning) && !isCapital
      ? isOnlyName(written)
      : !isProperName(meaning) || (isCapital && (written !== written.toUpperCase() || (isUpper && !shouted))),
  )
  // In "Tracks at 4 deg/s", "at 4" is not the missile AT-4.
  const isCount =
    hit?.to === from + 2 && /^\p{Ll}/u.test(token.typed) && isAcronym(hit.written) && /^\d/.test(tokens[from + 1]?.typed ?? '')
  return isCount && tokens[from + 1]?.start === token.end + 1 ? undefined : hit
}

/** A company's name in lower case begins with a word of more letters than this; after "the", of at least as many. */
const shortestName = 3

/**
 * Reads a name of one word. A lower-case English word is a place only in the position of a place (not in
 * "china plates"); the same holds for a town that is also a first name ("Sydney"). A name that the knowledge
 * has in capitals ("FOG") is not read if the text has an ordinary word ("fog").
 */
function plainName(here: Text, from: number, hit: Hit<Meaning>, mentions: readonly Mention[]): Taken | undefined {
  const { typed = '', word = '' } = here.tokens[from] ?? {}
  const plural = isPlural(here.base, typed, hit)
  if ((plural || isIntroduced(here, from)) && here.ordinary.isFirstName(word)) return undefined
  if (plural) return { kind: 'guess', candidates: [hit.written], to: hit.to }
  const isPlace = hit.meanings.some(isPlaceOrBloc)
  const isShort = isAcronym(hit.written)
  if (isShort && isWordAbroad(here, from)) return undefined
  if (!(isPlace || isShort) || !isDoubtful(here, from, hit)) return { kind: 'name', ...hit }
  const isPlaced = isPlace && standsAsPlace(here, from, hit.to, placesIn(here, mentions), mentions)
  if (isPlaced && !isShort) return { kind: 'name', ...hit }
  const codes = countriesOf(here.base, hit).map(({ code }) => code)
  return isPlaced || !isShort ? { kind: 'guess', candidates: [hit.written], codes, to: hit.to } : undefined
}

/** Whether a name of one word, in the way it is written here, usually means something else. */
function isDoubtful({ base, tokens, ordinary }: Text, from: number, hit: Hit<Meaning>): boolean {
  const { typed = '', word = '' } = tokens[from] ?? {}
  if (isAcronym(hit.written)) return typed !== typed.toUpperCase() && (ordinary.isEnglish(word) || ordinary.isFirstName(word))
  if (typed === typed.toLowerCase() && ordinary.isEnglish(word)) return true
  return typed.length === word.length && isWithinCountry(base, hit) && ordinary.isFirstName(word)
}

const isItemName = ({ kind }: Meaning): boolean => kind === 'family' || kind === 'system'

/** Tests whether a name of one kind begins or ends at a word. Names before the current word are in `mentions`; later ones are looked up. */
const edgesOf =
  (is: (meaning: Meaning) => boolean, here: Text, mentions: readonly Mention[]): IsPlace =>
  (index, edge) =>
    edge === 'begins'
      ? nameAt(here, index)?.meanings.some(is) === true
      : mentions.at(-1)?.to === index + 1 && mentions.at(-1)?.meanings.some(is) === true

const placesIn = (here: Text, mentions: readonly Mention[]): IsPlace => edgesOf(isPlaceOrBloc, here, mentions)

/** Tests whether an item begins or ends at a word, even a misspelled one: "a rokcet moter". */
const itemsIn =
  (here: Text, mentions: readonly Mention[]): IsPlace =>
  (index, edge) => {
    const token = here.tokens[index]
    const isMisspelled = edge === 'begins' && token !== undefined && here.spell(token).candidates[0]?.kind === 'item'
    return isMisspelled || edgesOf(isItemName, here, mentions)(index, edge)
  }

/**
 * Reads a misspelled word. The word is corrected only if a single country or item is nearest and can be meant in
 * that position. If several countries are one letter away, it is read as any of these. Else it is a guess,
 * and the asker is asked. Towns are only guessed, and only in the position of a place.
 */
function misspelled(here: Text, from: number, mentions: readonly Mention[]): Taken | undefined {
  const token = here.tokens[from]
  if (token === undefined || isInitials(token, here.shouted) || isTitled(here, from)) return undefined
  const spelled = here.spell(token)
  const [best] = spelled.candidates
  if (best === undefined) return undefined
  const isPlaced = isPlacePosition(here, from, from + 1, placesIn(here, mentions))
  const isInPosition =
    best.kind === 'item'
      ? isPlainSlip(token, spelled) || isItemPosition(here, from, itemsIn(here, mentions))
      : best.kind === 'country' && isPlaced
  const hit = isInPosition && isMendable(here, from, spelled, mentions) ? mended(here, from, best) : undefined
  if (hit !== undefined)
    return { kind: 'name', ...hit, typo: { read: namesOf([best])[0] ?? best.name, others: othersOf(spelled, best, token) } }
  const codes = isInPosition ? countriesBetween(here.base, spelled) : []
  if (codes.length > 0) return { kind: 'name', meanings: [{ kind: 'ambiguous', name: token.typed, codes }], to: from + 1 }
  const candidates = spelled.candidates.filter(({ kind }) => isPlaced || (kind !== 'rare' && token.word.length > 4))
  return candidates.length === 0 ? undefined : { kind: 'guess', candidates: namesOf(candidates), to: from + 1 }
}

/**
 * Whether a misspelled word may be corrected: one country or item is nearest, the word is long enough, few words were corrected before
 * it, and it is no part of somebody's name (which cannot be told in a text all in capitals).
 */
function isMendable(here: Text, from: number, { candidates }: Spelled, mentions: readonly Mention[]): boolean {
  const { tokens, shouted, ordinary } = here
  const [token, best, last] = [tokens[from], candidates[0], mentions.at(-1)]
  const isSole = candidates.every(({ owner, distance }) => owner === best?.owner || distance > (best?.distance ?? 0))
  // Four letters are near too many words, so such a word is corrected only right after an item: "SLV stge".
  const isLong = (token?.word.length ?? 0) > 4 || (last?.to === from && last.meanings.some(isItemName))
  const made = mentions.filter(({ typo }) => typo !== undefined).length
  return isSole && isLong && made < mostMends && (shouted || !isSomebody(here, from, ordinary.isName))
}

/** At most this many words of a text are corrected; further ones are asked about. */
const mostMends = 12

/** The name that would have been found with the right spelling. */
function mended({ names, tokens }: Text, from: number, { name }: Candidate): Hit<Meaning> | undefined {
  const token = tokens[from]
  const [right] = tokenize(name)
  if (token === undefined || right === undefined) return undefined
  return longestName(names, [...tokens.slice(0, from), { ...token, word: right.word }, ...tokens.slice(from + 1, from + 6)], from)
}
