import type { Base } from '../knowledge/base.ts'
import type { Found, Search } from '../knowledge/search.ts'
import { terms } from '../knowledge/terms.ts'
import type { Reading } from '../language/reading.ts'
import type { Understood } from '../language/understand.ts'
import { toPlainText } from '../port/plain.ts'
import type { Block, ChatReply } from '../port/reply.ts'
import type { Answer } from './answer.ts'
import { showCite } from './explain.ts'
import { subjectOf } from './question.ts'
import type { HeldLeg } from './doubts.ts'
import { joined, proseLayer, withSources } from './layers.ts'
import { leadOf, partedBody } from './sections.ts'
import { lowerFirst } from './words.ts'

/** Nothing of a deal is told in a message, nor was before: where it asks a section's own question, that is what it wants. */
export const tellsNoDeal = ({ intent, talk, readings }: Understood & { readonly kind: 'read' }, about: Reading | undefined): boolean =>
  (intent === 'other' && (talk === undefined || talk === 'greeting')) ||
  (intent === 'verdict' && about === undefined && readings.every(({ item, places }) => item === undefined && places.length === 0))

/** So much of a message's words speak for a rule, in points, that one is shown where the deal in it is open; and beside any. */
export const [likelyARule, surelyARule] = [0, 12]

/** Whether a message that tells no deal asks for a rule: in a section's own words, or in words that speak for a rule. */
export const asksForRule = ({
  rulelike,
  ruleAsked,
  ruleLikely,
}: {
  readonly rulelike: number
  readonly ruleAsked: () => Found | undefined
  readonly ruleLikely: () => Found | undefined
}): boolean => ruleAsked() !== undefined || (rulelike > noOther && (ruleLikely()?.weight ?? 0) >= leastForADeal)

/** So much must speak for a rule where nothing else shows that exports are talked of. */
const noOther = 20

/** Whether a message names nothing of a deal: behind an answer it can ask on about that one. */
export const isAside = ({ intent, talk, follows, readings }: Understood & { readonly kind: 'read' }): boolean =>
  (intent === 'other' || intent === 'lookup') &&
  talk === undefined &&
  !follows &&
  readings.every(({ item, places, unknown }) => item === undefined && places.length + unknown.length === 0)

/**
 * A short question on the deal that was answered, with what it leaves out: "what do I file?" is asked of a license under the ITAR or
 * the EAR. `about` says what was answered; `undefined` where no section is asked for in these words.
 */
export function askedOfDeal(
  base: Base,
  search: Search,
  question: string,
  decidedAgain: () => Answer,
): { readonly text: string; readonly about: string } | undefined {
  const asked = terms(question).length
  if (asked === 0 || asked > mostAsked) return undefined
  const { legs, reply } = decidedAgain()
  const laws = new Set(legs.flatMap(({ classes }) => classes.map((id) => base.classes.get(id)?.jurisdiction)))
  const [law] = laws
  const [leg] = legs
  if (law === undefined || laws.size > 1 || leg === undefined) return undefined
  const text = `${question} ${law} license`
  const [found] = search(text, 1, ofDeal)
  if (found === undefined || found.asked < ofDeal || found.weight < leastOfDeal) return undefined
  return { text, about: `${reply.subtitle ?? subjectOf(base, leg)}: ${lowerFirst(reply.title)}.` }
}

/** A short question on a deal has no more telling words; the heading and wordings of its section have so much of them, so telling. */
const mostAsked = 4
const ofDeal = 0.7
const leastOfDeal = 7.5

/**
 * An answer that also tells the rule that is asked for, with its sources: first where no deal may be meant, because none is told of or
 * its facts are missing; else below what was decided, in short unless `isWhole`.
 */
export function withRule(base: Base, found: Answer, ruleAsked: () => Found | undefined, { isFirst = false, isWhole = false } = {}): Answer {
  const rule = ruleAsked()
  if (rule === undefined || (rule.weight < leastForADeal && rule.isIt === undefined)) return found
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
      ? [said(front), { kind: 'text', label: 'As a deal', text: dealt }, ...blocks]
      : [...blocks, { kind: 'text', label: 'On the rule itself', text: `${heading} ${front}` }],
    layers: withSources(
      joined([...proseLayer(rest === '' ? [] : [rest]), ...layers]),
      rule.article.sources.slice(0, mostBeside).map((cite) => showCite(base, cite)),
    ),
  }
  return { ...found, reply, text: toPlainText(reply) }
}

/** Whether a section asks of countries by name, and of none that the deal goes to. */
function isOfOtherPlaces(base: Base, heading: string, legs: readonly HeldLeg[]): boolean {
  const words = new Set(heading.split(/[^\p{L}]+/u))
  const named = [...base.countries].flatMap(([code, { name }]) =>
    (name.includes(' ') ? heading.includes(name) : words.has(name)) ? [code] : [],
  )
  return named.length > 0 && !legs.some(({ country }) => country !== undefined && named.includes(country))
}

/** What goes, what its data are of, or where to, is not told. */
const isUnnamed = ({ leg: { reading, place } }: HeldLeg): boolean =>
  reading.item === undefined || (reading.item.level === 'data' && reading.article === undefined) || place === undefined

const said = (text: string): Block => ({ kind: 'text', text })

/** What a deal has in common with a section must tell so much, else it is only a deal. */
const leastForADeal = 11.5
const mostBeside = 4
