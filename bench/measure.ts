import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const rounds = 11
const turnMilliseconds = 250

/** Work to measure: one call of `run` does `count` things. */
export type Work = { readonly count: number; readonly run: () => unknown }

/** Runs each work in turn, for eleven rounds, and returns the rates per second of each round. A first round for warming up is left out. */
export async function roundsOf(works: readonly Work[]): Promise<readonly (readonly number[])[]> {
  const measured: (readonly number[])[] = []
  for (let round = 0; round <= rounds; round++) {
    const rates: number[] = []
    for (const work of works) rates.push(await rateOf(work))
    if (round > 0) measured.push(rates)
  }
  return measured
}

async function rateOf({ count, run }: Work): Promise<number> {
  const start = performance.now()
  let done = 0
  while (performance.now() - start < turnMilliseconds) {
    await run()
    done += count
  }
  return (1000 * done) / (performance.now() - start)
}

/** The middle value of some numbers. */
export function median(numbers: readonly number[]): number {
  const middle = [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
  if (middle === undefined) throw new Error('no numbers')
  return middle
}

/** Runs fresh.ts `times` times, each in a new process, and returns the numbers that each prints. */
export function inFreshProcesses(task: 'load' | 'prove', times: number): readonly (readonly number[])[] {
  const script = fileURLToPath(new URL('fresh.ts', import.meta.url))
  const run = (): string => execFileSync(process.execPath, [script, task], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  return Array.from({ length: times }, () => run().split(' ').map(Number))
}
