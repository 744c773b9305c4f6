import type { ChainVerdict } from '../../src/index.ts'
import type { Environment } from './command.ts'

/**
 * Prints the result of checking a hash chain and, if a hash is `wanted`, whether it occurs in the chain.
 * `problems` are further faults. Returns the exit code.
 */
export function report(
  { write }: Pick<Environment, 'write'>,
  { links, erased, head, broken, hasHash }: ChainVerdict,
  wanted: string | undefined,
  problems: readonly string[] = [],
): number {
  if (broken !== undefined) write(`BROKEN at entry ${broken.seq} (${broken.id}): ${broken.why}\n`)
  for (const problem of problems) write(`BROKEN: ${problem}\n`)
  if (broken === undefined && problems.length === 0)
    write(`${links} entries, chain intact${erased === 0 ? '' : `, the words of ${erased} erased by rule`}\nhead ${head.seq} ${head.hash}\n`)
  if (wanted !== undefined)
    write(
      hasHash
        ? 'the hash you gave is in it\n'
        : 'NOT FOUND: the hash you gave is not in it; the record was rewritten, or the hash is another record’s\n',
    )
  return broken === undefined && problems.length === 0 && hasHash ? 0 : 1
}
