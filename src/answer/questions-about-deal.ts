import type { Base } from '../knowledge/base.ts'
import type { PlaceReading, Reading } from '../language/reading.ts'
import type { Reader, UnderstoodMessage } from '../language/reader.ts'
import { toPlainText } from '../port/plain.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Answer, AskedInConversation, Turn } from './conversation-types.ts'
import { decideDeal } from './decide-deal.ts'
import { composeDifference } from './difference.ts'
import type { HeldLeg } from './held-leg.ts'
import { composeEasier } from './compose-easier.ts'
import { evidenceOf } from './conversation-evidence.ts'
import { withLatestOpen, askedBy } from './turns.ts'

/** A message (`said`), as it was read, and the deal talked about before it; `undefined` if there was none. */
type Asking = {
  readonly said: string
  readonly understood: UnderstoodMessage
  readonly about: Reading | undefined
}

/**
 * Answers a question about a deal: why its places get different verdicts, or what would make the verdict
 * milder. If facts of the deal are missing, the answer asks for them first. `undefined` if the message asks
 * neither or adds something to the deal, if there is no deal, or if there are too few or too many places.
 */
export function answerQuestionAboutDeal(
  base: Base,
  reader: Reader,
  asked: AskedInConversation,
  { said, understood, about }: Asking,
): Answer | undefined {
  const { asksDifference, asksEasier } = understood
  if (!asksDifference && !asksEasier) return undefined
  const own = reader.read(said, asked.today)
  const deal = own.kind === 'read' && reader.statement(said, asked.today) === undefined ? dealAsked(own.readings, about) : undefined
  if (deal === undefined) return undefined
  const places = asksDifference ? deal.all : deal.named.length > 0 ? deal.named : deal.all
  if (places.length < (asksDifference ? 2 : 1) || places.length > mostPlaces) return undefined
  const evidence = evidenceOf(reader, asked.turns, () => [reader.evidence(said, asked.today)])
  const intent = places.length > 1 ? 'compare' : 'verdict'
  const found = decideDeal(base, asked, intent, [{ ...deal.reading, places }], { ...understood, evidence })
  const named = new Set(deal.named.flatMap(({ codes }) => codes))
  const isNamed = ({ country }: HeldLeg): boolean => country !== undefined && named.has(country)
  const turn: Turn = { text: said, today: asked.today, ...askedBy(found) }
  const turns = deal.isNew ? withLatestOpen([...asked.turns, turn]) : asked.turns
  if (found.legs.some(({ shown: verdict }) => verdict === 'need-facts')) return { ...found, turns }
  const reply: ChatReply = asksDifference ? composeDifference(base, found, isNamed) : composeEasier(base, found)
  return { ...found, reply, text: toPlainText(reply), turns }
}

/** A question about more places than this is not answered here. */
const mostPlaces = 30

/**
 * The deal that a question is about (`reading`), the places that the message names (`named`), and all
 * places to compare (`all`).
 */
type Deal = {
  readonly reading: Reading
  readonly named: readonly PlaceReading[]
  readonly all: readonly PlaceReading[]
  /** The message describes the deal itself, instead of asking about the deal before it. */
  readonly isNew: boolean
}

function dealAsked([own, other]: readonly Reading[], about: Reading | undefined): Deal | undefined {
  if (own === undefined || other !== undefined || own.unknown.length > 0) return undefined
  const named = own.places
  if (own.item !== undefined) return { reading: own, named, all: named, isNew: true }
  const isPlain = Object.keys(own.facts).length === 0 && own.date === undefined
  if (about?.item === undefined || about.also.length > 0 || !isPlain) return undefined
  const before = [...about.places, ...about.talkedOf.flat()].filter(({ role }) => role === 'destination')
  return { reading: about, named, all: onceEach([...before, ...named]), isNew: false }
}

const onceEach = (places: readonly PlaceReading[]): readonly PlaceReading[] =>
  [...new Map(places.toReversed().map((place) => [place.codes.join(), place])).values()].toReversed()
