import type { QuantitiesData } from '../../knowledge/quantities-schema.ts'
import type { Piece } from '../text/pieces.ts'
import { createPhrases, type Phrases } from './figure-pattern.ts'

/**
 * A unit: the kind of quantity it measures, and its size in the base unit of that kind (`low` and `high` differ for a vague unit, "Mach").
 * - `shy`: its name also means something else ("m").
 * - `fraction`: three digits after a point are decimals (1.100).
 * - `alone`: an article before it counts as the number one ("a ton").
 */
export type Unit = {
  readonly kind: string
  readonly low: number
  readonly high: number
  readonly shy: boolean
  readonly fraction: boolean
  readonly alone: boolean
}

/** Signs that may be between the words of a unit: N·s, N.s, N-s, N*s. */
const joints: ReadonlySet<string> = new Set(['·', '.', '-', '*', '⋅', '×'])

/** The names of the units that follow a number or, with `before`, precede it. */
export const unitNames = (data: QuantitiesData, before: boolean): Phrases<Unit> =>
  createPhrases(
    data.units.flatMap(({ kind, names }) =>
      names
        .filter((one) => (one.before ?? false) === before)
        .flatMap(({ names: words, factor, between, shy = false, fraction = false, alone = false }) =>
          words.map((word): readonly [string, Unit] => [
            word,
            { kind, low: factor ?? between?.[0] ?? 1, high: factor ?? between?.[1] ?? 1, shy, fraction, alone },
          ]),
        ),
    ),
    joints,
  )

/** The pieces at which units are named, except by words that also mean something else; `to` is exclusive. */
export function unitsIn(names: Phrases<Unit>, pieces: readonly Piece[]): ReadonlyArray<{ readonly from: number; readonly to: number }> {
  const found: { from: number; to: number }[] = []
  for (let at = 0; at < pieces.length;) {
    const unit = names.longest(pieces, at)
    if (unit !== undefined && !unit.value.shy) found.push({ from: at, to: unit.to })
    at = unit?.to ?? at + 1
  }
  return found
}
