import type { Base } from '../../knowledge/base.ts'
import type { Family } from '../../knowledge/schema.ts'
import { entryQuoted, readEntry } from './entries.ts'
import { onlyListed } from './munitions-marks.ts'
import { fromFamily, fromSystem } from './named.ts'
import type { ItemReading, Told } from '../reading.ts'
import { withTold } from './told-marks.ts'

/** Where a thing that was read stands in the knowledge: enough to have it again, and none of the asker's words. */
export type ThingRef = {
  readonly kind: ItemReading['source']['kind']
  readonly id: string
  /** Of the thing beside a quoted entry, where it is another than the entry's own. */
  readonly level: Family['level']
  /** The entry as it was quoted, in its standard spelling. */
  readonly entry?: string
  /** It was said to be on the Munitions List: only what that list has of it. */
  readonly isListed?: true
  /** What was said of its mark or its category. */
  readonly told?: Told
}

export const refOf = ({ source, level, entry, isListed, told }: ItemReading): ThingRef => ({
  ...source,
  level,
  ...(entry === undefined ? {} : { entry }),
  ...(isListed === true ? { isListed } : {}),
  ...(told === undefined ? {} : { told }),
})

/** The thing again, from knowledge that may be other; nothing where that does not have it. */
export function revive(base: Base, ref: ThingRef | undefined): ItemReading | undefined {
  const thing = ref === undefined ? undefined : find(base, ref)
  if (ref === undefined || thing === undefined) return undefined
  return { ...withTold(base, ref.isListed === true ? onlyListed(thing) : thing, ref.told), level: ref.level }
}

function find(base: Base, { kind, id, entry }: ThingRef): ItemReading | undefined {
  if (kind === 'family') {
    const family = base.families.find((one) => one.id === id)
    return family === undefined ? undefined : fromFamily(family, family.name)
  }
  if (kind === 'system') {
    const system = base.systems.find((one) => one.id === id)
    return system === undefined ? undefined : fromSystem(base, system, system.names[0] ?? id)
  }
  // Knowledge of another day may know the same quote by another pattern.
  const known =
    base.entries.find((one) => one.entry === id) ??
    (entry === undefined ? undefined : entryQuoted(base, entry.replace(/^USML (?=[IVX])/, '')))
  return known === undefined ? undefined : readEntry(known, entry ?? id)
}
