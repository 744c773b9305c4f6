import { put, type Outgoing } from '../delivery/outbox.ts'
import { canonicalJson } from '../answer/canonical.ts'
import { append } from '../record/chain.ts'
import { newId } from '../record/salt.ts'
import { idsOf, placeKey, placeOf, type Person, type Place } from '../port/incoming.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Store, Tx } from '../store/store.ts'
import { everLinked } from './accounts.ts'
import { questionOf, topicOf, type Brief } from './brief.ts'
import { act, type Act, type Case, type Outcome, type Role, type Who } from './case.ts'
import { composeStatus } from './asker-card.ts'
import { composePacket } from './desk-card.ts'
import { mayBeMember, type NamedPerson, type Queue } from './queue.ts'
import { rolesOf, type Askers, type Covers } from './roles.ts'
import { answerDueOf } from './due.ts'
import { showAnswer, tell } from './tell.ts'

/** Who does an act, where and when. The person's groups were looked up just now. */
export type Doer = { readonly person: Person; readonly place: Place; readonly now: number }

const whoOf = ({ id, name }: Person): Who => ({ id, name })

/**
 * Opens a case about one of Licet's answers: a card (the packet) goes to the queue's desk, the status into the asker's thread. If the
 * asker already has a case about this answer that is not closed, that case is returned instead, with `isNew` false.
 */
export async function openCase(
  tx: Tx,
  brief: Brief,
  queue: Queue,
  filled: { readonly remark: string; readonly neededBy: string; readonly urgency: string },
  { person, place, now }: Doer,
): Promise<{ readonly case: Case; readonly isNew: boolean }> {
  const known = await openCaseOf(tx, brief.recorded.id, person.id)
  if (known !== undefined) return { case: known, isNew: false }
  const last = await tx
    .selectFrom('cases')
    .select((of) => of.fn.max('number').as('number'))
    .executeTakeFirst()
  const number = (last?.number ?? 0) + 1
  const { recorded } = brief
  const link = await append(tx, {
    kind: 'act',
    at: now,
    case: number,
    person: person.id,
    receipt: recorded.receipt,
    body: { act: 'open', entry: recorded.id, queue: queue.id, to: 'open' },
    words: { person: whoOf(person), place, text: filled.remark, neededBy: filled.neededBy, urgency: filled.urgency },
  })
  const one: Case = {
    number,
    state: 'open',
    queue: queue.id,
    topic: topicOf(recorded),
    entry: recorded.id,
    opening: link.id,
    receipt: recorded.receipt,
    verdict: recorded.body.verdict ?? recorded.body.intent,
    asker: whoOf(person),
    ...(person.zone === undefined ? {} : { askerZone: person.zone }),
    askerPlace: place,
    packet: `case:${number}:desk:${link.id}`,
    urgency: filled.urgency === 'urgent' ? 'urgent' : 'normal',
    ...(filled.neededBy === '' ? {} : { neededBy: filled.neededBy }),
    openedAt: now,
    ran: [{ from: now }],
    reminded: [],
  }
  await tx
    .insertInto('cases')
    .values({ number, ...columnsOf(one, now), due: answerDueOf(one, queue, now) })
    .execute()
  const packet = composePacket(one, queue, brief, filled.remark, now)
  await put(tx, { kind: 'post', key: one.packet, place: queue.desk, reply: { ...packet, calls: callsOf(queue) }, ...linkTo(one) }, now)
  await put(
    tx,
    { kind: 'post', key: statusKey(number), place, waiting: person.id, insiders: true, reply: composeStatus(one, queue, now) },
    now,
  )
  return { case: one, isNew: true }
}

/** Whom to mention on a new card at the desk: the groups among the queue's counsel; if there are none, each person of counsel. */
function callsOf({ counsel }: Queue): readonly string[] {
  const groups = counsel.filter((member) => member.startsWith('group:'))
  return groups.length > 0 ? groups : counsel
}

/**
 * A link from the card at the desk to the asker's conversation. There is no link if that is the asker's own chat, which counsel cannot
 * see.
 */
const linkTo = ({ asker, askerPlace }: Case): Pick<Outgoing, 'link'> =>
  askerPlace.id === placeOf(asker.id).id ? {} : { link: { label: 'The conversation', to: askerPlace } }

const statusKey = (number: number): string => `case:${number}:asker`

async function openCaseOf(tx: Tx, entry: string, asker: string): Promise<Case | undefined> {
  const rows = await tx.selectFrom('cases').select('body').where('asker', '=', asker).where('state', '!=', 'closed').execute()
  return rows.map(({ body }) => JSON.parse(body) as Case).find((one) => one.entry === entry)
}

const columnsOf = (one: Case, now: number) => ({
  state: one.state,
  queue: one.queue,
  topic: one.topic,
  asker: one.asker.id,
  claimed_by: one.claimedBy?.id ?? null,
  asker_place: placeKey(one.askerPlace),
  updated_at: now,
  body: JSON.stringify(one),
  answered_at: one.state === 'answered' ? (one.answer?.at ?? now) : null,
})

/** A case by its number; `undefined` if there is none. */
export async function loadCase(tx: Pick<Tx, 'selectFrom'>, number: number): Promise<Case | undefined> {
  const row = await tx.selectFrom('cases').select('body').where('number', '=', number).executeTakeFirst()
  return row === undefined ? undefined : (JSON.parse(row.body) as Case)
}

/** Stores a case in its present state. If `queue` is not given, the stored due time stays as it is. */
export async function saveCase(tx: Tx, one: Case, queue: Queue | undefined, now: number): Promise<void> {
  await tx
    .updateTable('cases')
    .set({ ...columnsOf(one, now), ...(queue === undefined ? {} : { due: answerDueOf(one, queue, now) }) })
    .where('number', '=', one.number)
    .execute()
}

/** The deputies at a moment: for each person who is covered, the id of their deputy. */
export async function coversAt(tx: Pick<Tx, 'selectFrom'>, now: number): Promise<Covers> {
  const rows = await tx.selectFrom('covers').select(['person', 'deputy']).where('until', '>', now).execute()
  return new Map(rows.map(({ person, deputy }) => [person, deputy]))
}

/** The accounts of whoever asked a case's question, and every account that was linked with theirs at any time since then. */
export function askersOf(db: Store['db'], one: Case, { recorded }: Brief): Promise<Askers> {
  const author = recorded.words?.person.id
  const known = author === undefined ? [one.asker.id] : [one.asker.id, author]
  return everLinked(db, known, Math.min(one.openedAt, recorded.at))
}

/** What an act needs besides the case: all queues, the brief, what the asker added when the case was opened, and deputies. */
export type Knowing = {
  readonly queues: readonly Queue[]
  readonly brief: Brief
  readonly remark: string | undefined
  readonly covers: Covers
  /** For a reassignment: the person that the case is to be given to, as looked up on the platform. */
  readonly named?: NamedPerson | undefined
}

/**
 * Does an act on a case: checks who may do it and when, records it (a refused act, too), and informs the asker and the desk. Throws if
 * the case does not exist, or its queue is no longer in the settings.
 */
export async function perform(
  tx: Tx,
  number: number,
  doing: Act,
  knowing: Knowing,
  doer: Doer,
): Promise<Outcome & { readonly was: Case; readonly roles: readonly Role[] }> {
  const was = await loadCase(tx, number)
  const queue = knowing.queues.find(({ id }) => id === was?.queue)
  if (was === undefined || queue === undefined) throw new Error(`case ${number} is not there`)
  const askers = await askersOf(tx, was, knowing.brief)
  const roles = rolesOf(was, doer.person, queue, knowing.covers, askers)
  const by = { who: whoOf(doer.person), bot: doer.person.bot === true, roles }
  const isFit = isFitFor(doing, was, queue, knowing, askers)
  const id = newId()
  const outcome = act(was, doing, by, { now: doer.now, entry: id, isFit })
  await recordAct(tx, id, was, doing, outcome, roles, doer)
  if ('refused' in outcome) return { ...outcome, was, roles }
  const next = knowing.queues.find(({ id }) => id === outcome.case.queue) ?? queue
  const one = next.id === was.queue ? outcome.case : { ...outcome.case, packet: `case:${number}:desk:${id}` }
  await saveCase(tx, one, next, doer.now)
  await showBothSides(tx, { one, queue: next }, { one: was, queue }, knowing, id, doer.now)
  const question = questionOf(knowing.brief)
  await showAnswer(tx, { one, was, queue: next, question }, id, doer.now)
  await tell(tx, doing, { one, queue: next, id, doer, isAsker: roles.includes('asker'), question })
  return { case: one, was, roles }
}

/**
 * Whether the target of an act is suitable: for a move, another queue; for a reassignment, counsel who did not ask the question. For
 * any other act it is `false`, and not looked at.
 */
function isFitFor(doing: Act, one: Case, queue: Queue, { queues, named }: Knowing, askers: Askers): boolean {
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
  outcome: Outcome,
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

type Placed = { readonly one: Case; readonly queue: Queue }

/**
 * Updates both cards of a case, the asker's and the one at the desk, where they changed. A case that moved to another queue gets a new
 * card at the new desk.
 */
export async function showBothSides(
  tx: Tx,
  now: Placed,
  was: Placed,
  { brief, remark }: Pick<Knowing, 'brief' | 'remark'>,
  id: string,
  at: number,
): Promise<void> {
  const renew = async (of: string, place: Place, compose: (placed: Placed) => ChatReply): Promise<void> => {
    const reply = compose(now)
    const more = of === now.one.packet ? linkTo(now.one) : {}
    if (canonicalJson(compose(was)) !== canonicalJson(reply))
      await put(tx, { kind: 'update', key: `${of}:${id}`, place, of, reply, ...more }, at)
  }
  const packet = ({ one, queue }: Placed): ChatReply => composePacket(one, queue, brief, remark, at)
  if (now.one.packet === was.one.packet) await renew(now.one.packet, now.queue.desk, packet)
  else {
    const reply = { ...packet(now), calls: callsOf(now.queue) }
    await put(tx, { kind: 'post', key: now.one.packet, place: now.queue.desk, reply, ...linkTo(now.one) }, at)
  }
  await renew(statusKey(now.one.number), now.one.askerPlace, ({ one, queue }) => composeStatus(one, queue, at))
}
