import type { Base } from '../knowledge/base.ts'
import type { FoundSection, Search } from '../knowledge/search.ts'
import { terms } from '../knowledge/search-words.ts'
import type { Reading } from '../language/reading.ts'
import type { UnderstoodMessage } from '../language/reader.ts'
import { toPlainText } from '../port/plain.ts'
import { textBlock, type ChatReply } from '../port/reply.ts'
import type { Answer } from './conversation-types.ts'
import { showCite } from './citations.ts'
import { subjectOf } from './deal-words.ts'
import type { HeldLeg } from './held-leg.ts'
import { mergeLayers, proseLayer, withSources } from './layers.ts'
import { leadOf, partedBody } from './sections.ts'
import { lowerFirst } from './words.ts'

/**
 * Whether a message neither describes a deal nor continues one. For such a message it is checked whether an
 * article section has its question.
 */
export const tellsNoDeal = ({ intent, talk, readings }: UnderstoodMessage, about: Reading | undefined): boolean =>
  (intent === 'other' && (talk === undefined || talk === 'greeting')) ||
  (intent === 'verdict' && about === undefined && readings.every(({ item, places }) => item === undefined && places.length === 0))

/**
 * A message gets points (`rulelike`) for words that suggest a question about a rule. With more points than
 * `likelyARule`, the rule is shown beside a deal that needs more facts; with more than `surelyARule`,
 * beside any deal.
 */
export const [likelyARule, surelyARule] = [0, 12]

/** Whether a message without a deal asks for a rule: it asks a section's question, or its words strongly suggest a rule. */
export const asksForRule = ({
  rulelike,
  ruleAsked,
  ruleLikely,
}: {
  readonly rulelike: number
  readonly ruleAsked: () => FoundSection | undefined
  readonly ruleLikely: () => FoundSection | undefined
}): boolean => ruleAsked() !== undefined || (rulelike > pointsWithoutTopic && (ruleLikely()?.weight ?? 0) >= weightForADeal)

/** If nothing else shows that a message is about exports, it needs more points than this to count as asking for a rule. */
const pointsWithoutTopic = 20

/** Whether a message names neither item nor place, so that after an answer it can be a question about the deal of that answer. */
export const namesNoDeal = ({ intent, talk, follows, readings }: UnderstoodMessage): boolean =>
  (intent === 'other' || intent === 'lookup') &&
  talk === undefined &&
  !follows &&
  readings.every(({ item, places, unknown }) => item === undefined && places.length + unknown.length === 0)

/**
 * Completes a short question about the deal just answered: "what do I file?" becomes a question about a
 * license under the ITAR or EAR. Returns the completed question, and a sentence on the deal (`about`);
 * `undefined` if the question has too many words, if the deal is not under exactly one law, or if no section
 * fits.
 */
export function askedOfDeal(
  base: Base,
  search: Search,
  question: string,
  decideCurrentDeal: () => Answer,
): { readonly text: string; readonly about: string } | undefined {
  const asked = terms(question).length
  if (asked === 0 || asked > mostAsked) return undefined
  const { legs, reply } = decideCurrentDeal()
  const laws = new Set(legs.flatMap(({ classes }) => classes.map((id) => base.classes.get(id)?.jurisdiction)))
  const [law] = laws
  const [leg] = legs
  if (law === undefined || laws.size > 1 || leg === undefined) return undefined
  const text = `${question} ${law} license`
  const [found] = search(text, 1, shareOfDeal)
  if (found === undefined || found.asked < shareOfDeal || found.weight < weightOfDeal) return undefined
  return { text, about: `${reply.subtitle ?? subjectOf(base, leg)}: ${lowerFirst(reply.title)}.` }
}

/**
 * Limits for a short question about the deal just answered: it has at most `mostAsked` search words, and
 * the section that answers it has at least the share `shareOfDeal` of them and at least the weight
 * `weightOfDeal`.
 */
const mostAsked = 4
const shareOfDeal = 0.7
const weightOfDeal = 7.5

/**
 * Adds to an answer the article section on the rule asked for, with its sources. The section comes first if
 * `isFirst`, or if the deal lacks its item or place. Otherwise its first sentences follow the decision, and
 * with `isWhole` its full text is in a layer. The answer is returned unchanged if there is no section or the
 * section fits too badly; also if the section would not come first and its heading names only other countries
 * than those of the deal.
 */
export function withRule(
  base: Base,
  found: Answer,
  ruleAsked: () => FoundSection | undefined,
  { isFirst = false, isWhole = false } = {},
): Answer {
  const rule = ruleAsked()
  if (rule === undefined || (rule.weight < weightForADeal && rule.exactMatch === undefined)) return found
  const { heading, body } = rule.section
  const { title, subtitle, blocks, layers = [] } = found.reply
  const goesFirst = isFirst || (found.verdict === 'need-facts' && found.legs.some(isUnnamed))
  const { front, rest } = goesFirst ? partedBody(body) : { front: leadOf(body), rest: isWhole ? body : '' }
  if (!goesFirst && isOfOtherPlaces(base, heading, found.legs)) return found
  const dealt = `${subtitle === undefined ? '' : `${subtitle}: `}${lowerFirst(title)}.`
  const reply: ChatReply = {
    ...found.reply,
    ...(goesFirst ? { title: heading } : {}),
    blocks: goesFirst
      ? [textBlock(front), { kind: 'text', label: 'As a deal', text: dealt }, ...blocks]
      : [...blocks, { kind: 'text', label: 'On the rule itself', text: `${heading} ${front}` }],
    layers: withSources(
      mergeLayers([...proseLayer(rest === '' ? [] : [rest]), ...layers]),
      rule.article.sources.slice(0, mostSources).map((cite) => showCite(base, cite)),
    ),
  }
  return { ...found, reply, text: toPlainText(reply) }
}

/** Whether the heading of a section names countries, and none of them is a destination of the deal. */
function isOfOtherPlaces(base: Base, heading: string, legs: readonly HeldLeg[]): boolean {
  const words = new Set(heading.split(/[^\p{L}]+/u))
  const named = [...base.countries].flatMap(([code, { name }]) =>
    (name.includes(' ') ? heading.includes(name) : words.has(name)) ? [code] : [],
  )
  return named.length > 0 && !legs.some(({ country }) => country !== undefined && named.includes(country))
}

/** Whether the deal lacks its item, the article that its data are about, or its place. */
const isUnnamed = ({ leg: { reading, place } }: HeldLeg): boolean =>
  reading.item === undefined || (reading.item.level === 'data' && reading.article === undefined) || place === undefined

/**
 * If the words that a message shares with a section weigh less than this, the message only describes a deal
 * and asks for no rule.
 */
const weightForADeal = 11.3
const mostSources = 4
