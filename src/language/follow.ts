import type { Base } from '../knowledge/base.ts'
import { looseIn } from './evidence/denials.ts'
import { numbersIn } from './evidence/figures.ts'
import { withLoneFigure } from './figures/lone-figure.ts'
import { tagged, type Message } from './message.ts'
import { affirmed, choice } from './deal/places.ts'
import { endUseOf, type PlaceReading, type Reading } from './reading.ts'
import { militarized, vehicleFacts } from './deal/vehicle.ts'

/** What the conversation is about after a message that goes on with it, or `undefined` where the message stands alone. */
export function followUp(base: Base, message: Message, before: Reading, read: Reading): Reading | undefined {
  const { text } = message
  const now = withLoneFigure(base, message, before, read)
  const goesOn =
    now !== read ||
    ((isFollowUp(text, now) || describes(text, before)) && (changesSomething(message, now, before) || speaksOfDeal(base, message)))
  return goesOn ? follow(base, message, before, now) : undefined
}

const followWords =
  /^\W*(?:and|or|but|also|plus|what about|how about|what if|what of|same|then|actually|sorry|no,|i meant|make (?:it|that)|it'?s|it is|they|that|this|would (?:that|it)|does (?:that|it)|is (?:that|it)(?! (?:ok|okay|fine|possible|allowed|legal|permitted|lawful)\b)|instead|ok(?:ay)?,? and|now|with|without|if|the (?:buyer|customer|client|end[- ]?user|range|payload|value|vehicle|rocket|stage|engine|motor|total impulse|max)|max|range|payload|y\b|et\b|und\b|e\b)/i

/** A message that names no item, or only one thing more, goes on with what the conversation is about. */
function isFollowUp(text: string, reading: Reading): boolean {
  const words = text.split(/\s+/).length
  if (reading.item === undefined) return words <= 40
  if (reading.places.length === 0) return words <= 14
  return followWords.test(text) && words <= 14
}

/** "They are (not) an Authorized User", "or it may be 700": no fact that a rule reads, but it is said of the deal. */
function speaksOfDeal(base: Base, message: Message): boolean {
  const { text, tokens } = message
  const isQuestion = /\?\s*$/.test(text) && !followWords.test(text)
  return (
    tokens.length >= 3 &&
    !isQuestion &&
    (looseIn(message).length > 0 || numbersIn(base, message, []).length > 0 || tagged(message.mentions, 'condition').length > 0)
  )
}

/** Whether a message changes a fact of the deal under discussion; general questions and thanks do not. */
function changesSomething(message: Message, reading: Reading, before: Reading): boolean {
  const { text } = message
  if (/\b(?:mean|means|definition|explain|what is|what are|who|when did|how many|do you need)\b/i.test(text) && !followWords.test(text))
    return false
  const settles = before.places.some((place) => place.codes.length > 1 && choice(place.codes, affirmed(message)) !== undefined)
  return (
    settles ||
    reading.usPerson ||
    reading.foreignPerson ||
    reading.item !== undefined ||
    reading.places.length > 0 ||
    reading.date !== undefined ||
    reading.guesses.length > 0 ||
    Object.keys(reading.facts).length > 0 ||
    Object.keys(reading.possible).length > 0
  )
}

const onward =
  /\b(?:pass(?:es|ed|ing)?\b[^.]{0,12}\bon|re-?sell|re-?export|forward|onward|on to|then to|also|too|as well|and also|both|plus|end up|ultimately)\b/i

/** Changes what the conversation is about by what the new message says. */
function follow(base: Base, message: Message, before: Reading, now: Reading): Reading {
  const { text } = message
  const item = nextItem(message, before, now)
  const swapped = item !== before.item
  const beside = describes(text, before) && now.item !== undefined && !swapped ? [{ item: now.item, article: now.article }] : []
  const context = swapped ? undefined : now.item
  const facts: Record<string, string> = {
    ...before.facts,
    ...vehicleFacts(base, { item, vehicle: context?.level === 'vehicle' && context !== item ? context : undefined }),
    ...now.facts,
  }
  for (const fact of Object.keys(now.possible)) if (now.facts[fact] === undefined) delete facts[fact]
  if (now.general !== undefined && now.facts['endUse'] !== undefined) facts['endUse'] = endUseOf(base, now.general, item)
  if (swapped && now.item?.level === 'vehicle')
    for (const [fact, value] of Object.entries(now.item.states)) facts[fact] = now.facts[fact] ?? value
  return {
    ...militarized(base, { item }, facts),
    also: swapped ? now.also : [...before.also, ...beside],
    unknown: swapped ? now.unknown : [...new Set([...before.unknown, ...now.unknown])],
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
    places: nextPlaces(message, before, now),
    facts,
    possible: { ...before.possible, ...now.possible },
    taken: [...before.taken, ...now.taken],
    date: now.date ?? before.date,
    foreignPerson: now.foreignPerson || (before.foreignPerson && now.places.length === 0),
    general: now.general ?? before.general,
    notes: now.notes,
    guesses: now.guesses,
  }
}

/** "It has a 5A992 radio", "the paint is EAR99": said of a part of the thing talked about, which still goes. */
function describes(text: string, { item }: Reading): boolean {
  const name = item?.typed.split(' ').at(-1)?.toLowerCase() ?? ''
  return has.test(text) || (partIs.test(text) && !text.toLowerCase().includes(name))
}

const has =
  /^\W*(?:and |but |also )*(?:it|they|that|this one)(?:'s|'ve)? (?:also )?(?:has|have|had|contains?|carries|carry|includes?|comes? with|uses?)\b|\b(?:on|in|of|around|under|inside) (?:it|them)\b/i
const partIs =
  /^\W*(?:and |but |also )*(?:the|its|their|all the|some|every|each)\b(?: [\w-]+){1,4} (?:is|are|was|were|stays?|remains?)\b[^?]*$/i

/**
 * A short answer such as "civil launcher" says what a motor is for, it does not replace the motor. "The second one" is none that
 * was talked of: which it is, is asked.
 */
function nextItem(message: Message, before: Reading, now: Reading): Reading['item'] {
  const { text } = message
  if (now.item === undefined && message.marks.any('another-of-them')) return undefined
  if (now.item === undefined || before.item === undefined) return now.item ?? before.item
  if (describes(text, before)) return before.item
  if (now.item.source.id === before.item.source.id) return before.item.entry === undefined ? now.item : before.item
  if (/\b(?:meant|mean|instead|rather|not the|sorry|correction|change (?:it|that) to)\b/i.test(text)) return now.item
  const isContext = now.item.level === 'vehicle' && before.item.level !== 'vehicle' && !message.marks.any('whole')
  const isSameKind = now.item.level === before.item.level && before.item.entry !== undefined
  const keepsEntry =
    before.item.entry !== undefined &&
    now.item.entry === undefined &&
    now.places.length === 0 &&
    !/^\W*(?:and|what about|how about)\b/i.test(text)
  return isContext || isSameKind || keepsEntry ? before.item : now.item
}

/** What puts a place at home in the stead of one abroad; else it is only mentioned: "we invoice from Denver". */
const elsewhere =
  /\binstead\b|^\W*(?:what about|how about|same (?:for|to)|and (?:to|for|in)|or (?:to|for|in)|no,|sorry|actually|make it|i meant?)\b/i

function nextPlaces(message: Message, before: Reading, now: Reading): readonly PlaceReading[] {
  const { text } = message
  const words = affirmed(message)
  if (now.usPerson && before.places.some((place) => place.role === 'nationality'))
    return [{ codes: ['US'], typed: 'a U.S. person', role: 'domestic' }]
  if (now.foreignPerson && before.nationalities.length > 0) return before.nationalities
  if (now.foreignPerson && now.places.length === 0 && before.places.every(({ role }) => role === 'domestic')) return []
  if (now.places.length === 0) {
    return before.places.map((place) => {
      const code = place.codes.length > 1 ? choice(place.codes, words) : undefined
      return code === undefined ? place : { ...place, codes: [code] }
    })
  }
  const isAside = now.places.every(({ role }) => role === 'domestic') && !elsewhere.test(text)
  if (isAside && before.places.some(({ codes, role }) => role !== 'domestic' && codes.length === 1)) return before.places
  const narrowed = before.places.length === 1 && now.places.length === 1 && (before.places[0]?.codes.length ?? 0) > 1
  if (narrowed || !onward.test(text)) return now.places
  const known = new Set(before.places.map((place) => place.codes.join()))
  return [
    ...before.places,
    ...now.places.filter((place) => !known.has(place.codes.join())).map((place) => ({ ...place, role: 'onward' as const })),
  ]
}
