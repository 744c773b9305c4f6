import type { Base } from '../../knowledge/base.ts'
import { tellsOnlyOrigin } from '../deal/separate-deals.ts'
import { tagged, type Message } from '../message.ts'
import type { Reading } from '../reading.ts'
import { offTopicScore } from '../request/learned-scores.ts'

/**
 * Limits for a message that names no item. With at most `fewest` words ("to Oman"), a message that is no
 * greeting begins a deal without any further sign. With more than `longest` words, it never begins one.
 */
const [fewest, longest] = [3, 40]

/**
 * A message of at most this many words that states the citizenship of somebody on the staff begins a deal,
 * even if its words suggest another topic.
 */
const shortest = 8

/** Marks of messages that speak of the recipient without naming a country: "our customer sits in Graz". */
const ofBuyer = ['of-a-deal', 'of-somebody', 'consigned', 'heard-from']
/** Marks that suggest a deal ("May Ecuador get one?"), unless the words are plainly about something else. */
const ofDeal = ['proceeds', 'asks-position', 'goes-to', 'asks-on', 'wants-verdicts']
/** The highest off-topic score (`offTopicScore`) at which a message that suggests a deal still begins one. */
const mostElsewhere = 5

/**
 * Whether a message begins a deal though it names no item: it says where something goes ("what do I need for
 * Germany?"), or it states a figure ("900 km/h"), the end use or the recipient. `isElsewhere`: its words
 * suggest another topic than exports.
 */
export function beginsDeal(base: Base, message: Message, reading: Reading, isElsewhere: boolean): boolean {
  const { marks, tokens, text } = message
  if (reading.item !== undefined || tokens.length > longest || !tellsSomething(reading)) return false
  const isGreeting = marks.any('greets')
  const isOfStaff = tagged(message.mentions, 'role').length > 0 && marks.any('citizenship')
  // "The engineer is Iranian" says who gets the data.
  if (isOfStaff && !isGreeting && (!isElsewhere || tokens.length <= shortest)) return true
  if (marks.any('somebodys-country') || (reading.places.length > 0 && tellsOnlyOrigin(message))) return false
  // A person with a nationality is enough: "Intern, Chinese by birth, Australian
  // since 2022" says who gets the data.
  if (!isGreeting && !isElsewhere && reading.nationalities.length > 0 && tagged(message.mentions, 'person').length > 0) return true
  const isAsked = text.includes('?') || marks.any('asks')
  const isTalk = isGreeting || (isElsewhere && isAsked)
  const tellsFact = Object.keys(reading.facts).length > 0 && !(isElsewhere && isAsked)
  if (tellsFact || ofBuyer.some((mark) => marks.any(mark) && !(isTalk && mark === 'of-a-deal'))) return true
  // "Hello from Graz" and "hi, we are back from Graz" are only greetings.
  if (isGreeting) return false
  if (tokens.length <= fewest) return true
  const isOfDeal = ofDeal.some((mark) => marks.any(mark)) || (!isAsked && marks.any('points'))
  return isOfDeal ? offTopicScore(base, message) <= mostElsewhere : !(isElsewhere || isAsked)
}

function tellsSomething({
  places,
  nationalities,
  usPerson,
  foreignPerson,
  facts,
  possible,
  figures,
  measured,
  bare,
  date,
  general,
}: Reading) {
  const counts = [places, nationalities, measured, bare, ...[facts, possible, figures].map(Object.keys)]
  return (
    counts.some(({ length }) => length > 0) ||
    usPerson ||
    foreignPerson ||
    (date !== undefined && date.isNow !== true) ||
    general !== undefined
  )
}

/**
 * Whether a message names places and states nothing else about a deal than nationalities: "to Oman". Items
 * are not checked.
 */
export const tellsOnlyPlaces = (reading: Reading): boolean =>
  reading.places.length > 0 && !tellsSomething({ ...reading, places: [], nationalities: [] })
