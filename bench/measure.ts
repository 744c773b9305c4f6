import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const rounds = 7
const roundMilliseconds = 400

/** Work that does `count` things each time it is run. */
export type Work = { readonly count: number; readonly run: () => unknown }

/** How often each work does its thing in a second: the median of rounds taken in turns, after one round to warm up. */
export async function ratesOf(works: readonly Work[]): Promise<readonly number[]> {
  const measured: number[][] = works.map(() => [])
  for (let round = 0; round <= rounds; round++) {
    for (const [index, work] of works.entries()) {
      const rate = await rateOf(work)
      if (round > 0) measured[index]?.push(rate)
    }
  }
  return measured.map(median)
}

async function rateOf({ count, run }: Work): Promise<number> {
  const start = performance.now()
  let done = 0
  while (performance.now() - start < roundMilliseconds) {
    await run()
    done += count
  }
  return (1000 * done) / (performance.now() - start)
}

/** The middle one of some numbers. */
export function median(numbers: readonly number[]): number {
  const middle = [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
  if (middle === undefined) throw new Error('no numbers')
  return middle
}

/** The numbers that fresh processes of their own print, one list for each process (see fresh.ts). */
export function inFreshProcesses(task: 'load' | 'prove', times: number): readonly (readonly number[])[] {
  const script = fileURLToPath(new URL('fresh.ts', import.meta.url))
  const run = (): string => execFileSync(process.execPath, [script, task], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  return Array.from({ length: times }, () => run().split(' ').map(Number))
}
