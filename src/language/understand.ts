import type { Base } from '../knowledge/base.ts'
import { readDate } from './dates.ts'
import { peopleOf, readFacts, readSayings } from './facts.ts'
import { guard, type GuardReason } from './guard.ts'
import { intentOf, isForeign, type Intent } from './intent.ts'
import { readItems } from './items.ts'
import { createLexicon, type Lexicon, type Mention } from './lexicon.ts'
import { affirmed, choice, isListed, readPlaces } from './places.ts'
import { emptyReading, endUseOf, type Note, type PlaceReading, type Reading } from './reading.ts'
import { clean, isShouted, longestQuestion, tokenize, type Token } from './text.ts'

/** A message understood: guarded and not kept, or with its intent and what its words say. */
export type Understood =
  | { readonly kind: 'guarded'; readonly reason: GuardReason }
  | {
      readonly kind: 'read'
      readonly text: string
      readonly intent: Intent
      readonly readings: readonly Reading[]
      readonly foreign: boolean
      readonly cut: boolean
    }

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
      const merged = before !== undefined && followsUp ? follow(base, text, before, reading, tokenize(text)) : reading
      const own = intentOf(text, reading)
      const intent =
        own === 'refuse' || own === 'help' || own === 'list'
          ? own
          : followsUp
            ? intentOf(text, merged) === 'compare'
              ? 'compare'
              : 'verdict'
            : own
      const main = separate && intent !== 'compare' ? parts.filter((part) => part.item !== undefined && part.places.length > 0) : [merged]
      const readings = main
        .flatMap((one) => [
          one,
          ...one.also.map((other): Reading => (one.article === undefined ? { ...one, item: other } : { ...one, article: other })),
        ])
        .slice(0, 6)
      return { kind: 'read', text, intent, readings, foreign: isForeign(text), cut: message.length > longestQuestion }
    },
  }
}

/** "No wait, the fairing": what was taken back is not read. */
function corrected(text: string): string {
  const match = /(?<!\b(?:don't|never|not|do not)\s)\b(?:no,? wait|scratch that|strike that|correction:)[\s:,-]*/i.exec(text)
  return match !== null && match.index > 0 && text.length - match.index - match[0].length > 12
    ? text.slice(match.index + match[0].length)
    : text
}

/** Sentences, for messages that ask about two deals at once. */
const segments = (text: string): readonly string[] =>
  text.split(/(?<=[?.!;])\s+(?=[A-Z0-9])|\n{2,}|\n(?=\s*\d[.)])/).filter((part) => part.trim().length > 3)

function readOne(base: Base, lexicon: Lexicon, text: string, today: string): Reading {
  const tokens = tokenize(text)
  const mentions = lexicon.find(tokens, text)
  const sayings = readSayings(mentions, tokens)
  const people = peopleOf(sayings, text)
  const items = readItems(base, mentions, tokens, text)
  const stated = readFacts(base, text, sayings, items)
  const isKnowledge = items.item?.level === 'data' || items.item?.level === 'service'
  const leaves = foreignWithin.test(text)
  const read = readPlaces(
    base,
    mentions,
    tokens,
    { ...people, usPerson: people.usPerson && items.item !== undefined && !leaves, role: people.role && isKnowledge },
    isShouted(text),
  )
  const usedBy = items.vehicle?.system?.country ?? items.item?.system?.country
  const maker: readonly PlaceReading[] =
    usedBy !== undefined && isListed(base, usedBy) && !read.places.some((place) => place.codes.includes(usedBy))
      ? [{ codes: [usedBy], typed: items.vehicle?.typed ?? items.item?.typed ?? '', role: 'destination' }]
      : []
  const domestic = read.places.every((place) => place.role === 'domestic') && read.places.length > 0
  const places = domestic && leaves ? [] : [...read.places, ...maker]
  const deemed = places.some((place) => place.role === 'nationality')
  const onward = places.some((place) => place.role === 'onward')
  const ofVehicle = vehicleFacts(items)
  const facts: Record<string, string> = {
    ...ofVehicle,
    ...stated.facts,
    ...(stated.general === 'civil' && ofVehicle['endUse'] !== undefined && isEar(items.item) ? { endUse: ofVehicle['endUse'] } : {}),
  }
  if (facts['activity'] === 'reexport' && places.length < 2 && !onward && !/re-?export|re-?sell|resale/i.test(text))
    delete facts['activity']
  if (deemed || people.foreignPerson) facts['activity'] = 'deemed-export'
  if (facts['range'] === 'under-300' && facts['builtInto'] !== undefined) facts['builtInto'] = 'none'
  if (items.item?.source.id === 'stage' && facts['impulse'] === 'from-1100k')
    Object.assign(facts, { range: 'from-300', payload: 'from-500' })
  const notes: Note[] = [
    ...mentions.flatMap((mention): Note[] =>
      mention.typo === undefined ? [] : [{ kind: 'typo', typed: mention.typed, read: mention.typo }],
    ),
    ...stated.notes,
  ]
  return {
    ...militarized(base, items, facts),
    places,
    facts,
    possible: stated.possible,
    date: readDate(text, today),
    foreignPerson: (people.foreignPerson || (domestic && leaves)) && places.length === 0,
    nationalities: read.nationalities,
    setAside: read.setAside,
    usPerson: people.usPerson,
    unread: hasUnread(text, mentions),
    general: stated.general,
    notes,
  }
}

/** A transfer inside the country that is not: visitors from abroad, agents who take it out, ships in port. */
const foreignWithin =
  /(?<!\b(?:no|nobody|nothing|not any|without any) )\b(?:foreign|overseas|international|visitors?|tourists?|DACA|embass\w+|consulate|for onward|onward shipment|will export|for export|takes? it out|out of the country|freight forwarder|forwarder|vessel|offshore|abroad|remote(?:ly)? from|working from|H-?1B|F-1|J-1|L-1|O-1|visa)\b/i

/** Words in another script that no name in the knowledge covers. */
function hasUnread(text: string, mentions: readonly Mention[]): boolean {
  for (const match of text.matchAll(/[\u0370-\u05ff\u0600-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+/g)) {
    if (!mentions.some((mention) => mention.start < match.index + match[0].length && match.index < mention.end)) return true
  }
  return false
}

/** A civil drone for an army is no civil drone any more, unless an entry says so. */
function militarized<T extends { readonly item: Reading['item'] }>(base: Base, items: T, facts: Readonly<Record<string, string>>): T {
  const isCivil = items.item?.source.id === 'civil-drone' || items.item?.source.id === 'spray-drone'
  const drone = base.families.find((family) => family.id === 'drone')
  if (
    !isCivil ||
    items.item === undefined ||
    drone === undefined ||
    !(facts['uas-role'] === 'military' || facts['endUse']?.startsWith('military') === true)
  )
    return items
  return { ...items, item: { ...items.item, lands: drone.lands, states: { 'uas-role': 'military', endUse: 'military-uas' } } }
}

const isEar = (item: Reading['item']): boolean => item !== undefined && item.lands.every((landing) => /EAR|UAS_CIV/.test(landing.class))

/** A vehicle beside an EAR item says what the item is for; its public figures count for its parts. */
function vehicleFacts({ item, vehicle }: Pick<Reading, 'item' | 'vehicle'>): Readonly<Record<string, string>> {
  if (vehicle === undefined) return {}
  const { endUse, activity: _activity, ...figures } = vehicle.states
  if (!isEar(item)) return { ...figures, ...(endUse === undefined || endUse === 'other-civil' ? {} : { endUse }) }
  const flies =
    /drone|rocket/.test(vehicle.source.id) || vehicle.system?.kind.includes('uas') === true
      ? { builtInto: vehicle.states['range'] === 'under-300' ? 'none' : 'rocket-or-uas' }
      : {}
  const use =
    endUse ??
    (vehicle.source.id === 'launch-vehicle' || vehicle.source.id === 'rocket' || vehicle.system?.kind === 'launch-vehicle'
      ? 'civil-space'
      : undefined)
  return { ...flies, ...(use === undefined ? {} : { endUse: use }) }
}

const followWords =
  /^\W*(?:and|or|but|also|plus|what about|how about|what if|what of|same|then|actually|sorry|no,|i meant|make (?:it|that)|it'?s|it is|they|that|this|would (?:that|it)|does (?:that|it)|is (?:that|it)|instead|ok(?:ay)?,? and|now|with|without|if|the (?:buyer|customer|client|end[- ]?user|range|payload|value|vehicle|rocket|stage|engine|motor|total impulse|max)|max|range|payload|y\b|et\b|und\b|e\b)/i

/** A message that names no item, or only one thing more, goes on with what the conversation is about. */
function isFollowUp(text: string, reading: Reading): boolean {
  const words = text.split(/\s+/).length
  if (reading.item === undefined) return words <= 40
  if (reading.places.length === 0) return words <= 14
  return followWords.test(text) && words <= 14
}

/** Whether a message changes a fact of the deal under discussion; general questions and thanks do not. */
function changesSomething(text: string, reading: Reading, before: Reading): boolean {
  if (/\b(?:mean|means|definition|explain|what is|what are|who|when did|how many|do you need)\b/i.test(text) && !followWords.test(text))
    return false
  const settles = before.places.some((place) => place.codes.length > 1 && choice(place.codes, affirmed(tokenize(text))) !== undefined)
  return (
    settles ||
    reading.usPerson ||
    reading.foreignPerson ||
    reading.item !== undefined ||
    reading.places.length > 0 ||
    reading.date !== undefined ||
    Object.keys(reading.facts).length > 0 ||
    Object.keys(reading.possible).length > 0
  )
}

const onward =
  /\b(?:pass(?:es|ed|ing)?\b[^.]{0,12}\bon|re-?sell|re-?export|forward|onward|on to|then to|also|too|as well|and also|both|plus|end up|ultimately)\b/i

/** Changes what the conversation is about by what the new message says. */
function follow(base: Base, text: string, before: Reading, now: Reading, tokens: readonly Token[]): Reading {
  const item = nextItem(text, before, now)
  const swapped = item !== before.item
  const context = swapped ? undefined : now.item
  const facts: Record<string, string> = {
    ...before.facts,
    ...vehicleFacts({ item, vehicle: context?.level === 'vehicle' && context !== item ? context : undefined }),
    ...now.facts,
  }
  for (const fact of Object.keys(now.possible)) if (now.facts[fact] === undefined) delete facts[fact]
  if (now.general !== undefined && now.facts['endUse'] !== undefined) facts['endUse'] = endUseOf(now.general, item)
  if (swapped && now.item?.level === 'vehicle')
    for (const [fact, value] of Object.entries(now.item.states)) facts[fact] = now.facts[fact] ?? value
  return {
    ...militarized(base, { item }, facts),
    also: swapped ? now.also : before.also,
    nationalities: now.nationalities.length > 0 ? now.nationalities : before.nationalities,
    setAside: [...new Set([...before.setAside, ...now.setAside])],
    usPerson: now.usPerson,
    unread: now.unread,
    vehicle:
      now.vehicle ??
      (swapped || item === before.item
        ? (before.vehicle ?? (before.item?.level === 'vehicle' && swapped ? before.item : undefined))
        : undefined),
    article:
      swapped && item?.level !== 'data' && item?.level !== 'service'
        ? undefined
        : (now.article ?? before.article ?? (item?.level === 'data' || item?.level === 'service' ? before.item : undefined)),
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
  if (now.usPerson && before.places.some((place) => place.role === 'nationality'))
    return [{ codes: ['US'], typed: 'a U.S. person', role: 'domestic' }]
  if (now.foreignPerson && before.nationalities.length > 0) return before.nationalities
  if (now.places.length === 0) {
    return before.places.map((place) => {
      const code = place.codes.length > 1 ? choice(place.codes, words) : undefined
      return code === undefined ? place : { ...place, codes: [code] }
    })
  }
  const narrowed = before.places.length === 1 && now.places.length === 1 && (before.places[0]?.codes.length ?? 0) > 1
  if (narrowed || !onward.test(text)) return now.places
  const known = new Set(before.places.map((place) => place.codes.join()))
  return [
    ...before.places,
    ...now.places.filter((place) => !known.has(place.codes.join())).map((place) => ({ ...place, role: 'onward' as const })),
  ]
}
