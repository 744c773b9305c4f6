import { setTimeout as sleep } from 'node:timers/promises'

/** How long lies between two looks, in milliseconds. */
const look = 10
/** After so many looks in a row that found nothing at work, nothing is. */
const sure = 3
/** After so many looks it is waited no longer. */
const most = 200
/** A program that does nothing takes less than this between two looks, in microseconds of processor time. */
const idle = 2000

/**
 * Ends the program. Node 24 may wait forever at its own end for a thread that still compiles what ran a moment ago, and that
 * thread for the program (github.com/nodejs/node/issues/54918): so it ends once nothing is at work any more.
 */
export async function leave(code = process.exitCode): Promise<never> {
  for (let looks = 0, quiet = 0; looks < most && quiet < sure; looks++) {
    const before = process.cpuUsage()
    await sleep(look)
    const { user, system } = process.cpuUsage(before)
    quiet = user + system < idle ? quiet + 1 : 0
  }
  process.exit(code)
}
