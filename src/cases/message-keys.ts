/**
 * The outbox keys of messages about a case, `case:NUMBER:KIND` and more. Keys that were written stay in the
 * database, so no kind is ever renamed.
 */
const keyOf = (number: number, ...parts: readonly string[]): string => ['case', number, ...parts].join(':')

/** The kinds of messages that an act sends to the asker; `closed` and `reopened` also go to counsel, if the asker acted. */
type ActMessage = 'info' | 'answer' | 'withdrawn' | 'closed' | 'reopened' | 'still-open'

/** The key of a case's card at a desk (its packet). `entry` is the record entry of the act that put it there. */
export const packetKey = (number: number, entry: string): string => keyOf(number, 'desk', entry)

/** The key of a case's card in the asker's thread. */
export const statusKey = (number: number): string => keyOf(number, 'asker')

/** The key of what an act says to the asker, or to counsel. `entry` is the act's entry in the record. */
export const actKey = (number: number, kind: ActMessage | 'informed' | 'assigned', entry: string): string => keyOf(number, kind, entry)

/** The key of the message to an asker that counsel's answer is late. `entry` is the reminder's entry in the record. */
export const lateKey = (number: number, entry: string): string => keyOf(number, 'late', entry)

/** The key of the message to the asker or the deputy about a deputy. `event` is the event that named the deputy. */
export const coverKey = (number: number, event: string, to: 'asker' | 'deputy'): string => keyOf(number, 'cover', event, to)

/** What a message about a case is, by its key. */
export type CaseMessage = {
  readonly number: number
  /**
   * `packet`: the case's card at a desk. `status`: its card in the asker's thread. `act`: a request for information or what was told, an
   * answer, or that the case was withdrawn, closed or reopened; to the asker, or to the desk if the asker did it. `other`: every other
   * message about the case, such as `still-open`, `assigned` and `late`.
   */
  readonly kind: 'packet' | 'status' | 'act' | 'other'
}

/** Reads the key of a message; `undefined` if the message is about no case. */
export function readMessageKey(key: string): CaseMessage | undefined {
  const [, number, name = ''] = /^case:(\d+):(.*)$/s.exec(key) ?? []
  return number === undefined ? undefined : { number: Number(number), kind: kindOf(name) }
}

function kindOf(name: string): CaseMessage['kind'] {
  if (name.startsWith('desk')) return 'packet'
  if (name === 'asker') return 'status'
  return /^(?:info|informed|answer|withdrawn|closed|reopened):/.test(name) ? 'act' : 'other'
}

/** A pattern for SQL's `like`: the keys of all messages about a case. */
export const allOfCase = (number: number): string => keyOf(number, '%')

/** Patterns for SQL's `like`: the keys of the messages that ask the asker of a case something. */
export const asksOfCase = (number: number): readonly string[] => (['info', 'still-open'] as const).map((kind) => actKey(number, kind, '%'))
