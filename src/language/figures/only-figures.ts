import type { Base } from '../../knowledge/base.ts'
import type { Message } from '../message.ts'
import { piecesOf } from '../text/pieces.ts'
import { readFigures } from './quantities.ts'
import { scaleWords, wordsOfAnswers } from './words-around.ts'

/**
 * Whether a message says nothing but figures, of the thing talked about: "it flies 120 km", "sorry, a typo, it's 1.3 million". False if its
 * number counts something: "sorry, 13 pieces".
 */
export function tellsOnlyFigures(base: Base, message: Message): boolean {
  if (message.marks.any('number-counts')) return false
  const spans = [
    ...readFigures(base, message).spans,
    ...piecesOf(message).filter(({ kind }) => kind === 'number'),
    ...message.things.map(({ mention }) => mention),
    ...message.classes.flatMap((classes, at) =>
      classes
        .filter(({ name }) => plain.has(name))
        .map(({ to }) => ({ start: message.tokens[at]?.start ?? 0, end: message.tokens[to - 1]?.end ?? 0 })),
    ),
  ]
  return message.tokens.every(
    ({ word, start, end }) =>
      wordsOfAnswers(base).has(word) || scaleWords(base).has(word) || spans.some((span) => span.start <= start && end <= span.end),
  )
}

/** The classes of words that can stand around a figure and say nothing else. */
const plain: ReadonlySet<string> = new Set([
  'attains',
  'opening',
  'nod',
  'pointing',
  'figure-name',
  'on-end',
  'mistaken',
  'slip',
  'swearing',
])
