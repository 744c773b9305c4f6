import { severity, type Proof } from '../../../src/index.ts'
import type { Command, Environment } from '../command.ts'

/**
 * `npm run prove`: decides every cell (combination of facts) with the compiled rules, and compares this
 * with the plain, slow evaluation of the same rules. Exits with 1 if the proof fails or the results differ.
 * By default only the first cells of each distinct set of remaining rules are evaluated plainly; with
 * `--plain`, every cell is.
 */
export const prove: Command = (environment) => {
  const licet = environment.load()
  if (environment.interactive) environment.warn('deciding every cell …\n')
  const timed = timer(environment)
  const [proof, seconds] = timed(() => licet.prove(environment.today))
  environment.write(`${report(proof, seconds)}\n`)
  const which = environment.arguments.includes('--plain') ? 'each cell' : 'each law'
  const [{ cells, otherwise }, plainSeconds] = timed(() => licet.comparePlainly(environment.today, which))
  const read = `${cells.toLocaleString('en-US')} cells read plainly in ${plainSeconds.toFixed(2)} s (${which})`
  environment.write(
    otherwise.length === 0
      ? `${read}: the compiled rules say the same in all of them, findings included\n`
      : `${read}: the compiled rules say OTHERWISE in ${otherwise.length}, such as\n  ${otherwise.slice(0, 5).join('\n  ')}\n`,
  )
  return Promise.resolve(proof.failures.length === 0 && otherwise.length === 0 ? 0 : 1)
}

const timer =
  ({ now }: Environment) =>
  <T>(work: () => T): readonly [done: T, seconds: number] => {
    const start = now()
    const done = work()
    return [done, (now() - start) / 1000]
  }

function report({ cells, outcomes, differences, failures }: Proof, seconds: number): string {
  const share = (count: number): string => `${((100 * count) / cells).toFixed(1).padStart(5)} %`
  return [
    `${cells.toLocaleString('en-US')} cells in ${seconds.toFixed(2)} s`,
    ...severity.map((said) => `${share(outcomes.get(said) ?? 0)}  ${said}`),
    '',
    `Where the law table says otherwise (${differences.length}):`,
    ...differences.map(
      (one) =>
        `  ${one.row} says ${one.theirs}, the rules say ${one.ours}, in ${one.cells} cells, e.g. ` +
        `${one.example}\n      ${one.reason ?? 'NO REASON LISTED'}`,
    ),
    '',
    failures.length === 0
      ? 'proven: every cell has a rung, a question or a reason for counsel, and every invariant holds'
      : `NOT PROVEN:\n${failures.map((failure) => `  ${failure}`).join('\n')}`,
  ].join('\n')
}
