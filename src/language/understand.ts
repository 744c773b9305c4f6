import type { Base } from '../knowledge/base.ts'
import { readDate } from './dates.ts'
import { peopleOf, readFacts, readSayings } from './facts.ts'
import { guard, type GuardReason } from './guard.ts'
import { intentOf, isForeign, type Intent } from './intent.ts'
import { readItems } from './items.ts'
import { createLexicon, type Lexicon } from './lexicon.ts'
import { affirmed, choice, readPlaces } from './places.ts'
import { emptyReading, endUseOf, type Note, type PlaceReading, type Reading } from './reading.ts'
import { clean, isShouted, longestQuestion, tokenize, type Token } from './text.ts'

/** A message understood: guarded and not kept, or with its intent and what its words say. */
export type Understood =
  | { readonly kind: 'guarded'; readonly reason: GuardReason }
  | { readonly kind: 'read'; readonly text: string; readonly intent: Intent; readonly readings: readonly Reading[]; readonly foreign: boolean; readonly cut: boolean }

/** Reads messages. `before` is what the conversation is about so far; a message that does not stand alone changes it. */
export type Reader = { readonly read: (message: string, today: string, before?: Reading) => Understood }

/** Prepares a reader for a knowledge base. */
export function createReader(base: Base): Reader {
  const lexicon = createLexicon(base)
  return {
    read(message, today, before) {
      const text = corrected(clean(message))
      const reason = guard(message.slice(0, longestQuestion)) ?? guard(text)
      if (reason !== undefined) return { kind: 'guarded', reason }
      const parts = segments(text).map((part) => readOne(base, lexicon, part, today))
      const separate = parts.length > 1 && parts.filter((part) => part.item !== undefined && part.places.length > 0).length > 1
      const whole = separate ? undefined : readOne(base, lexicon, text, today)
      const reading = whole ?? parts.find((part) => part.item !== undefined && part.places.length > 0) ?? emptyReading
      const followsUp = before !== undefined && isFollowUp(text, reading) && changesSomething(text, reading, before)
      const merged = before !== undefined && followsUp ? follow(text, before, reading, tokenize(text)) : reading
      const own = intentOf(text, reading)
      const intent = own === 'refuse' || own === 'help' || own === 'list' ? own : followsUp ? (intentOf(text, merged) === 'compare' ? 'compare' : 'verdict') : own
      const readings = separate && intent !== 'compare' ? parts.filter((part) => part.item !== undefined && part.places.length > 0) : [merged]
      return { kind: 'read', text, intent, readings, foreign: isForeign(text), cut: message.length > longestQuestion }
    },
  }
}

/** "No wait, the fairing": what was taken back is not read. */
function corrected(text: string): string {
  const match = /\b(?:no,? wait|scratch that|strike that|forget that|correction)\b[\s:,-]*/i.exec(text)
  return match !== null && match.index > 0 && text.length - match.index - match[0].length > 12 ? text.slice(match.index + match[0].length) : text
}

/** Sentences, for messages that ask about two deals at once. */
const segments = (text: string): readonly string[] => text.split(/(?<=[?.!;])\s+(?=[A-Z0-9])|\n{2,}|\n(?=\s*\d[.)])/).filter((part) => part.trim().length > 3)

function readOne(base: Base, lexicon: Lexicon, text: string, today: string): Reading {
  const tokens = tokenize(text)
  const mentions = lexicon.find(tokens, text)
  const sayings = readSayings(mentions, tokens)
  const people = peopleOf(sayings)
  const items = readItems(base, mentions, tokens, text)
  const stated = readFacts(base, text, sayings, items)
  const isKnowledge = items.item?.level === 'data' || items.item?.level === 'service'
  const places = readPlaces(base, mentions, tokens, { ...people, usPerson: people.usPerson && items.item !== undefined, role: people.role && isKnowledge }, isShouted(text))
  const deemed = places.some((place) => place.role === 'nationality')
  const onward = places.some((place) => place.role === 'onward')
  const facts: Record<string, string> = { ...vehicleFacts(items), ...stated.facts }
  if (facts['activity'] === 'reexport' && places.length < 2 && !onward && !/re-?export|re-?sell|resale/i.test(text)) delete facts['activity']
  if (deemed || people.foreignPerson) facts['activity'] = 'deemed-export'
  const notes: Note[] = [...mentions.flatMap((mention): Note[] => (mention.typo === undefined ? [] : [{ kind: 'typo', typed: mention.typed, read: mention.typo }])), ...stated.notes]
  return { ...items, places, facts, possible: stated.possible, date: readDate(text, today), foreignPerson: people.foreignPerson && places.length === 0, general: stated.general, notes }
}

/** A vehicle beside an EAR item says what the item is for; its public figures count for its parts. */
function vehicleFacts({ item, vehicle }: Pick<Reading, 'item' | 'vehicle'>): Readonly<Record<string, string>> {
  if (vehicle === undefined) return {}
  const { endUse, activity: _activity, ...figures } = vehicle.states
  const isEar = item !== undefined && item.lands.every((landing) => /EAR|UAS_CIV/.test(landing.class))
  if (!isEar) return { ...figures, ...(endUse === undefined || endUse === 'other-civil' ? {} : { endUse }) }
  const use = endUse ?? (vehicle.source.id === 'launch-vehicle' || vehicle.source.id === 'rocket' || vehicle.system?.kind === 'launch-vehicle' ? 'civil-space' : undefined)
  return use === undefined ? {} : { endUse: use }
}

const followWords = /^\W*(?:and|or|but|also|plus|what about|how about|what if|what of|same|then|actually|sorry|no,|i meant|make (?:it|that)|it'?s|it is|they|that|this|would (?:that|it)|does (?:that|it)|is (?:that|it)|instead|ok(?:ay)?,? and|now|with|without|if|the (?:buyer|customer|client|end[- ]?user|range|payload|value|vehicle|rocket|stage|engine|motor|total impulse|max)|max|range|payload|y\b|et\b|und\b|e\b)/i

/** A message that names no item, or only one thing more, goes on with what the conversation is about. */
function isFollowUp(text: string, reading: Reading): boolean {
  const words = text.split(/\s+/).length
  if (reading.item === undefined) return words <= 40
  if (reading.places.length === 0) return words <= 14
  return followWords.test(text) && words <= 14
}

/** Whether a message changes a fact of the deal under discussion; general questions and thanks do not. */
function changesSomething(text: string, reading: Reading, before: Reading): boolean {
  if (/\b(?:mean|means|definition|explain|what is|what are|who|when did|how many|do you need)\b/i.test(text) && !followWords.test(text)) return false
  const settles = before.places.some((place) => place.codes.length > 1 && choice(place.codes, affirmed(tokenize(text))) !== undefined)
  return settles || reading.item !== undefined || reading.places.length > 0 || reading.date !== undefined || Object.keys(reading.facts).length > 0 || Object.keys(reading.possible).length > 0
}

const onward = /\b(?:pass(?:es|ed|ing)?\b[^.]{0,12}\bon|re-?sell|re-?export|forward|onward|on to|then to|also|too|as well|and also|both|plus|end up|ultimately)\b/i

/** Changes what the conversation is about by what the new message says. */
function follow(text: string, before: Reading, now: Reading, tokens: readonly Token[]): Reading {
  const item = nextItem(text, before, now)
  const swapped = item !== before.item
  const context = swapped ? undefined : now.item
  const facts: Record<string, string> = { ...before.facts, ...vehicleFacts({ item, vehicle: context?.level === 'vehicle' && context !== item ? context : undefined }), ...now.facts }
  for (const fact of Object.keys(now.possible)) if (now.facts[fact] === undefined) delete facts[fact]
  if (now.general !== undefined && now.facts['endUse'] !== undefined) facts['endUse'] = endUseOf(now.general, item)
  if (swapped && now.item?.level === 'vehicle') for (const [fact, value] of Object.entries(now.item.states)) facts[fact] = now.facts[fact] ?? value
  return {
    item,
    vehicle: now.vehicle ?? (swapped || item === before.item ? (before.vehicle ?? (before.item?.level === 'vehicle' && swapped ? before.item : undefined)) : undefined),
    article: swapped && item?.level !== 'data' && item?.level !== 'service' ? undefined : (now.article ?? before.article ?? (item?.level === 'data' || item?.level === 'service' ? before.item : undefined)),
    places: nextPlaces(text, before, now, tokens),
    facts,
    possible: { ...before.possible, ...now.possible },
    date: now.date ?? before.date,
    foreignPerson: now.foreignPerson || (before.foreignPerson && now.places.length === 0),
    general: now.general ?? before.general,
    notes: now.notes,
  }
}

/** A short answer such as "civil launcher" says what a motor is for, it does not replace the motor. */
function nextItem(text: string, before: Reading, now: Reading): Reading['item'] {
  if (now.item === undefined || before.item === undefined) return now.item ?? before.item
  if (now.item.source.id === before.item.source.id) return before.item.entry === undefined ? now.item : before.item
  if (/\b(?:meant|mean|instead|rather|not the|sorry|correction|change (?:it|that) to)\b/i.test(text)) return now.item
  const isContext = now.item.level === 'vehicle' && before.item.level !== 'vehicle'
  const isSameKind = now.item.level === before.item.level && before.item.entry !== undefined
  const keepsEntry = before.item.entry !== undefined && now.item.entry === undefined && !/^\W*(?:and|what about|how about)\b/i.test(text)
  return isContext || isSameKind || keepsEntry ? before.item : now.item
}

function nextPlaces(text: string, before: Reading, now: Reading, tokens: readonly Token[]): readonly PlaceReading[] {
  const words = affirmed(tokens)
  if (now.places.length === 0) {
    return before.places.map((place) => {
      const code = place.codes.length > 1 ? choice(place.codes, words) : undefined
      return code === undefined ? place : { ...place, codes: [code] }
    })
  }
  const narrowed = before.places.length === 1 && now.places.length === 1 && (before.places[0]?.codes.length ?? 0) > 1
  if (narrowed || !onward.test(text)) return now.places
  const known = new Set(before.places.map((place) => place.codes.join()))
  return [...before.places, ...now.places.filter((place) => !known.has(place.codes.join())).map((place) => ({ ...place, role: 'onward' as const }))]
}
