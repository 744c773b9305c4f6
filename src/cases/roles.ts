import { idsOf, type Person } from '../port/incoming.ts'
import type { Case, Role } from './case.ts'
import { isMember, type Queue } from './queue.ts'

/** Who stands in for whom at this moment: the person away, and their deputy. */
export type Covers = ReadonlyMap<string, string>

/** Accounts of whoever asked a case's question: whose it is, whose the question was, and all that were linked with them since. */
export type Askers = ReadonlySet<string>

/**
 * What a person is to a case at this moment. The asker is nothing else on their own case, under whichever account; who is one
 * of its `askers` and not linked with them now is nothing on it, and a bot is nobody.
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

/** Whether a person works at any desk. */
export const worksAtDesk = (queues: readonly Queue[], person: Person): boolean =>
  person.bot !== true && queues.some((queue) => isMember(queue.counsel, person) || isMember(queue.leads, person))
