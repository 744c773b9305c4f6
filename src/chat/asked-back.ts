import { answer } from '../answer/answer.ts'
import type { Answer, Turn } from '../answer/conversation-types.ts'
import { withoutRule } from '../answer/rule-follow-up.ts'
import { askedBy } from '../answer/turns.ts'
import type { ChatParts } from './plan.ts'

/** A message with more words than this is not an answer to Licet's question; it is about something else. */
const mostWords = 12

/**
 * Whether a message answers the question that Licet asked last in a conversation. Read as the next message,
 * it must lead to an answer about a deal in which Licet does not ask the same again, unless the message
 * says "I don't know". So a short question about another deal also counts; a message of more than {@link
 * mostWords} words never does.
 */
export const answersBack = (parts: Pick<ChatParts, 'versions'>, turns: readonly Turn[], text: string, today: string): boolean =>
  answerTo(parts, turns, text, today) !== undefined

/**
 * Whether a message that was not addressed to Licet answers Licet's last question. It must be an answer and
 * nothing else; examples are "South", "civil, I'd say", "90 km".
 */
export function isPlainAnswer(parts: Pick<ChatParts, 'versions'>, turns: readonly Turn[], text: string, today: string): boolean {
  const { base, reader } = parts.versions.current
  const given = answerTo(parts, turns, text, today)
  if (given === undefined) return false
  if (reader.onlyNotKnown(text) || reader.yesOrNo(text) !== undefined) return true
  const codes = given.legs.flatMap(({ leg }) => leg.place?.codes ?? [])
  const ofPlaces = new Set(
    codes.flatMap((code) => base.countries.get(code)?.names ?? []).flatMap((name) => name.toLowerCase().split(/\W+/)),
  )
  const words = reader.explain(text, today)
  const says = (index: number): boolean => {
    const { typed = '', as = [], marks = [] } = words[index] ?? {}
    if (/\d/.test(typed) || /\d/.test(words[index - 1]?.typed ?? '') || marks.includes('figure-told')) return true
    // Some country codes are also common words ("brb" is Barbados), so they count only in messages addressed
    // to Licet.
    return !/^[a-z]{2,3}$/.test(typed) && (as.length > 0 || ofPlaces.has(typed.toLowerCase()))
  }
  return words.every(({ typed }, index) => idle.has(typed.toLowerCase()) || says(index))
}

/** Words that may accompany an answer and mean nothing. */
const idle = new Set(
  (
    "i it is it's its d s ll they we that think guess say said would will be the a an to for in of and " +
    'about around goes going probably maybe sorry'
  ).split(' '),
)

function answerTo({ versions }: Pick<ChatParts, 'versions'>, turns: readonly Turn[], text: string, today: string): Answer | undefined {
  const { wants, confirms } = withoutRule(turns).at(-1) ?? {}
  if ((wants === undefined && confirms === undefined) || text.trim().split(/\s+/).length > mostWords) return undefined
  const given = answer(versions.current, { question: text, asOf: today, today, turns })
  if (given.legs.length === 0 || given.turns.length <= withoutRule(turns).length) return undefined
  const asked = askedBy(given)
  const isNew = wants !== asked.wants || String(confirms) !== String(asked.confirms)
  return isNew || versions.current.reader.onlyNotKnown(text) ? given : undefined
}
