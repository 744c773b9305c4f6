import type { TestProject } from 'vitest/node'
import { missing } from './missing.ts'

/** At the end of a run it is said that the Playground was left out, and why: a count of skipped tests tells nobody. */
export default ({ vitest }: TestProject) =>
  (): void => {
    const isAmong = vitest.state.getPaths().some((path) => path.includes('/test/playground/'))
    if (isAmong && missing !== undefined) process.stdout.write(`\n      Skipped  the Agents Playground: ${missing}\n`)
  }
