import type { Said } from '../../src/engine/explore.ts'
import { combinations, fill, type Cell } from './probe.ts'
import { trapsOfDeal } from './traps-of-deal.ts'
import { trapsOfPlace } from './traps-of-place.ts'

/** Questions of one kind that must not clear. Their templates take every combination of the words of their slots. */
export type TrapFamily = {
  readonly name: string
  /** More than one message is a conversation. */
  readonly frames: ReadonlyArray<readonly string[]>
  readonly words: Readonly<Record<string, readonly string[]>>
  /** The mildest that may be said; by default `case-by-case`. */
  readonly least?: Said
}

/** Questions that sound as if they cleared and must not: nothing milder than a review case by case may be said. */
export const trapsCells: readonly Cell[] = [...trapsOfPlace, ...trapsOfDeal].flatMap(({ name, frames, words, least = 'case-by-case' }) =>
  frames.flatMap((frame) =>
    combinations(frame, words).map((chosen): Cell => () => ({
      frame: name,
      messages: frame.map((message) => fill(message, chosen)),
      floor: { said: least },
    })),
  ),
)
