import { combinations, fill, type Cell } from './probe.ts'
import { trapsOfDeal } from './traps-of-deal.ts'
import { trapsOfPlace } from './traps-of-place.ts'
import type { ShownVerdict } from '../../src/engine/shown-verdict.ts'

/** A kind of questions that must not be cleared, as templates filled with every combination of words. */
export type TrapFamily = {
  readonly name: string
  /** Several messages are a conversation. */
  readonly frames: ReadonlyArray<readonly string[]>
  readonly words: Readonly<Record<string, readonly string[]>>
  /** The mildest verdict allowed; by default `case-by-case`. */
  readonly least?: ShownVerdict
}

/** Questions that seem harmless but need at least a case-by-case review. */
export const trapsCells: readonly Cell[] = [...trapsOfPlace, ...trapsOfDeal].flatMap(({ name, frames, words, least = 'case-by-case' }) =>
  frames.flatMap((frame) =>
    combinations(frame, words).map((chosen): Cell => () => ({
      frame: name,
      messages: frame.map((message) => fill(message, chosen)),
      floor: { said: least },
    })),
  ),
)
