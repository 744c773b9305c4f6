import type { TestProject } from 'vitest/node'
import { missing } from './missing.ts'

/** Says at the end of a run that the Playground tests were skipped, and why, since a mere count of skipped tests would be overlooked. */
export default ({ vitest }: TestProject) =>
  (): void => {
    const isAmong = vitest.state.getPaths().some((path) => path.includes('/test/playground/'))
    if (isAmong && missing !== undefined) process.stdout.write(`\n      Skipped  the Agents Playground: ${missing}\n`)
  }
