import { isMarked, spansIn, tagged, type Message } from '../message.ts'
import type { Mention } from '../names/mention.ts'
import { isLed, leadAt } from '../names/place-position.ts'
import { wordAt } from '../text/tokens.ts'

/**
 * How many words before and after a country are searched for a word for a person. If there is one, the
 * country is that person's, unless a word such as "to" leads to the country.
 */
const reach = 5

/**
 * Whether a country's name or adjective says what somebody is a citizen of ("a Chinese engineer"), and not where something goes ("to
 * China").
 */
export function isNationality(message: Message, mention: Mention): boolean {
  const { mentions } = message
  const { from, to } = mention
  const isOfSomebody =
    spansIn(message, Math.max(0, from - reach), to + reach, 'of-a-person') ||
    tagged(mentions, 'person').some((person) => person.from < to + reach && person.to > from - reach)
  const isReceiver = isLed(message, from) && wordAt(message.tokens, leadAt(message, from)) !== 'in'
  return isOfSomebody && (!isReceiver || isMarked(message, mention, 'foreigner-here'))
}
