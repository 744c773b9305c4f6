import type { Base } from '../knowledge/base.ts'
import type { Mention } from './lexicon.ts'
import { breaks, wordsBefore, type Message } from './message.ts'
import { wordSet } from './text.ts'
import { readingOf } from './named.ts'

/**
 * What part a thing that is named plays in a deal: it `goes`; it is `away` ("a stage without its igniter", "instead of a stage");
 * or it is `beside`, and only says what another thing is for, or who deals in it ("valves for a launcher", "our rocket company").
 */
export type Part = 'goes' | 'beside' | 'away'

/** The part that a name of a thing plays. What is not understood goes: one thing too many only makes an answer stricter. */
export function partOf(base: Base, message: Message, mention: Mention): Part {
  if (isLeftAway(message, mention) || isBackground(base, message, mention)) return 'away'
  return isCompound(base, message, mention) || isTrade(message, mention) || isPurpose(base, message, mention) ? 'beside' : 'goes'
}

/** "A stage without its igniter", "nothing to do with missiles", "the igniter is not included". */
const isLeftAway = ({ text }: Message, { start, end }: Mention): boolean =>
  /\b(?:without|no|less|minus|excluding|except(?: for)?|not including|nothing to do with|unrelated to|not(?: related to| for)?)\s+(?:(?:the|its|an?|any|our|their)\s+)?$/i.test(
    text.slice(Math.max(0, start - 30), start),
  ) ||
  /^\s+(?:is|are|was|were|will be|comes?)\s?(?:not|n't) (?:included|part of|fitted|installed|in it|on it|with it)/i.test(
    text.slice(end, end + 40),
  )

/** "We make stages and want to ship igniters", "instead of a stage, igniters": what is said of a thing is not that it goes. */
function isBackground(base: Base, { text, mentions }: Message, { start, end, to }: Mention): boolean {
  const before = text.slice(Math.max(0, start - 50), start)
  if (/\b(?:instead of|rather than)\s+(?:[\w-]+\s+){0,2}$/i.test(before)) return true
  const next = mentions.find((other) => other.from >= to && readingOf(base, other) !== undefined)
  return next !== undefined && trade.test(before) && dealing.test(text.slice(end, next.start))
}

const trade =
  /\b(?:makes|builds|manufactures|produces|operates|flies|launches|develops|designs|(?:we|they|who) (?:make|build|manufacture|produce|operate|fly|launch|develop|design)|(?:makers?|builders?|operators?) of|(?:we are|we're|i work for|i'm with) (?:an?|the)?)\s+(?:[\w-]+\s+){0,2}$/i
/** From here on another thing is dealt with; a word that takes the first up again says that it goes, too. */
const dealing =
  /^(?![^]*\b(?:it|them|these|those|both|all)\b)[^]*\b(?:wants?|needs?|orders?|asks?|buys?|gets?|receives?|sells?|ships?|exports?|sends?|offers?|transfers?)\b/i

/** "A stage igniter", "the stage's igniter". */
const isCompound = (base: Base, { text, mentions }: Message, { to, end }: Mention): boolean =>
  mentions.some(
    (other) => other.from === to && readingOf(base, other) !== undefined && /^(?:[\s-]*|'s?\s*)$/.test(text.slice(end, other.start)),
  )

const trades = wordSet(
  'company firm maker manufacturer startup business team club program programme industry division department customer integrator provider operator agency school museum park conference house builder supplier family line project society association engineer designer',
)
const deals = wordSet('build make fly flie operate launch launche design develop')

/** "Our rocket company", "a customer that also builds stages". */
function isTrade(message: Message, { from, to, end }: Mention): boolean {
  const { text, tokens } = message
  const next = tokens[to]
  if (next !== undefined && trades.has(next.word) && !breaks.test(text.slice(end, next.start))) return true
  const before = wordsBefore(message.tokens, from, 6)
  const verb = before.slice(0, 3).findIndex((word) => deals.has(word))
  return verb >= 0 && before.slice(verb, verb + 3).some((word) => /^(?:that|who|which)$/.test(word))
}

const leads = wordSet('for of onto aboard against fit fits')
const inside = wordSet('in into on from inside within')
const uses = wordSet('use used installed mounted flown flying integrated go goe going fitted designed intended')
const joins = wordSet('and or plus also with without less not no except including')

/** "Valves for a launch vehicle", "a sensor used on a stage", after another thing was named. */
function isPurpose(base: Base, message: Message, { from, start }: Mention): boolean {
  const { entries, mentions } = message
  const isFirst =
    !mentions.some((other) => other.to <= from && readingOf(base, other) !== undefined) &&
    !entries.some((entry) => entry.end <= start)
  if (isFirst) return false
  const before = wordsBefore(message.tokens, from, 8)
  const lead = before.findIndex((word, index) => leads.has(word) || (inside.has(word) && uses.has(before[index + 1] ?? '')))
  return lead >= 0 && !before.slice(0, lead).some((word) => joins.has(word))
}
