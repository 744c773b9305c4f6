import type { Turn } from './conversation-types.ts'
import type { Evidence } from '../language/evidence/evidence.ts'
import type { Reader } from '../language/reader.ts'
import { doubtKeys } from './doubt.ts'
import { isOfDeal, wantedIn } from './turns.ts'

/**
 * Returns a function that collects what each message of a conversation names, and keeps the result. `last`
 * gives what the present message names. For open statements, items, figures and days are ignored. `told`:
 * the names of the facts that are known by now.
 */
export function evidenceOf(
  reader: Reader,
  turns: readonly Turn[],
  last: () => readonly Evidence[],
  told: ReadonlySet<string> = new Set(),
): () => readonly Evidence[] {
  let found: readonly Evidence[] | undefined
  const ofTurn = (turn: Turn): Evidence => {
    const evidence = said(turn)
    return turn.unread === true ? { ...evidence, unusedDenials: [...evidence.unusedDenials, turn.text] } : evidence
  }
  const said = ({ text, today, open, picks }: Turn): Evidence => {
    const statement = reader.statement(text, today)
    if (picks === true) return withoutDeceit(reader.evidence(text, today))
    if (statement === undefined) return reader.evidence(text, today)
    return open === true ? { ...statement, things: [], unknownThings: [], figures: [], told: [], days: [] } : statement
  }
  // "No idea", said in reply to a question, no longer counts once the fact that was asked for is known.
  const closedSince = (evidence: Evidence, index: number): Evidence => {
    const wants = wantedIn(turns.slice(0, index))
    const isTold = wants !== undefined && told.has(wants) && reader.leavesOpen(turns[index]?.text ?? '')
    return isTold && evidence.things.length + evidence.places.length === 0 ? { ...evidence, unusedDenials: [] } : evidence
  }
  const all = (): readonly Evidence[] =>
    turns.flatMap((turn, index) =>
      isOfDeal(turn) || turn.open === true || isToldOfTopic(reader, turns, index)
        ? [closedSince(leftOpen(reader, turn.text, wantedIn(turns.slice(0, index)), ofTurn(turn)), index)]
        : [],
    )
  return () => (found ??= [...all(), ...last()])
}

/**
 * Whether a turn stated something about an item and asked nothing, before any deal was talked about: "USML
 * XV(e)(12), marked MT".
 */
const isToldOfTopic = (reader: Reader, turns: readonly Turn[], index: number): boolean => {
  const turn = turns[index]
  return turn?.topic === true && !turns.slice(0, index).some(isOfDeal) && reader.statement(turn.text, turn.today) !== undefined
}

/**
 * Drops two kinds of replies to a question for a fact (`wants`): "I don't know", because that fact stays
 * unknown anyway, and "neither", if it only rejects the offered answers. In reply to a question about a
 * doubt, both count.
 */
export function leftOpen(reader: Reader, text: string, wants: string | undefined, evidence: Evidence): Evidence {
  if (wants === undefined || doubtKeys.has(wants) || evidence.unusedDenials.length === 0) return evidence
  if (reader.onlyNotKnown(text)) return { ...evidence, unusedDenials: [] }
  return {
    ...evidence,
    unusedDenials: evidence.unusedDenials.filter((clause) => clause.length > longestNeither || !reader.onlyNeither(clause)),
  }
}

/** A clause that only says "neither of the two" has at most this many characters. */
const longestNeither = 24

/**
 * Drops signs of deceit from a message that only chooses among places: "Leave the second one out" hides
 * nothing.
 */
export const withoutDeceit = (evidence: Evidence): Evidence => ({
  ...evidence,
  says: evidence.says.filter(({ tag }) => tag !== 'signs-of-deceit'),
})
