import { isMarked, tagged, type Message } from '../message.ts'
import type { Mention } from '../names/mention.ts'
import { leadingWord, toward } from '../names/position.ts'
import { wordSet } from '../text/text.ts'

const peopleWords = wordSet(
  'he she national citizen citizenship nationality passport visa engineer contractor intern employee ' +
    'colleague hire student postdoc technician scientist researcher analyst consultant worker born dual ' +
    'welder machinist expat manager visitor delegation',
)

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
  const { tokens, mentions } = message
  const { from, to } = mention
  const isOfSomebody =
    tokens.slice(Math.max(0, from - reach), to + reach).some((token) => peopleWords.has(token.word)) ||
    tagged(mentions, 'person').some((person) => person.from < to + reach && person.to > from - reach)
  const isReceiver = toward.has(leadingWord(tokens, mention.from).replace('in', ''))
  return isOfSomebody && (!isReceiver || isMarked(message, mention, 'foreigner-here'))
}
