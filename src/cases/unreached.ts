import type { GivenUp } from '../delivery/ledger.ts'
import { put } from '../delivery/outbox.ts'
import { composeUnreached } from './compose.ts'
import { loadCase } from './desk.ts'
import type { Queue } from './queue.ts'

/** Tells the desk, in the case's thread, that counsel's words never reached the asker. Other things given up are for the admin. */
export const tellUnreached =
  (queues: readonly Queue[]): GivenUp =>
  async (tx, { key }, problem, now) => {
    const [, number] = /^case:(\d+):(?:info|answer|withdrawn):/.exec(key) ?? []
    const one = number === undefined ? undefined : await loadCase(tx, Number(number))
    const desk = queues.find(({ id }) => id === one?.queue)?.desk
    if (one === undefined || desk === undefined) return
    await put(tx, { kind: 'post', key: `unreached:${key}`, place: desk, thread: one.packet, reply: composeUnreached(one, problem) }, now)
  }
