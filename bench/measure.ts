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

/** What a fresh process of its own prints as JSON, several times over (see fresh.ts). */
export function inFreshProcesses<T>(task: 'load' | 'prove', times: number): readonly T[] {
  const script = fileURLToPath(new URL('fresh.ts', import.meta.url))
  return Array.from(
    { length: times },
    () => JSON.parse(execFileSync(process.execPath, [script, task], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })) as T,
  )
}
