import { setTimeout as sleep } from 'node:timers/promises'

/** Looks so often, in milliseconds, and is sure after so many looks in a row that found nothing at work; at the latest after `most`. */
const look = 10
const sure = 3
const most = 200
/** Of the time between two looks, what a program that does nothing computes at most, as a share. */
const idle = 0.2

/**
 * Ends the program. Node 24 may wait forever at its own end for a thread that still compiles what ran a moment ago, and that
 * thread for the program (github.com/nodejs/node/issues/54918): so it ends once nothing is at work any more.
 */
export async function leave(code?: number | string | null): Promise<never> {
  for (let looks = 0, quiet = 0; looks < most && quiet < sure; looks++) {
    const [from, before] = [performance.now(), process.cpuUsage()]
    await sleep(look)
    const { user, system } = process.cpuUsage(before)
    quiet = (user + system) / 1000 < (performance.now() - from) * idle ? quiet + 1 : 0
  }
  process.exit(code)
}
