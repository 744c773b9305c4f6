import { append } from '../record/chain.ts'
import { newId } from '../record/salt.ts'
import { idsOf, type Person, type Place } from '../port/incoming.ts'
import type { Tx } from '../store/tables.ts'
import { questionOf, type Brief } from './brief.ts'
import { act, whoOf, type Act, type Case, type ActOutcome, type Role } from './case.ts'
import { askersOf, loadCase, saveCase } from './case-store.ts'
import { packetKey } from './message-keys.ts'
import { queueOf, type Queue } from './queue.ts'
import { rolesOf, type Askers, type Covers } from './roles.ts'
import { showBothSides } from './show-cards.ts'
import { showAnswer, tell } from './tell.ts'
import { mayBeMember, type NamedPerson } from './members.ts'

/** Who does an act, where and when. The person's groups must be up to date. */
export type Doer = { readonly person: Person; readonly place: Place; readonly now: number }

/** What an act needs besides the case: all queues, the brief, what the asker added when the case was opened, and deputies. */
export type ActContext = {
  readonly queues: readonly Queue[]
  readonly brief: Brief
  readonly remark: string | undefined
  readonly covers: Covers
  /** For a reassignment: the person that the case is to be given to, as looked up on the platform. */
  readonly named?: NamedPerson | undefined
}

/**
 * Does an act on a case: checks who may do it and when, records it (also a refused act), and informs the
 * asker and the desk. Throws if the case does not exist, or its queue is no longer in the settings.
 */
export async function perform(
  tx: Tx,
  number: number,
  doing: Act,
  knowing: ActContext,
  doer: Doer,
): Promise<ActOutcome & { readonly was: Case; readonly roles: readonly Role[] }> {
  const was = await loadCase(tx, number)
  const queue = queueOf(knowing.queues, was)
  if (was === undefined || queue === undefined) throw new Error(`case ${number} is not there`)
  const askers = await askersOf(tx, was, knowing.brief)
  const roles = rolesOf(was, doer.person, queue, knowing.covers, askers)
  const by = { who: whoOf(doer.person), bot: doer.person.bot === true, roles }
  const isFit = isFitFor(doing, was, queue, knowing, askers)
  const id = newId()
  const outcome = act(was, doing, by, { now: doer.now, entry: id, isFit })
  await recordAct(tx, id, was, doing, outcome, roles, doer)
  if ('refused' in outcome) return { ...outcome, was, roles }
  const next = queueOf(knowing.queues, outcome.case) ?? queue
  const one = next.id === was.queue ? outcome.case : { ...outcome.case, packet: packetKey(number, id) }
  await saveCase(tx, one, next, doer.now)
  await showBothSides(tx, { one, queue: next }, { one: was, queue }, knowing, id, doer.now)
  const question = questionOf(knowing.brief)
  await showAnswer(tx, { one, was, queue: next, question }, id, doer.now)
  await tell(tx, doing, { one, queue: next, id, doer, isAsker: roles.includes('asker'), question })
  return { case: one, was, roles }
}

/**
 * Whether the target of an act is suitable: for a move, another queue; for a reassignment, counsel who did
 * not ask the question. For any other act it is `false`, and is ignored.
 */
function isFitFor(doing: Act, one: Case, queue: Queue, { queues, named }: ActContext, askers: Askers): boolean {
  if (doing.kind === 'move') return doing.queue !== one.queue && queues.some(({ id }) => id === doing.queue)
  if (doing.kind !== 'reassign') return false
  const who: NamedPerson = named ?? { id: doing.to.id, found: 'unknown' }
  return !idsOf(who).some((id) => askers.has(id)) && mayBeMember(queue.counsel, who)
}

async function recordAct(
  tx: Tx,
  id: string,
  was: Case,
  doing: Act,
  outcome: ActOutcome,
  roles: readonly Role[],
  { person, place, now }: Doer,
): Promise<void> {
  const { kind, ...words } = doing
  const isRefused = 'refused' in outcome
  await append(tx, {
    id,
    kind: isRefused ? 'refused' : 'act',
    at: now,
    case: was.number,
    person: person.id,
    receipt: was.receipt,
    body: {
      act: kind,
      queue: was.queue,
      from: was.state,
      roles,
      ...(isRefused ? { why: outcome.refused } : { to: outcome.case.state, toQueue: outcome.case.queue }),
    },
    words: {
      person: whoOf(person),
      groups: person.groups ?? [],
      ...(person.also === undefined ? {} : { also: person.also }),
      place,
      ...words,
    },
  })
}
