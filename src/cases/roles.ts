import { idsOf, type Person } from '../port/incoming.ts'
import type { Case, Role } from './case.ts'
import type { Queue } from './queue.ts'
import { isMember } from './members.ts'

/** The deputies at this moment: for each person who is away, the id of their deputy. */
export type Covers = ReadonlyMap<string, string>

/**
 * The accounts that may not act as counsel in a case: the one that opened the case, the one that asked the question, and every account
 * that was linked with these at any time since.
 */
export type Askers = ReadonlySet<string>

/**
 * The roles of a person in a case at this moment. The asker has no other role in their own case, under any
 * of their accounts. Other accounts among `askers` (e.g. one that is no longer linked) have no role at all,
 * and neither have bots.
 */
export function rolesOf(one: Case, person: Person, queue: Queue, covers: Covers, askers: Askers): readonly Role[] {
  if (person.bot === true) return []
  const ids = idsOf(person)
  if (ids.includes(one.asker.id)) return ['asker']
  if (ids.some((id) => askers.has(id))) return []
  const isCounsel = isMember(queue.counsel, person)
  const claimant = one.claimedBy?.id
  const has = claimant !== undefined && ids.some((id) => id === claimant || id === covers.get(claimant))
  return [
    ...(isCounsel ? (['counsel'] as const) : []),
    ...(isMember(queue.leads, person) ? (['lead'] as const) : []),
    ...(isCounsel && has ? (['claimant'] as const) : []),
  ]
}

/** Whether a person is counsel or lead of any queue. */
export const worksAtDesk = (queues: readonly Queue[], person: Person): boolean =>
  person.bot !== true && queues.some((queue) => isMember(queue.counsel, person) || isMember(queue.leads, person))
