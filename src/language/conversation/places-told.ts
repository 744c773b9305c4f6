import { breaks, namedIn, type Message } from '../message.ts'
import { isIn } from '../patterns/classes.ts'
import type { MessageBuilder } from '../build-message.ts'
import type { Mention } from '../names/mention.ts'
import type { PlaceReading, Reading } from '../reading.ts'
import { tokenize } from '../text/tokens.ts'

/**
 * Reads a name as a place if it was a destination earlier in the conversation, though the name alone could be a person's: "not Sofia",
 * "Sofia it is". The words around it must point to a place: in "Sofia says hi" it stays a person.
 */
export function withPlacesTold(cut: MessageBuilder, message: Message, before: Reading | undefined): Message {
  const known = [...new Map((before?.talkedOf.flat() ?? []).filter(isPlain).map((place) => [place.typed, place])).values()]
  const found = known.flatMap((place) => mentionsOf(message, place))
  if (found.length === 0) return message
  const { text, tokens, classes, mentions, guesses } = message
  const typed = new Set(found.map((one) => one.typed))
  return cut.message({
    text,
    tokens,
    classes,
    mentions: [...mentions, ...found].toSorted((one, other) => one.from - other.from),
    guesses: guesses.filter((guess) => !typed.has(guess.typed)),
  })
}

const isPlain = ({ codes, role, region, presumed }: PlaceReading): boolean =>
  codes.length === 1 && (role === 'destination' || role === 'onward') && region === undefined && presumed === undefined

function mentionsOf(message: Message, { codes: [code], typed }: PlaceReading): readonly Mention[] {
  const { text, tokens, mentions } = message
  const words = tokenize(typed).map(({ word }) => word)
  const isNamed = namedIn(mentions)
  return tokens.flatMap(({ start }, from): Mention[] => {
    const to = from + words.length
    const last = tokens[to - 1]
    const isIt = words.length > 0 && words.every((word, index) => tokens[from + index]?.word === word && !isNamed.has(from + index))
    if (!isIt || last === undefined || code === undefined || !isTold(message, from, to)) return []
    return [{ meanings: [{ kind: 'country', code }], from, to, start, end: last.end, typed: text.slice(start, last.end) }]
  })
}

/**
 * Whether the words around a name show that it is a place: the name is the whole message, or ends a clause
 * after a word like "to" or "not", or is before words like "it is".
 */
function isTold(message: Message, from: number, to: number): boolean {
  const next = message.tokens[to]
  const endsHere = next === undefined || breaks.test(next.parted)
  return (
    (endsHere && (message.tokens.length === to - from || isIn(message, from - 1, 'leads-to-told'))) || isIn(message, to, 'settles-told')
  )
}
