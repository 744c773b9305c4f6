import type { Base } from '../knowledge/base.ts'
import { isListedCountry } from '../language/names/listed-countries.ts'
import { tellsOnlyPlaces } from '../language/conversation/beginning.ts'
import type { Reading } from '../language/reading.ts'
import type { Reader, UnderstoodMessage } from '../language/reader.ts'
import type { Turn } from './conversation-types.ts'

/**
 * A message of at most this many words ("payload 700 kg") counts as part of a deal, even if an article
 * section also fits it.
 */
const mostInFragment = 6

/**
 * Only the latest waiting messages, at most this many, are read together with the message that names the
 * item.
 */
const mostKept = 6

/**
 * Whether a message is about a deal whose item nobody has named yet, so that it must wait for the item: "what do I need for Germany?",
 * "900 km/h".
 */
export function waitsForItem({ begins, intent, talk, text, readings }: UnderstoodMessage): boolean {
  const [reading] = readings
  const tells = Object.keys(reading?.facts ?? {}).length > 0 || (reading?.nationalities.length ?? 0) > 0
  const isFragment = tells || text.trim().split(/\s+/).length <= mostInFragment
  return (
    begins &&
    (talk === undefined || talk === 'greeting') &&
    (intent === 'other' || (intent === 'lookup' && isFragment && !text.includes('?')))
  )
}

/** The latest messages that wait for an item to be named. */
const beginningOf = (turns: readonly Turn[]): readonly Turn[] =>
  turns
    .slice(turns.findLastIndex(({ begins, open }) => begins !== true && open !== true) + 1)
    .filter(({ begins }) => begins === true)
    .slice(-mostKept)

/**
 * Joins messages that waited for an item with the message that names the item, or that asks for a verdict. So
 * a deal can be described in any order. `said` is the joined text, `turns` the other messages. If the last
 * message names a place, waiting messages that only name other places are not joined, unless those are listed
 * countries.
 */
export function withWaiting(
  base: Base,
  reader: Reader,
  { said, turns, today }: { readonly said: string; readonly turns: readonly Turn[]; readonly today: string },
): { readonly said: string; readonly turns: readonly Turn[] } {
  const beginning = beginningOf(turns)
  if (beginning.length === 0 || reader.startsOver(said)) return { said, turns }
  const understood = reader.read(said, today)
  const now = understood.kind === 'read' ? understood.readings[0] : undefined
  const isDeal = understood.kind === 'read' && (asksForVerdict(understood.intent) || (now?.item !== undefined && !reader.asks(said)))
  if (now === undefined || !isDeal) return { said, turns }
  const isPlaced = now.places.length > 0
  const taken = beginning.filter(({ text }) => {
    const before = isPlaced ? readingOf(reader, text, today) : undefined
    return (
      before === undefined ||
      !tellsOnlyPlaces(before) ||
      before.places.some(({ codes }) => codes.some((code) => isListedCountry(base, code)))
    )
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

const asksForVerdict = (intent: UnderstoodMessage['intent']): boolean => intent === 'verdict' || intent === 'compare'

function readingOf(reader: Reader, text: string, today: string): Reading | undefined {
  const understood = reader.read(text, today)
  return understood.kind === 'read' ? understood.readings[0] : undefined
}

/**
 * Adds a full stop to a text without an end mark, but not to a bare number, because its unit can be in the
 * next message.
 */
const sentence = (text: string): string => (/[.!?…]\W*$|^[\d.,\s]+$/.test(text) ? text : `${text}.`)
