import type { Doubt } from './doubt.ts'
import type { ExploredLeg } from './leg.ts'

/** A decided leg with the doubts about its answer. `isHeld`: the answer is held back, and the reply asks a question instead. */
export type HeldLeg = ExploredLeg & {
  readonly doubts: readonly Doubt[]
  readonly isHeld: boolean
  /**
   * Whether the answer is milder than case by case, and is held back only by doubts that can make a license
   * necessary but nothing stricter.
   */
  readonly wouldClear: boolean
  /** The words of the doubts that the asker has settled with a yes: these words change nothing. */
  readonly settled: readonly string[]
  /** The verdict that the leg has if none of the doubts changes anything. */
  readonly ifSettled: ExploredLeg['shown']
}
