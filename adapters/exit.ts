import { setTimeout as sleep } from 'node:timers/promises'

/** Looks so often, in milliseconds, and is sure after so many looks in a row that found nothing at work; at the latest after `most`. */
const look = 10
const sure = 3
const most = 200
/** So many microseconds of processor time a program computes at most between two looks that does nothing. */
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
