import type { Store } from '../store/store.ts'
import type { Case } from './case.ts'
import type { Queue } from './queue.ts'
import { rankOf } from './targets.ts'

const page = 200

/**
 * Reckons anew when each open case is due. A change of the case does so by itself; this is for hours, holidays and time zones
 * that were changed since, and for cases of programs that kept no due time. Returns how many moved.
 */
export async function renewDues({ db }: Store, queues: readonly Queue[], now: number): Promise<number> {
  let moved = 0
  for (let after = 0; ;) {
    const rows = await db
      .selectFrom('cases')
      .select(['number', 'due', 'body'])
      .where('state', 'in', ['open', 'claimed', 'waiting'])
      .where('number', '>', after)
      .orderBy('number')
      .limit(page)
      .execute()
    for (const { number, due: was, body } of rows) {
      const one = JSON.parse(body) as Case
      const queue = queues.find(({ id }) => id === one.queue)
      const due = queue === undefined ? was : rankOf(one, queue, now)
      if (due === was) continue
      // One that changed in the meantime has a due time of its own.
      await db.updateTable('cases').set({ due }).where('number', '=', number).where('body', '=', body).execute()
      moved++
    }
    if (rows.length < page) return moved
    after = rows.at(-1)?.number ?? after
  }
}
