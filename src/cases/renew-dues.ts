import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'
import { parseCase } from './case.ts'
import { queueOf, type Queue } from './queue.ts'
import { answerDueOf } from './due.ts'

const page = 200

/**
 * Computes again when each open case is due, and returns how many due times changed. Every act on a case
 * already does this for that case. This function is needed if office hours, holidays or time zones change,
 * and for cases that an older program stored without a due time.
 */
export async function renewDues(store: Store, queues: readonly Queue[], now: number): Promise<number> {
  let moved = 0
  for (let after = 0; ;) {
    const rows = await store.db
      .selectFrom('cases')
      .select(['number', 'due', 'body'])
      .where('state', 'in', ['open', 'claimed', 'waiting'])
      .where('number', '>', after)
      .orderBy('number')
      .limit(page)
      .execute()
    const changes = rows.flatMap(({ number, due: was, body }) => {
      const one = parseCase(body)
      const queue = queueOf(queues, one)
      const due = queue === undefined ? was : answerDueOf(one, queue, now)
      return due === was ? [] : [{ number, body, due }]
    })
    if (changes.length > 0) await store.write((tx) => change(tx, changes))
    moved += changes.length
    if (rows.length < page) return moved
    after = rows.at(-1)?.number ?? after
  }
}

/** Stores the new due times. A case that was changed in the meantime is skipped, because that change stored its due time. */
async function change(
  tx: Tx,
  changes: ReadonlyArray<{ readonly number: number; readonly body: string; readonly due: number }>,
): Promise<void> {
  for (const { number, body, due } of changes)
    await tx.updateTable('cases').set({ due }).where('number', '=', number).where('body', '=', body).execute()
}
