import type { Incoming } from '../port/incoming.ts'

/**
 * The limits above which Licet drops what a person writes in a minute. They are far above what anybody
 * types.
 */
export type PerMinute = { readonly messages: number; readonly characters: number }

/** A limit that nobody reaches. */
export const unlimited: PerMinute = { messages: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY }

/**
 * Decides whether an event is let in. `in`: yes. `tell`: no, and it is the person's first event over the
 * limit, so they are told. `shut`: no, and they were told before. `now` is in epoch milliseconds.
 */
export type Turnstile = (incoming: Incoming, now: number) => 'in' | 'tell' | 'shut'

/**
 * How much a person has written recently (the numbers sink as time passes). `at`: when they last wrote, in
 * epoch milliseconds. `isTold`: they were told that it was too much.
 */
type Load = { messages: number; characters: number; at: number; isTold: boolean }

const minute = 60_000
/**
 * At most this many people are remembered; if there are more, the person who has not written for the
 * longest time is forgotten.
 */
const mostKept = 10_000

/** Creates the {@link Turnstile} of a process. Pressed buttons and overheard messages do not count. */
export function createTurnstile(limit: PerMinute): Turnstile {
  const loads = new Map<string, Load>()
  return ({ person, said }, now) => {
    const characters = lengthOf(said)
    if (characters === undefined) return 'in'
    const known = loads.get(person.id) ?? { messages: 0, characters: 0, at: now, isTold: false }
    const passed = Math.max(0, now - known.at) / minute
    const load = {
      messages: Math.max(0, known.messages - passed * limit.messages),
      characters: Math.max(0, known.characters - passed * limit.characters),
      at: now,
    }
    loads.delete(person.id)
    const isFull = load.messages + 1 > limit.messages || (load.characters > 0 && load.characters + characters > limit.characters)
    loads.set(
      person.id,
      isFull
        ? { ...load, isTold: true }
        : { ...load, messages: load.messages + 1, characters: load.characters + characters, isTold: false },
    )
    const [oldest] = loads.keys()
    if (loads.size > mostKept && oldest !== undefined) loads.delete(oldest)
    return isFull ? (known.isTold ? 'shut' : 'tell') : 'in'
  }
}

/**
 * How many characters of an event count: those of a message, a draft or a form. `undefined` for all other
 * events (e.g. pressed buttons, overheard words), which do not count.
 */
function lengthOf(said: Incoming['said']): number | undefined {
  if (said.kind === 'submit') return sumOf(Object.values(said.values))
  if (said.kind === 'message') return said.text.length + sumOf(said.quoted ?? [])
  return said.kind === 'draft' ? said.text.length : undefined
}

const sumOf = (texts: readonly string[]): number => texts.reduce((sum, { length }) => sum + length, 0)
