import type { Base } from '../knowledge/base.ts'
import type { Evidence } from '../language/evidence/evidence.ts'
import type { Reading } from '../language/reading.ts'
import type { Intent } from '../language/request/intent.ts'
import type { ListRequest } from '../language/request/list-request.ts'
import type { Reader } from '../language/understand.ts'
import type { Answer } from './answer.ts'
import { keyOf } from './doubt.ts'
import { listTopic, withList } from './list-topic.ts'

/**
 * A message of a conversation, with the ISO day on which it was said.
 * - `open`: a statement that no answer was about; it is only evidence for later answers.
 * - `asked`: an answer has asked about it, so it does not count for a later message that stands alone.
 * - `wants`: what its answer asked for first: a fact, or a doubt by its key in the answer contract.
 * - `confirms`: what a yes to its answer settles. `settled`: it was that yes, with what it settled; or a no, then empty.
 * - `refused`: it was refused; only what it states counts, as evidence.
 * - `topic`: it asked for a rule and named an item that a later message can continue with; it is no evidence.
 * - `listed`: it asked for a list, or (`on`) went on about one.
 * - `picks`: it only said which of the places named before are meant.
 * - `begins`: it described part of a deal and waits until the item is named.
 * - `rule`: it asked for a rule, and this is the whole question, which the next message can go on with; nothing else reads it.
 * - `past`: it belongs to an earlier deal, of which only the items are remembered.
 */
export type Turn = {
  readonly text: string
  readonly today: string
  readonly open?: true
  readonly asked?: true
  readonly topic?: true
  readonly listed?: true | 'on'
  readonly picks?: true
  readonly wants?: string
  readonly confirms?: readonly string[] | undefined
  readonly settled?: readonly string[]
  readonly refused?: true
  readonly begins?: true
  readonly rule?: string
  readonly past?: true
}

/** After this many messages, the conversation is forgotten (but for open statements), and the next message is read by itself. */
const longestTalk = 50

/** The most open statements that are kept; older ones are dropped. */
const mostOpen = 20

/** The deal that a conversation is about after its turns. A question about a rule that names an item does not replace a deal. */
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

/** The last deal of a message, as the reading of its first item. */
const lastDeal = (readings: readonly Reading[]): Reading | undefined => readings.find(({ also }) => also === readings.at(-1)?.also)

/** Whether the answer to a message gave a verdict. */
const isOfDeal = ({ open, topic, listed, settled, refused, begins, past }: Turn): boolean =>
  ![open, topic, refused, begins, past].includes(true) && listed === undefined && settled === undefined

/** If the last answer asked for a yes: its turn, the turns before it, and what the yes settles. */
export function turnAwaitingYes(
  turns: readonly Turn[],
): { readonly turn: Turn; readonly before: readonly Turn[]; readonly settles: readonly string[] } | undefined {
  const turn = turns.at(-1)
  return turn?.confirms === undefined ? undefined : { turn, before: turns.slice(0, -1), settles: turn.confirms }
}

/**
 * The turns as they count once the asker says something else: no yes is awaited any more, and refused messages are dropped unless they
 * state something.
 */
export const unasked = (turns: readonly Turn[]): readonly Turn[] =>
  turns
    .filter(({ refused, open }) => refused !== true || open === true)
    .map((turn) => (turn.confirms === undefined ? turn : { ...turn, confirms: undefined }))

/** The last turn if it was refused, with the turns before it. */
export function refusedIn(turns: readonly Turn[]): { readonly turn: Turn; readonly before: readonly Turn[] } | undefined {
  const turn = turns.at(-1)
  return turn?.refused === true ? { turn, before: turns.slice(0, -1) } : undefined
}

/** The keys of all doubts of which the asker has said that they change nothing. */
export const settledIn = (turns: readonly Turn[]): ReadonlySet<string> => new Set(turns.flatMap(({ settled }) => settled ?? []))

/** What the last answer with a verdict asked for first: a fact or a doubt (`wants`). */
export const wantedIn = (turns: readonly Turn[]): string | undefined => turns.findLast(isOfDeal)?.wants

/**
 * What each message of a conversation names, found when first needed. Statements that no answer was about (`open`) count without items.
 * `told`: the facts that are known by now.
 */
export function evidenceOf(
  reader: Reader,
  turns: readonly Turn[],
  last: () => readonly Evidence[],
  told: ReadonlySet<string> = new Set(),
): () => readonly Evidence[] {
  let found: readonly Evidence[] | undefined
  const ofTurn = ({ text, today, open, picks }: Turn): Evidence => {
    const statement = reader.statement(text, today)
    if (picks === true) return withoutDeceit(reader.evidence(text, today))
    if (statement === undefined) return reader.evidence(text, today)
    return open === true ? { ...statement, things: [], unknownThings: [], figures: [], told: [], days: [] } : statement
  }
  // "No idea" no longer counts once the fact that it answered is known.
  const closedSince = (evidence: Evidence, index: number): Evidence => {
    const wants = wantedIn(turns.slice(0, index))
    const isTold = wants !== undefined && told.has(wants) && reader.leavesOpen(turns[index]?.text ?? '')
    return isTold && evidence.things.length + evidence.places.length === 0 ? { ...evidence, loose: [] } : evidence
  }
  const all = (): readonly Evidence[] =>
    turns.flatMap((turn, index) =>
      isOfDeal(turn) || turn.open === true || isToldOfTopic(reader, turns, index)
        ? [closedSince(leftOpen(reader, turn.text, wantedIn(turns.slice(0, index)), ofTurn(turn)), index)]
        : [],
    )
  return () => (found ??= [...all(), ...last()])
}

/** Whether a message told of an item, and asked nothing, before any deal was talked about: "USML XV(e)(12), marked MT". */
const isToldOfTopic = (reader: Reader, turns: readonly Turn[], index: number): boolean => {
  const turn = turns[index]
  return turn?.topic === true && !turns.slice(0, index).some(isOfDeal) && reader.statement(turn.text, turn.today) !== undefined
}

/**
 * Ignores "I don't know" in reply to a question for a fact (`wants`), because that fact stays open anyway, and a "neither" that only says
 * that none of its answers holds. In reply to a question about a doubt, both count.
 */
export function leftOpen(reader: Reader, text: string, wants: string | undefined, evidence: Evidence): Evidence {
  if (wants === undefined || doubtKeys.has(wants) || evidence.loose.length === 0) return evidence
  if (reader.onlyNotKnown(text)) return { ...evidence, loose: [] }
  return { ...evidence, loose: evidence.loose.filter((clause) => clause.length > longestNeither || !reader.onlyNeither(clause)) }
}

/** The most characters of a clause that only says "neither of the two". */
const longestNeither = 24

const doubtKeys: ReadonlySet<string> = new Set(Object.values(keyOf))

/** Drops signs of deceit from a message that only chooses among places: in "Leave the second one out", nobody hides anything. */
export const withoutDeceit = (evidence: Evidence): Evidence => ({
  ...evidence,
  says: evidence.says.filter(({ tag }) => tag !== 'signs-of-deceit'),
})

/** The most messages of earlier deals that are remembered. */
const mostPast = 12

/** The messages of earlier deals, remembered so that the conversation can return to their items. */
const remembered = (turns: readonly Turn[]): readonly Turn[] =>
  turns
    .filter((turn) => turn.past === true || isOfDeal(turn))
    .slice(-mostPast)
    .map(({ text, today, wants }) => ({ text, today, ...(wants === undefined ? {} : { wants }), past: true }))

/** The turns once the conversation returns to an earlier deal: what was said about that deal counts again. */
export const withPastCounted = (turns: readonly Turn[]): readonly Turn[] =>
  turns.map((turn) => {
    const { past, ...kept } = turn
    return past === true ? kept : turn
  })

/**
 * The earlier messages that count for a message that stands alone: those of past deals, and statements. A statement counts until an
 * answer asks about it, the deal changes, or the asker starts over.
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

/** Whether a message that could start a deal of its own is perhaps about the same deal as before: it has the same item or a place of it. */
function isSameDeal(before: Reading | undefined, { item, places }: Reading): boolean {
  if (before?.item === undefined || before.places.length === 0 || item === undefined) return true
  const isItem = before.item.source.kind === item.source.kind && before.item.source.id === item.source.id
  return isItem || before.places.some(({ codes }) => places.some((place) => place.codes.some((code) => codes.includes(code))))
}

type Asking = { readonly intent: Intent; readonly readings: readonly Reading[]; readonly list: ListRequest }

/** Adds to the turns a message that asks for a rule and names an item, because a later message may say where the item goes. */
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
 * Where a message takes back its beginning ("A stage to Japan? No wait, the fairing"): its last part, and the earlier turns with that
 * beginning added.
 */
export function lastSaid(
  reader: Reader,
  { question, today, turns = [] }: { readonly question: string; readonly today: string; readonly turns?: readonly Turn[] },
): { readonly said: string; readonly turns: readonly Turn[] } {
  const before = turns.length > longestTalk ? turns.filter(({ open }) => open === true) : turns
  const parts = reader.parts(question)
  return {
    said: parts.at(-1) ?? question,
    turns: [...before, ...parts.slice(0, -1).flatMap((text): Turn[] => (asksOfDeal(reader, text, today) ? [{ text, today }] : []))],
  }
}

function asksOfDeal(reader: Reader, text: string, today: string): boolean {
  const understood = reader.read(text, today)
  return understood.kind === 'read' && (understood.intent === 'verdict' || understood.intent === 'compare')
}

/**
 * What an answer asks for first (a fact, the key of a doubt, or the destination if nobody named one), and what a yes to it would
 * settle.
 */
export function askedBy({ legs, verdict, confirm }: Answer): Pick<Turn, 'wants' | 'confirms'> {
  const asking = legs.find(({ said, doubts, asks }) => said === verdict && (doubts.length > 0 || asks.length > 0))
  const [doubt] = asking?.doubts ?? []
  const isPlaceOpen = legs.some(({ leg }) => leg.place === undefined)
  const wants = doubt === undefined ? (asking?.asks[0] ?? (isPlaceOpen ? 'destination' : undefined)) : keyOf[doubt.kind]
  return { ...(wants === undefined ? {} : { wants }), ...(confirm === null ? {} : { confirms: confirm.settles }) }
}
