import type { Base } from '../../knowledge/base.ts'
import { tellsOnlyOrigin } from '../deal/separate-deals.ts'
import { tagged, type Message } from '../message.ts'
import type { Reading } from '../reading.ts'
import { opinionOnTopic } from '../request/opinions.ts'

/**
 * A message with at most `fewest` words only names something (a destination, a figure); one with more than `longest` is too long to
 * begin a deal.
 */
const [fewest, longest] = [3, 40]

/** Marks of messages that speak of the recipient without naming a country: "our customer sits in Graz". */
const ofBuyer = ['of-a-deal', 'of-somebody', 'consigned', 'heard-from']
/** Marks that suggest a deal, unless the words are plainly about something else: "May Ecuador get one?" */
const ofDeal = ['proceeds', 'asks-position', 'goes-to', 'asks-on', 'wants-verdicts']
/** A message with one of these marks begins a deal unless its score for another topic than exports is higher than this. */
const mostElsewhere = 5

/**
 * Whether a message tells something of a deal without naming the item: where it goes ("what do I need for Germany?"), a figure
 * ("900 km/h"), the end use, the recipient. `isElsewhere`: its words suggest another topic than exports.
 */
export function beginsDeal(base: Base, message: Message, reading: Reading, isElsewhere: boolean): boolean {
  const { marks, tokens, text } = message
  if (reading.item !== undefined || tokens.length > longest || !tellsSomething(reading)) return false
  if (marks.any('somebodys-country') || (reading.places.length > 0 && tellsOnlyOrigin(message))) return false
  const isGreeting = marks.any('greets')
  // "Intern, Chinese by birth, Australian since 2022" tells who gets the data.
  if (!isGreeting && !isElsewhere && reading.nationalities.length > 0 && tagged(message.mentions, 'person').length > 0) return true
  if (Object.keys(reading.facts).length > 0 || ofBuyer.some((mark) => marks.any(mark) && !(isGreeting && mark === 'of-a-deal'))) return true
  // "Hello from Graz" and "hi, we are back from Graz" are only greetings.
  if (isGreeting) return false
  if (tokens.length <= fewest) return true
  const isAsked = text.includes('?') || marks.any('asks')
  const isOfDeal = ofDeal.some((mark) => marks.any(mark)) || (!isAsked && marks.any('points'))
  return isOfDeal ? opinionOnTopic(base, message) <= mostElsewhere : !(isElsewhere || isAsked)
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
  return counts.some(({ length }) => length > 0) || usPerson || foreignPerson || date !== undefined || general !== undefined
}

/** Whether a message says where something goes, and nothing else. */
export const tellsOnlyPlaces = (reading: Reading): boolean =>
  reading.places.length > 0 && !tellsSomething({ ...reading, places: [], nationalities: [] })
