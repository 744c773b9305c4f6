import type { Base } from '../../knowledge/base.ts'
import type { ItemReading } from '../reading.ts'

/**
 * How strictly the mildest of some classes is controlled.
 * - 0: the class is not on the Munitions List, or is not known.
 * - 1: the class is on that list, and stands for articles of any kind (`anyKind` in classes.yaml).
 * - 2: the class is on that list, and its kind of article is known.
 */
export const mildestControl = (base: Base, lands: ItemReading['lands']): number =>
  Math.min(
    ...lands.map(({ class: id }) => {
      const one = base.classes.get(id)
      return one?.jurisdiction !== 'ITAR' ? 0 : one.anyKind === true ? 1 : 2
    }),
  )

/** Whether an entry is on a milder list than an item, e.g. a Commerce entry beside a rocket part. */
export const isOnMilderList = (base: Base, entry: ItemReading, thing: ItemReading): boolean =>
  mildestControl(base, entry.lands) < mildestControl(base, thing.lands)
