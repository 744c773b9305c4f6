import type { Base } from '../knowledge/base.ts'
import { isListed } from '../language/names/standing.ts'
import { tellsOnlyPlaces } from '../language/conversation/beginning.ts'
import type { Reading } from '../language/reading.ts'
import type { Reader, Understood } from '../language/understand.ts'
import type { Turn } from './turns.ts'

type Read = Understood & { readonly kind: 'read' }

/** So many words, at most, has a message that only tells, where a section of the rules has the same words: "payload 700 kg". */
const mostInFragment = 6

/** So many messages, at most, are read with the one that names the thing, the latest. */
const mostKept = 6

/** Whether a message tells something of a deal before its thing is named, and waits for it: "what do I need for Germany?", "900 km/h". */
export function waits({ begins, intent, talk, text, readings }: Read): boolean {
  const isFragment = text.trim().split(/\s+/).length <= mostInFragment || Object.keys(readings[0]?.facts ?? {}).length > 0
  return (
    begins &&
    (talk === undefined || talk === 'greeting') &&
    (intent === 'other' || (intent === 'lookup' && isFragment && !text.includes('?')))
  )
}

/** The messages that waited, last, for a thing to be named. */
const beginningOf = (turns: readonly Turn[]): readonly Turn[] =>
  turns
    .slice(turns.findLastIndex(({ begins, open }) => begins !== true && open !== true) + 1)
    .filter(({ begins }) => begins === true)
    .slice(-mostKept)

/**
 * A message that names the thing of a deal, or asks whether it may go, as one with what was told before it: in whatever order a deal
 * is told, its answer is that of one message. Where it names a place itself, what only named another, which is not listed, is not taken
 * up.
 */
export function joined(
  base: Base,
  reader: Reader,
  { said, turns, today }: { readonly said: string; readonly turns: readonly Turn[]; readonly today: string },
): { readonly said: string; readonly turns: readonly Turn[] } {
  const beginning = beginningOf(turns)
  if (beginning.length === 0 || reader.startsOver(said)) return { said, turns }
  const understood = reader.read(said, today)
  const now = understood.kind === 'read' ? understood.readings[0] : undefined
  const isDeal = understood.kind === 'read' && (isOfDeal(understood.intent) || (now?.item !== undefined && !reader.asks(said)))
  if (now === undefined || !isDeal) return { said, turns }
  const isPlaced = now.places.length > 0
  const taken = beginning.filter(({ text }) => {
    const before = isPlaced ? readingOf(reader, text, today) : undefined
    return before === undefined || !tellsOnlyPlaces(before) || before.places.some(({ codes }) => codes.some((code) => isListed(base, code)))
  })
  if (taken.length === 0) return { said, turns }
  const rest = turns.filter((turn) => !taken.includes(turn) && (turn.begins !== true || turn.open === true))
  return {
    said: [...taken.map(({ text }) => sentence(text)), said].join(' '),
    turns: rest.map(withoutWait),
  }
}

const withoutWait = (turn: Turn): Turn => {
  const { begins, ...kept } = turn
  return begins === true ? kept : turn
}

const isOfDeal = (intent: Read['intent']): boolean => intent === 'verdict' || intent === 'compare'

function readingOf(reader: Reader, text: string, today: string): Reading | undefined {
  const understood = reader.read(text, today)
  return understood.kind === 'read' ? understood.readings[0] : undefined
}

/** A bare number waits for its unit. */
const sentence = (text: string): string => (/[.!?…]\W*$|^[\d.,\s]+$/.test(text) ? text : `${text}.`)
