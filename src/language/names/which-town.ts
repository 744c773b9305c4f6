import { wordAt } from './position.ts'
import type { Token } from '../text/text.ts'

/** The countries of a town, and the index after its name. */
type Ended = { readonly codes: readonly string[]; readonly to: number }

/** Signs that may stand between a town and its state or country. */
export const behind: ReadonlySet<string> = new Set(['', ',', '('])

/** The index of the state or country that says which town is meant: "Melbourne, the one in Florida", "Melbourne (the Florida one)". */
export function oneIn(tokens: readonly Token[], to: number | undefined): number | undefined {
  const next = to === undefined ? undefined : tokens[to]
  if (to === undefined || next?.word !== 'the' || !(behind.has(next.parted) || next.parted === '.')) return undefined
  if (wordAt(tokens, to + 1) !== 'one') return to + 1
  return wordAt(tokens, to + 2) === 'in' ? to + 3 : undefined
}

/** Ends such a phrase. The clause must end there, too: "Moscow, the one in Texas pays" may speak of somebody else. */
export function endOfOne(tokens: readonly Token[], at: number, found: Ended): Ended | undefined {
  const to = wordAt(tokens, at - 1) === 'the' ? found.to + 1 : found.to
  if (to > found.to && wordAt(tokens, found.to) !== 'one') return undefined
  return tokens[to] === undefined || tokens[to].parted !== '' ? { ...found, to } : undefined
}
