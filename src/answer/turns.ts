import type { Turn, Answer } from './conversation-types.ts'
import type { Base } from '../knowledge/base.ts'
import type { Reading } from '../language/reading.ts'
import type { Intent } from '../language/request/intent.ts'
import type { ListRequest } from '../language/request/list-request.ts'
import type { Reader } from '../language/reader.ts'
import { keyOf } from './doubt.ts'
import { listTopic, withList } from './list-topic.ts'

/**
 * After this many messages, all but open statements are forgotten, and the next message is read on its own.
 */
const longestTalk = 50

/** At most this many open statements are kept; older ones are dropped. */
const mostOpen = 20

/**
 * The deal that a conversation is about after its turns; `undefined` if it is about none. A question about a rule that names an item does
 * not replace a deal.
 */
export function aboutOf(base: Base, reader: Reader, turns: readonly Turn[]): Reading | undefined {
  return turns.reduce<Reading | undefined>((before, { text, today, open, topic, listed, settled, refused, begins, past }, index) => {
    if (
      open === true ||
      listed !== undefined ||
      settled !== undefined ||
      refused === true ||
      begins === true ||
      (topic === true && turns.slice(0, index).some(isOfDeal))
    )
      return before
    const said = past === true ? withPastCounted(turns.slice(0, index)) : turns.slice(0, index)
    const understood = reader.read(text, today, before ?? listTopic(base, reader, said, text), wantedIn(said))
    return understood.kind === 'read' ? lastDeal(understood.readings) : before
  }, undefined)
}

/** The last deal of a message, as the reading of the first item of that deal; `undefined` if there is no reading. */
const lastDeal = (readings: readonly Reading[]): Reading | undefined => readings.find(({ also }) => also === readings.at(-1)?.also)

/** Whether a message is about the present deal: its answer gave a verdict, or asked for what was missing. */
export const isOfDeal = ({ open, topic, listed, settled, refused, begins, past }: Turn): boolean =>
  ![open, topic, refused, begins, past].includes(true) && listed === undefined && settled === undefined

/**
 * If the last answer asked "Is that so?": its turn, the turns before it, and what a yes settles. Otherwise
 * `undefined`.
 */
export function turnAwaitingYes(
  turns: readonly Turn[],
): { readonly turn: Turn; readonly before: readonly Turn[]; readonly settles: readonly string[] } | undefined {
  const turn = turns.at(-1)
  return turn?.confirms === undefined ? undefined : { turn, before: turns.slice(0, -1), settles: turn.confirms }
}

/**
 * The turns as they count once the asker says anything but yes or no: the question "Is that so?" no longer
 * waits for a yes, and refused messages are dropped unless they state something.
 */
export const withoutOpenQuestion = (turns: readonly Turn[]): readonly Turn[] =>
  turns
    .filter(({ refused, open }) => refused !== true || open === true)
    .map((turn) => (turn.confirms === undefined ? turn : { ...turn, confirms: undefined }))

/** The last turn, with the turns before it, if it was refused; otherwise `undefined`. */
export function refusedIn(turns: readonly Turn[]): { readonly turn: Turn; readonly before: readonly Turn[] } | undefined {
  const turn = turns.at(-1)
  return turn?.refused === true ? { turn, before: turns.slice(0, -1) } : undefined
}

/** The keys of all doubts that the asker has settled with a yes: their words change nothing. */
export const settledIn = (turns: readonly Turn[]): ReadonlySet<string> => new Set(turns.flatMap(({ settled }) => settled ?? []))

/**
 * What the last answer about the present deal asked for first (`wants` of {@link Turn}); `undefined` if it
 * asked for nothing.
 */
export const wantedIn = (turns: readonly Turn[]): string | undefined => turns.findLast(isOfDeal)?.wants

/** The turns once the conversation returns to an earlier deal: what was said about that deal counts again. */
export const withPastCounted = (turns: readonly Turn[]): readonly Turn[] =>
  turns.map((turn) => {
    const { past, ...kept } = turn
    return past === true ? kept : turn
  })

type Asking = { readonly intent: Intent; readonly readings: readonly Reading[]; readonly list: ListRequest }

/**
 * Adds to the turns a message that asks for a rule and names an item, because a later message can say where
 * the item goes. If the message asks whether a place is on a list, it is added as a question about that list.
 */
export function withTopic(turns: readonly Turn[], { text, today }: Turn, { intent, readings, list }: Asking): readonly Turn[] {
  if (intent === 'lookup' && list.asksMembership && list.lists.length > 0) return withList(turns, { text, today })
  const isTopic = intent === 'lookup' && readings.some(({ item }) => item !== undefined)
  return isTopic ? [...turns.filter(({ topic }) => topic !== true), { text, today, topic: true }] : turns
}

/** Drops all but the latest open statements. */
export function withLatestOpen(turns: readonly Turn[]): readonly Turn[] {
  const old = new Set(turns.filter(({ open }) => open === true).slice(0, -mostOpen))
  return turns.filter((turn) => !old.has(turn))
}

/**
 * For a message that takes back its beginning ("A stage to Japan? No wait, the fairing"): `said` is its
 * last part, and the beginning is added to the turns if it asks about a deal. Any other message stays whole.
 * If the message is not the first, thanks at its beginning, and thanks and a name at its end, are dropped. If the conversation is too long
 * ({@link longestTalk}), only open statements are kept.
 */
export function lastSaid(
  reader: Reader,
  { question, today, turns = [] }: { readonly question: string; readonly today: string; readonly turns?: readonly Turn[] },
): { readonly said: string; readonly turns: readonly Turn[] } {
  const before = turns.length > longestTalk ? turns.filter(({ open }) => open === true) : turns
  const parts = reader.parts(question)
  const last = parts.at(-1) ?? question
  return {
    said: before.length === 0 ? last : reader.withoutThanks(last),
    turns: [...before, ...parts.slice(0, -1).flatMap((text): Turn[] => (asksOfDeal(reader, text, today) ? [{ text, today }] : []))],
  }
}

function asksOfDeal(reader: Reader, text: string, today: string): boolean {
  const understood = reader.read(text, today)
  return understood.kind === 'read' && (understood.intent === 'verdict' || understood.intent === 'compare')
}

/**
 * What an answer asks for first (a fact, what its first doubt needs, or the destination if none was named),
 * and what a yes to the answer would settle. Empty if it asks nothing.
 */
export function askedBy({ legs, verdict, confirm }: Answer): Pick<Turn, 'wants' | 'confirms'> {
  const asking = legs.find(({ shown, doubts, asks }) => shown === verdict && (doubts.length > 0 || asks.length > 0))
  const [doubt] = asking?.doubts ?? []
  const isPlaceOpen = legs.some(({ leg }) => leg.place === undefined)
  const wants = doubt === undefined ? (asking?.asks[0] ?? (isPlaceOpen ? 'destination' : undefined)) : keyOf(doubt)
  return { ...(wants === undefined ? {} : { wants }), ...(confirm === null ? {} : { confirms: confirm.settles }) }
}
