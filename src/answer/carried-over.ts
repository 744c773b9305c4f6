import type { Turn } from './conversation-types.ts'
import type { Reading } from '../language/reading.ts'
import type { Reader } from '../language/reader.ts'
import { isOfDeal } from './turns.ts'

/** At most this many messages of earlier deals are remembered. */
const mostPast = 12

/** The messages of earlier deals, remembered so that the conversation can return to their items. */
const remembered = (turns: readonly Turn[]): readonly Turn[] =>
  turns
    .filter((turn) => turn.past === true || isOfDeal(turn))
    .slice(-mostPast)
    .map(({ text, today, wants }) => ({ text, today, ...(wants === undefined ? {} : { wants }), past: true }))

/**
 * The earlier messages that count for a message that could start a deal of its own: those of past deals,
 * open statements, and other statements if the deal may be the same. What does not count: statements that an
 * answer has already asked about, yes and no, and what asked for a rule or a list or waits for an item. If
 * the asker starts over, only past deals count.
 */
export function carriedOver(
  reader: Reader,
  asked: { readonly question: string; readonly turns: readonly Turn[] },
  about: Reading | undefined,
  readings: readonly Reading[],
): readonly Turn[] {
  const past = remembered(asked.turns)
  if (reader.startsOver(asked.question)) return past
  const isSame = readings.every((reading) => isSameDeal(about, reading))
  const statements = asked.turns
    .filter(
      (turn) =>
        turn.asked !== true &&
        turn.topic !== true &&
        turn.listed === undefined &&
        turn.settled === undefined &&
        (turn.begins !== true || turn.open === true) &&
        turn.past !== true &&
        (turn.open === true || (isSame && reader.statement(turn.text, turn.today) !== undefined)),
    )
    .map((turn): Turn => ({ ...turn, open: true }))
  return [...past, ...statements]
}

/**
 * Whether a message that could start a deal of its own may be about the same deal as before: it has the
 * same item or one of its places, or one of the two deals has no item or place yet.
 */
function isSameDeal(before: Reading | undefined, { item, places }: Reading): boolean {
  if (before?.item === undefined || before.places.length === 0 || item === undefined) return true
  const isItem = before.item.source.kind === item.source.kind && before.item.source.id === item.source.id
  return isItem || before.places.some(({ codes }) => places.some((place) => place.codes.some((code) => codes.includes(code))))
}
