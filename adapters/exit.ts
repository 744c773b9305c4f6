import { setTimeout as sleep } from 'node:timers/promises'

/** The interval between two checks of the processor time, in milliseconds. */
const interval = 10
/** The number of idle checks in a row after which the process counts as idle. */
const enoughIdle = 3
/** The number of checks after which the process exits anyway. */
const mostChecks = 200
/** Below this processor time per interval, in microseconds, the process counts as idle. */
const idleBelow = 2000

/**
 * Exits as soon as the process is idle, or after `mostChecks` checks. Node 24 can deadlock at exit while a
 * thread still compiles code that has just run (github.com/nodejs/node/issues/54918), so this waits until
 * no thread is working.
 */
export async function exitWhenIdle(code = process.exitCode): Promise<never> {
  for (let checks = 0, idleInARow = 0; checks < mostChecks && idleInARow < enoughIdle; checks++) {
    const before = process.cpuUsage()
    await sleep(interval)
    const { user, system } = process.cpuUsage(before)
    idleInARow = user + system < idleBelow ? idleInARow + 1 : 0
  }
  process.exit(code)
}
