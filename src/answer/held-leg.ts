import type { Doubt } from './doubt.ts'
import type { ExploredLeg } from './leg.ts'

/** A decided leg with the doubts about its answer. `isHeld`: the answer is held back, and the reply asks a question instead. */
export type HeldLeg = ExploredLeg & {
  readonly doubts: readonly Doubt[]
  readonly isHeld: boolean
  /** The answer is held back only because it would clear. An answer that needs a license would not be held back. */
  readonly wouldClear: boolean
  /** The words of the doubts that the asker has settled with a yes: these words change nothing. */
  readonly settled: readonly string[]
  /** The verdict that the leg has if none of the doubts changes anything. */
  readonly ifSettled: ExploredLeg['said']
}
