import type { Base, Country } from '../knowledge/base.ts'
import type { Family, System } from '../knowledge/schema.ts'
import { companies, ordinaryWords, type Ordinary } from './ordinary.ts'
import { isCapitalized, isIntroduced, isItemPosition, isPlacePosition, isSomebody, type IsPlace } from './position.ts'
import type { Guess } from './reading.ts'
import { createSpeller, isOwn, type Candidate, type Speller, type Spelled } from './spelling.ts'
import { isShouted, tokenize, type Token } from './text.ts'
import { addName, emptyNames, longestName, type Hit, type Names } from './trie.ts'

/** What a name in the knowledge stands for. */
export type Meaning =
  | { readonly kind: 'country'; readonly code: string; readonly region?: string }
  | { readonly kind: 'ambiguous'; readonly name: string; readonly codes: readonly string[] }
  | { readonly kind: 'bloc'; readonly name: string; readonly group?: string | undefined; readonly codes?: readonly string[] | undefined }
  | { readonly kind: 'family'; readonly family: Family; readonly slang?: true }
  | { readonly kind: 'system'; readonly system: System }
  | { readonly kind: 'words'; readonly says: string; readonly cue?: true | undefined }
  | { readonly kind: 'company' }

/** A name found in a question: what it means and which tokens it covers (`to` is exclusive). */
export type Mention = {
  readonly meanings: readonly Meaning[]
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  readonly typed: string
  readonly typo?: Typo
}

/** What a misspelled word was read as, and what else it could be. */
export type Typo = { readonly read: string; readonly others: readonly string[] }

export type Found = { readonly mentions: readonly Mention[]; readonly guesses: readonly Guess[] }

/** All names of the knowledge, ready to be found in a question. */
export type Lexicon = { readonly find: (tokens: readonly Token[], text: string) => Found }

/** Builds the lexicon. Names are matched on whole words, the longest first. */
export function createLexicon(base: Base): Lexicon {
  const names = emptyNames<Meaning>()
  fill(base, (name, meaning) => addName(names, name, meaning, same))
  const ordinary = ordinaryWords(base)
  const spell = createSpeller(base, ordinary)
  return { find: (tokens, text) => find({ names, ordinary, spell, base, tokens, shouted: isShouted(text) }, text) }
}

function same(a: Meaning, b: Meaning): boolean {
  if (a.kind === 'company') return b.kind === 'company'
  if (a.kind === 'words' && b.kind === 'words') return a.says === b.says
  if (a.kind === 'country' && b.kind === 'country') return a.code === b.code
  if (a.kind === 'system' && b.kind === 'system') return a.system.id === b.system.id
  return a.kind === 'family' && b.kind === 'family' && a.family.id === b.family.id
}

function fill(base: Base, add: (name: string, meaning: Meaning) => void): void {
  for (const { code, names } of base.countries.values()) for (const name of names) add(name, { kind: 'country', code })
  for (const { country, region, names } of base.names.regions)
    for (const name of names) add(name, { kind: 'country', code: country, region })
  for (const { country, names = [], surnames = [] } of base.names.governments.of)
    for (const name of [...names, ...surnames.flatMap((surname) => base.names.governments.forms.map((form) => form.replace('#', surname)))])
      add(name, { kind: 'country', code: country })
  for (const { name, also, means } of base.names.ambiguous)
    for (const word of [name, ...(also ?? [])]) add(word, { kind: 'ambiguous', name, codes: means })
  for (const { name, also, group, members } of base.names.blocs)
    for (const word of [name, ...(also ?? [])]) add(word, { kind: 'bloc', name, group, codes: members })
  for (const family of base.families) {
    for (const name of family.names) add(name, { kind: 'family', family })
    for (const name of family.slang ?? []) add(name, { kind: 'family', family, slang: true })
  }
  for (const system of base.systems) for (const name of system.names) add(name, { kind: 'system', system })
  for (const { says, cue, names } of base.words) for (const name of names) add(name, { kind: 'words', says, cue })
  for (const name of companies()) if (/[ -]/.test(name)) add(name, { kind: 'company' })
}

/** A text being read. */
type Text = {
  readonly names: Names<Meaning>
  readonly ordinary: Ordinary
  readonly spell: Speller
  readonly base: Base
  readonly tokens: readonly Token[]
  readonly shouted: boolean
}

function find(here: Text, text: string): Found {
  const mentions: Mention[] = []
  const guesses: Guess[] = []
  const { tokens } = here
  for (let from = 0; from < tokens.length;) {
    const [first, taken] = [tokens[from], takenAt(here, from, mentions)]
    const last = tokens[(taken?.to ?? from + 1) - 1]
    if (first !== undefined && last !== undefined && taken !== undefined) {
      const typed = text.slice(first.start, last.end)
      if (taken.kind === 'guess') guesses.push({ typed, candidates: taken.candidates })
      else {
        const { meanings, to, typo } = taken
        mentions.push({ meanings, from, to, start: first.start, end: last.end, typed, ...(typo === undefined ? {} : { typo }) })
      }
    }
    from = taken?.to ?? from + 1
  }
  // A word that is mended in one place is not asked about in another.
  const mended = new Set(mentions.flatMap(({ typo, typed }) => (typo === undefined ? [] : [typed.toLowerCase()])))
  return { mentions, guesses: guesses.filter(({ typed }) => !mended.has(typed.toLowerCase())) }
}

type Taken =
  | { readonly kind: 'name'; readonly meanings: readonly Meaning[]; readonly to: number; readonly typo?: Typo }
  | { readonly kind: 'guess'; readonly candidates: readonly string[]; readonly to: number }

/** What begins at a word: a name as it is written, or what a word that is none could be meant for. */
function takenAt(here: Text, from: number, mentions: readonly Mention[]): Taken | undefined {
  const hit = nameAt(here, from)
  if (hit === undefined) return misspelled(here, from, mentions)
  return hit.to - from > 1 ? { kind: 'name', ...hit } : plainName(here, from, hit, mentions)
}

/** The longest name at a word. In small letters a company's words are just words: "a rocket lab". */
function nameAt({ names, tokens }: Text, from: number): Hit<Meaning> | undefined {
  const token = tokens[from]
  return longestName(names, tokens, from, ({ kind }) => kind !== 'company' || (token !== undefined && isCapitalized(token)))
}

/**
 * A name of one word. What is also an English word names a place only in a place's position when it is written small ("china
 * plates"), a town only there when it is also a first name ("Sydney"), and what is written in capitals is named so only ("fog").
 */
function plainName(here: Text, from: number, hit: Hit<Meaning>, mentions: readonly Mention[]): Taken | undefined {
  const { typed = '', word = '' } = here.tokens[from] ?? {}
  const plural = isPlural(here.base, typed, hit)
  if ((plural || isIntroduced(here.tokens, from)) && here.ordinary.isFirstName(word)) return undefined
  if (plural) return { kind: 'guess', candidates: [hit.written], to: hit.to }
  const isPlace = hit.meanings.some(isPlaceName)
  const isShort = isAcronym(hit.written)
  if (!(isPlace || isShort) || !isDoubtful(here, from, hit)) return { kind: 'name', ...hit }
  const isPlaced = isPlace && isPlacePosition(here.tokens, from, hit.to, placesIn(here, mentions))
  if (isPlaced && !isShort) return { kind: 'name', ...hit }
  return isPlaced || !isShort ? { kind: 'guess', candidates: [hit.written], to: hit.to } : undefined
}

/** Whether a name of one word is more often something else, as it is written here. */
function isDoubtful({ base, tokens, ordinary }: Text, from: number, hit: Hit<Meaning>): boolean {
  const { typed = '', word = '' } = tokens[from] ?? {}
  if (isAcronym(hit.written)) return typed !== typed.toUpperCase() && (ordinary.isEnglish(word) || ordinary.isFirstName(word))
  if (typed === typed.toLowerCase() && ordinary.isEnglish(word)) return true
  return typed.length === word.length && isWithinCountry(base, hit) && ordinary.isFirstName(word)
}

const isAcronym = (name: string): boolean => name.length > 1 && name === name.toUpperCase()

/** "Frances": there is one France. */
const isPlural = (base: Base, typed: string, hit: Hit<Meaning>): boolean =>
  `${hit.written.toLowerCase()}s` === typed.toLowerCase() && countriesOf(base, hit).some(({ name }) => name === hit.written)

/** Whether a name is that of a town or an agency in a country, not the country's own. */
const isWithinCountry = (base: Base, hit: Hit<Meaning>): boolean =>
  countriesOf(base, hit).length > 0 && !countriesOf(base, hit).some((country) => isOwn(country, hit.written))

const countriesOf = (base: Base, { meanings }: Hit<Meaning>): readonly Country[] =>
  meanings.flatMap((meaning) => (meaning.kind === 'country' ? (base.countries.get(meaning.code) ?? []) : []))

export const isPlaceName = ({ kind }: Meaning): boolean => kind === 'country' || kind === 'ambiguous' || kind === 'bloc'
const isItemName = ({ kind }: Meaning): boolean => kind === 'family' || kind === 'system'

/** Where names of a kind begin and end: before the word that is read they are known, after it they are looked up. */
const edgesOf =
  (is: (meaning: Meaning) => boolean, here: Text, mentions: readonly Mention[]): IsPlace =>
  (index, edge) =>
    edge === 'begins'
      ? nameAt(here, index)?.meanings.some(is) === true
      : mentions.at(-1)?.to === index + 1 && mentions.at(-1)?.meanings.some(is) === true

const placesIn = (here: Text, mentions: readonly Mention[]): IsPlace => edgesOf(isPlaceName, here, mentions)

/** Items, also misspelled ones: "a rokcet moter". */
const itemsIn =
  (here: Text, mentions: readonly Mention[]): IsPlace =>
  (index, edge) => {
    const token = here.tokens[index]
    const isMisspelled = edge === 'begins' && token !== undefined && here.spell(token).candidates[0]?.kind === 'item'
    return isMisspelled || edgesOf(isItemName, here, mentions)(index, edge)
  }

/**
 * A word that is none, near a name. It is read as that name only where one country or item alone is meant by it, in its
 * position; else it is a guess, and nothing is read. A town is only asked about, and only where a place can stand.
 */
function misspelled(here: Text, from: number, mentions: readonly Mention[]): Taken | undefined {
  const token = here.tokens[from]
  if (token === undefined || isInitials(token, here.shouted)) return undefined
  const spelled = here.spell(token)
  const [best] = spelled.candidates
  if (best === undefined) return undefined
  const isPlaced = isPlacePosition(here.tokens, from, from + 1, placesIn(here, mentions))
  const isInPosition =
    best.kind === 'item' ? isItemPosition(here.tokens, from, itemsIn(here, mentions)) : best.kind === 'country' && isPlaced
  const hit = isInPosition && isMendable(here, from, spelled, mentions) ? mended(here, from, best) : undefined
  if (hit !== undefined)
    return { kind: 'name', ...hit, typo: { read: namesOf([best])[0] ?? best.name, others: othersOf(spelled, best, token) } }
  const candidates = spelled.candidates.filter(({ kind }) => isPlaced || (kind !== 'rare' && token.word.length > 4))
  return candidates.length === 0 ? undefined : { kind: 'guess', candidates: namesOf(candidates), to: from + 1 }
}

/** Whether one country or item alone is nearest, and the word is nobody's name. */
function isMendable({ tokens, shouted, ordinary }: Text, from: number, { candidates }: Spelled, mentions: readonly Mention[]): boolean {
  const [token, best, last] = [tokens[from], candidates[0], mentions.at(-1)]
  const isSole = candidates.every(({ owner, distance }) => owner === best?.owner || distance > (best?.distance ?? 0))
  // Four letters are near too many words; they are mended only behind an item: "SLV stge".
  const isLong = (token?.word.length ?? 0) > 4 || (last?.to === from && last.meanings.some(isItemName))
  const made = mentions.filter(({ typo }) => typo !== undefined).length
  return isSole && isLong && made < mostMends && (shouted || !isSomebody(tokens, from, ordinary.isName))
}

/** So many words of one text are mended; whoever misspells more is asked. */
const mostMends = 12

/** "NASA", "ESAC": capitals stand for something of their own. */
const isInitials = ({ typed }: Token, shouted: boolean): boolean => !shouted && typed.length <= 5 && typed === typed.toUpperCase()

/** The name as it would have been found, had the word been spelled so. */
function mended({ names, tokens }: Text, from: number, { name }: Candidate): Hit<Meaning> | undefined {
  const token = tokens[from]
  const [right] = tokenize(name)
  if (token === undefined || right === undefined) return undefined
  return longestName(names, [...tokens.slice(0, from), { ...token, word: right.word }, ...tokens.slice(from + 1, from + 6)], from)
}

/** What else a mended word could be; a name only where it begins with a capital. */
const othersOf = ({ candidates, english, names }: Spelled, { owner }: Candidate, token: Token): readonly string[] => [
  ...namesOf(candidates.filter((other) => other.owner !== owner)),
  ...english(),
  ...(isCapitalized(token) ? names() : []),
]

const namesOf = (candidates: readonly Candidate[]): readonly string[] => [
  ...new Set(candidates.map(({ kind, name, owner }) => (kind === 'country' ? owner.name : name))),
]
