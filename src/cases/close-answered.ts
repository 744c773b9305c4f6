import { put } from '../delivery/outbox.ts'
import { append } from '../record/chain.ts'
import { keptWords } from '../record/read-chain.ts'
import type { Versions } from '../record/versions.ts'
import { newId } from '../record/salt.ts'
import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'
import { briefOf, questionOf } from './brief.ts'
import { closedAnswered, parseCase, type Case } from './case.ts'
import { isOfficeTime } from './office-hours.ts'
import { composeClosedAnswered } from './notices.ts'
import { loadCase, saveCase } from './case-store.ts'
import { showBothSides } from './show-cards.ts'
import { showAnswer, toAsker } from './tell.ts'
import { queueOf, type Queue } from './queue.ts'
import { dayLength } from '../engine/days.ts'

/** What `closeAnswered` needs. An answered case is closed `days` days after its answer. */
export type ClosingAnswered = {
  readonly store: Store
  readonly versions: Versions
  readonly queues: readonly Queue[]
  readonly days: number
}

/** One call closes at most this many cases with a message, so that nobody's chat is flooded; the next call closes more. */
const mostAtOnce = 50
/** How many cases one transaction handles at most. */
const batch = 100

/**
 * Closes the cases that were answered at least `days` days ago, within the office hours of their queue.
 * Each asker gets one message for each case, and both cards of the case are updated. A case whose queue is
 * no longer in the settings is closed at any hour, and its cards are not updated. A case stored by an older
 * program, without the time of its answer in the table, is closed at any hour and without a message.
 * Returns how many were closed. (In the record the act is called `lapse`.)
 */
export async function closeAnswered(parts: ClosingAnswered, now: number): Promise<number> {
  let closed = 0
  for (let looked = batch; looked === batch;) {
    const left = await parts.store.write((tx) => takeOver(parts, tx, now))
    looked = left.looked
    closed += left.closed
  }
  const { queues, days, store } = parts
  const asleep = queues.filter(({ hours }) => !isOfficeTime(hours, now)).map(({ id }) => id)
  const rows = await store.db
    .selectFrom('cases')
    .select('number')
    .where('state', '=', 'answered')
    .where('answered_at', '<=', now - days * dayLength)
    .$if(asleep.length > 0, (query) => query.where('queue', 'not in', asleep))
    .orderBy('answered_at')
    .limit(mostAtOnce)
    .execute()
  for (const { number } of rows) if (await closeOne(parts, number, now)) closed++
  return closed
}

/**
 * Handles answered cases whose row lacks the time of the answer, because an older program wrote it: adds the time, or closes the case
 * if the answer is too old.
 */
async function takeOver({ days }: ClosingAnswered, tx: Tx, now: number): Promise<{ readonly looked: number; readonly closed: number }> {
  const rows = await tx
    .selectFrom('cases')
    .select('body')
    .where('state', '=', 'answered')
    .where('answered_at', 'is', null)
    .limit(batch)
    .execute()
  let closed = 0
  for (const { body } of rows) {
    const one = parseCase(body)
    const isOld = (one.answer?.at ?? now) <= now - days * dayLength
    if (isOld) {
      await recordClosing(tx, one, days, now)
      closed++
    }
    await saveCase(tx, isOld ? closedAnswered(one, now) : one, undefined, now)
  }
  return { looked: rows.length, closed }
}

async function closeOne({ store, versions, queues, days }: ClosingAnswered, number: number, now: number): Promise<boolean> {
  const known = await loadCase(store.db, number)
  const brief = known === undefined ? undefined : await briefOf(store, versions, known.entry)
  const opening = known === undefined ? undefined : await keptWords<{ readonly text?: string }>(store, known.opening)
  return await store.write(async (tx) => {
    const was = await loadCase(tx, number)
    if (was?.answer === undefined || was.state !== 'answered' || was.answer.at > now - days * dayLength) return false
    const queue = queueOf(queues, was)
    const one = closedAnswered(was, now)
    const id = await recordClosing(tx, was, days, now)
    await saveCase(tx, one, queue, now)
    if (queue !== undefined && brief !== undefined)
      await showBothSides(tx, { one, queue }, { one: was, queue }, { brief, remark: opening?.text }, id, now)
    if (queue !== undefined) await showAnswer(tx, { one, was, queue, question: questionOf(brief) }, id, now)
    await put(tx, toAsker(one, `lapsed:${id}`, composeClosedAnswered(one, days, now)), now)
    return true
  })
}

async function recordClosing(tx: Tx, one: Case, days: number, now: number): Promise<string> {
  const { id } = await append(tx, {
    id: newId(),
    kind: 'act',
    at: now,
    case: one.number,
    receipt: one.receipt,
    body: { act: 'lapse', queue: one.queue, from: one.state, to: 'closed', days },
    words: { person: { id: 'licet', name: 'Licet' } },
  })
  return id
}
