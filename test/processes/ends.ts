import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStore } from '../../src/store/store.ts'
import type { Engine } from '../store/databases.ts'
import { event, startService, type Begin, type Line } from './fleet.ts'
import { countOf, isIntact, linesOf, question, sentFile, until } from './watch.ts'

/** How often messages come and for how long, whether the time to end is checked, and who handles what is left over. */
type Wish = { readonly every?: number; readonly during?: number; readonly inTime?: boolean; readonly last?: Begin }

/** The time that a process has to end, in milliseconds (`LICET_DRAIN`). */
const deadline = 25_000

/**
 * Ends the process again and again while it handles messages. Nothing acknowledged may be lost, nothing sent twice, no send left
 * in doubt; with `inTime` each end must meet the deadline. A message comes every `every` milliseconds, for up to `during`
 * milliseconds after the first was handled. A service started by `last` handles what is left over.
 */
export async function ends(
  engine: Engine,
  times: number,
  { every = 3, during = 300, inTime = true, last = startService }: Wish = {},
): Promise<string> {
  const { url, drop } = await engine.make()
  const store = await openStore(url)
  const sent = sentFile()
  const acked = new Set<string>()
  let done = 0
  let longest = 0
  /** The most events that were acknowledged but not handled when a process was told to end. */
  let most = 0
  const hear = (line: Line): void => {
    if (line.ack !== undefined && line.kind === 'taken') acked.add(line.ack)
    if (line.done !== undefined) done++
  }
  let number = 0
  try {
    for (let time = 0; time < times; time++) {
      const service = await startService(url, sent, hear, 30)
      const timer = setInterval(() => service.hand(event(`e${number}`, { kind: 'message', text: question(number++) })), every)
      const before = done
      const known = acked.size
      await until('something is handled', () => done > before)
      await sleep(randomInt(0, during))
      most = Math.max(most, acked.size - known - (done - before))
      const asked = performance.now()
      await service.end()
      longest = Math.max(longest, performance.now() - asked)
      clearInterval(timer)
      // No process is running, so leases need not be waited for.
      await store.db.updateTable('inbox').set({ due: 0 }).where('state', '=', 'received').execute()
    }
    const marked = (await store.db.selectFrom('outbox').select('unsure').where('unsure', '>', 0).execute()).length
    const service = await last(url, sent, () => undefined)
    await until('everything received is handled', async () => (await countOf(store, 'inbox', 'state', 'received')) === 0)
    await until('everything is said', async () => (await countOf(store, 'outbox', 'state', 'due')) === 0)
    await service.stop()
    const said = Map.groupBy(linesOf(sent), (line) => line.place)
    const lost = [...acked].filter((id) => !said.has(id.replace('test:', '')))
    const twice = [...said.values()].filter((lines) => lines.length > 1)
    const result = `SIGTERM, ${engine.name}: ${times} times, ${acked.size} acknowledged, ${lost.length} lost, ${twice.length} said twice, ${marked} left marked; with at most ${most} under way, the longest end took ${Math.round(longest)} ms`
    if (lost.length > 0 || twice.length > 0 || marked > 0 || (inTime && longest > deadline) || !(await isIntact(store)))
      throw new Error(result)
    return `${result}, chain intact`
  } finally {
    rmSync(sent, { force: true })
    await store.close()
    await drop()
  }
}
