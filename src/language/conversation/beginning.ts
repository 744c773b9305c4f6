import type { Message } from '../message.ts'
import type { Reading } from '../reading.ts'

/** So many words, at most, only name a place, ask of one, or only tell a figure. */
const [mostOfPlace, mostOfPlaceAsked, mostOfFigure] = [3, 5, 6]

/** Marks of messages that speak of where a thing goes or who gets it, though they do not name it: "our customer sits in Graz". */
const ofDeal = ['of-a-deal', 'of-somebody', 'consigned', 'proceeds', 'asks-position', 'goes-to', 'asks-on', 'points', 'wants-verdicts']

/**
 * Whether a message tells something of a deal whose thing is not named yet: where it goes ("what do I need for Germany?") or a figure
 * ("900 km/h"). `isElsewhere`: by its words it is about something else than exports.
 */
export function beginsDeal({ marks, tokens, text }: Message, reading: Reading, isElsewhere: boolean): boolean {
  const { item, places, figures, measured, bare } = reading
  if (item !== undefined) return false
  const isAsked = text.includes('?')
  if (places.some(({ role }) => role === 'destination'))
    return (
      tokens.length <= mostOfPlace ||
      ofDeal.some((mark) => marks.any(mark)) ||
      (isAsked && !isElsewhere && tokens.length <= mostOfPlaceAsked)
    )
  return !isAsked && tokens.length <= mostOfFigure && Object.keys(figures).length + measured.length + bare.length > 0
}
