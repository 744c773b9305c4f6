import type { Evidence } from '../language/evidence/evidence.ts'
import type { Reading } from '../language/reading.ts'
import type { UnderstoodMessage } from '../language/reader.ts'
import type { Answer, Answerer, AskedInConversation } from './conversation-types.ts'
import { decideCurrentDeal } from './decide-deal.ts'
import { knowsSection, mayKnowSection } from './sections.ts'
import { clears } from '../engine/shown-verdict.ts'

/**
 * For a message such as "is that a problem?" that no article answers: decides the deal talked about again.
 * `undefined` if the message is not about that deal, or if the verdict would be milder than case by case.
 * (A mild verdict must not ignore words that were not understood.)
 */
export function answerVagueQuestion(
  { base, reader, search }: Answerer,
  asked: AskedInConversation,
  said: string,
  deal: Reading,
  { onTopic, help }: UnderstoodMessage,
): Answer | undefined {
  const isAboutDeal = deal.item !== undefined && deal.places.length > 0 && help.length === 0
  const isKnown = reader.points(said) ? knowsSection(search, said, onTopic) : mayKnowSection(search, said, onTopic)
  if (!isAboutDeal || isKnown || said.trim().split(/\s+/).length > mostOfAside) return undefined
  if (!reader.points(said) && !namesNothing(reader.evidence(said, asked.today), said)) return undefined
  const again = decideCurrentDeal(base, reader, asked, deal, [reader.evidence(said, asked.today)])
  return again.verdict === null || clears(again.verdict) ? undefined : again
}

/**
 * Whether a message is a question that names no thing, place or company and has no unexplained word: "so
 * which standard of review?".
 */
const namesNothing = ({ things, unknownThings, seconds, places, unknownPlaces, strays, nearPlaces }: Evidence, said: string): boolean =>
  said.trimEnd().endsWith('?') &&
  [things, unknownThings, seconds, places, unknownPlaces, strays, nearPlaces].every(({ length }) => length === 0)

/** A message with more words than this is more than a short question about the deal talked about. */
const mostOfAside = 20
