import { isWorthStoring, problemsOf, withCommandsRead, withoutTechnicalData } from './chat/assistant.ts'
import type { Turnstile } from './chat/flood.ts'
import { takeIn } from './chat/intake.ts'
import { withLinkedAccounts } from './chat/account-links.ts'
import type { Reaction } from './chat/reaction.ts'
import { tooMuchForm } from './chat/replies.ts'
import { toTimedEvent, type HandleParts } from './handle.ts'
import type { Incoming } from './port/incoming.ts'
import { inStoreWords } from './store/problem.ts'

/**
 * The result of handing in an event. `seen`: the event was stored before. `invalid`: the event is a form with
 * faults, or has a wrong shape; `problems` lists these by field. `taken`: the event is stored and can be
 * acknowledged; `done` then gives what to show at once.
 */
export type Accepted =
  | { readonly kind: 'invalid'; readonly problems: Readonly<Record<string, string>> }
  | { readonly kind: 'seen' }
  /**
   * The event does not concern Licet, or came after too many others by the same person; it was not stored.
   */
  | { readonly kind: 'ignored' }
  | { readonly kind: 'taken'; readonly done: Promise<Reaction> }

/**
 * Prepares an event for storage: adds the linked accounts of its person, reads its command, and drops
 * technical data. If the event must be turned away, returns the reason instead. `roomFor`: whether its person
 * has not yet written too much in this minute.
 */
export async function admit(
  parts: HandleParts,
  event: Incoming,
  roomFor: (incoming: Incoming) => ReturnType<Turnstile>,
): Promise<{ readonly incoming: Incoming } | Extract<Accepted, { readonly kind: 'invalid' | 'ignored' }>> {
  const taken = takeIn(event)
  if ('problems' in taken) return { kind: 'invalid', problems: taken.problems }
  const room = roomFor(taken.incoming)
  if (room !== 'in' && taken.incoming.said.kind === 'submit')
    return { kind: 'invalid', problems: tooMuchInForm(taken.incoming.said.values) }
  if (room === 'shut') return { kind: 'ignored' }
  const problems = problemsOf(parts, taken.incoming, parts.now())
  if (Object.keys(problems).length > 0) return { kind: 'invalid', problems }
  const known = { ...taken.incoming, person: await storing(withLinkedAccounts(parts, taken.incoming.person)) }
  const incoming: Incoming =
    room === 'tell' ? { ...known, said: { kind: 'hurried' } } : withoutTechnicalData(parts, withCommandsRead(parts, known))
  return (await storing(isOurs(parts, taken.incoming))) ? { incoming } : { kind: 'ignored' }
}

/** Waits for work that stores something, and turns an error of the database into plain words. */
export const storing = <T>(work: Promise<T>): Promise<T> =>
  work.catch((error: unknown) => {
    throw inStoreWords(error)
  })

/**
 * Whether an event concerns Licet. Only overheard messages and deletions need a check; all other events are
 * meant for Licet.
 */
const isOurs = async (parts: HandleParts, incoming: Incoming): Promise<boolean> =>
  !['overheard', 'deleted'].includes(incoming.said.kind) || (await isWorthStoring(parts, await toTimedEvent(parts, incoming)))

/**
 * The problem of a form whose person wrote too much in a minute, shown at its first field. What was filled in
 * stays.
 */
const tooMuchInForm = (values: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  [Object.keys(values)[0] ?? 'event']: tooMuchForm,
})
