import { severity, type Proof } from '../../../src/index.ts'
import type { Command } from '../app.ts'

/** `npm run prove`: decides every cell of the space of facts and fails on any that has no answer. */
export const prove: Command = (environment) => {
  const licet = environment.load()
  if (environment.interactive) environment.warn('deciding every cell …\n')
  const start = environment.now()
  const proof = licet.prove(environment.today)
  environment.write(`${report(proof, (environment.now() - start) / 1000)}\n`)
  return Promise.resolve(proof.failures.length === 0 ? 0 : 1)
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
        `  ${one.row} says ${one.theirs}, the rules say ${one.ours}, in ${one.cells} cells, e.g. ${one.example}\n      ${one.reason ?? 'NO REASON LISTED'}`,
    ),
    '',
    failures.length === 0
      ? 'proven: every cell has a rung, a question or a reason for counsel, and every invariant holds'
      : `NOT PROVEN:\n${failures.map((failure) => `  ${failure}`).join('\n')}`,
  ].join('\n')
}
