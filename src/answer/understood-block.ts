import type { Base } from '../knowledge/base.ts'
import type { Block } from '../port/reply.ts'
import { factWords } from './assumptions.ts'
import type { BasisEntry } from './facts-used.ts'
import type { Unused } from './unused-words.ts'

/**
 * The block that answers "what did you understand?": it lists what the asker said, as it was read, and
 * which words were not used.
 */
export function understoodBlock(base: Base, read: readonly BasisEntry[], unused: readonly Unused[]): Block {
  const said = read.filter(({ origin }) => origin === 'said' || origin === 'product')
  return {
    kind: 'list',
    title: 'What I understood',
    items: [
      ...said.map(
        ({ slot, value, typed }) => `${factWords(base, slot)}: ${value}${typed === undefined || typed === value ? '' : ` ("${typed}")`}`,
      ),
      ...(unused.length === 0 ? [] : [`not used: ${unused.map(({ typed }) => `"${typed}"`).join(', ')}`]),
      'If something is wrong, say it in a word: "no, the interstage", "not Austria, Australia", "the range is 250 km".',
    ],
  }
}
