import type { Base } from '../../knowledge/base.ts'
import type { Family } from '../../knowledge/schema.ts'
import { entryQuoted, readEntry } from './entries.ts'
import { onlyListed } from './munitions-marks.ts'
import { fromFamily, fromSystem } from './item-of-name.ts'
import type { ItemReading, ControlClaim } from '../reading.ts'
import { withClaim } from './mt-claims.ts'

/** A storable reference to an item that was read: enough to find it in the knowledge again, without the asker's words. */
export type StoredItem = {
  readonly kind: ItemReading['source']['kind']
  readonly id: string
  /**
   * The level of the item. If an entry is quoted, this can be the level of the item named beside the entry.
   */
  readonly level: Family['level']
  /** The entry that was quoted, in its standard spelling. */
  readonly entry?: string
  /** The asker said that the item is on the Munitions List, so only its classes on that list count. */
  readonly isListed?: true
  /** What the asker said about whether the item is controlled for missile technology. */
  readonly told?: ControlClaim
}

export const toStoredItem = ({ source, level, entry, isListed, told }: ItemReading): StoredItem => ({
  ...source,
  level,
  ...(entry === undefined ? {} : { entry }),
  ...(isListed === true ? { isListed } : {}),
  ...(told === undefined ? {} : { told }),
})

/** Finds the item of a reference again, perhaps in another version of the knowledge; `undefined` if that version does not have it. */
export function fromStoredItem(base: Base, ref: StoredItem | undefined): ItemReading | undefined {
  const thing = ref === undefined ? undefined : find(base, ref)
  if (ref === undefined || thing === undefined) return undefined
  return { ...withClaim(base, ref.isListed === true ? onlyListed(base, thing) : thing, ref.told), level: ref.level }
}

function find(base: Base, { kind, id, entry }: StoredItem): ItemReading | undefined {
  if (kind === 'family') {
    const family = base.families.find((one) => one.id === id)
    return family === undefined ? undefined : fromFamily(family, family.name)
  }
  if (kind === 'system') {
    const system = base.systems.find((one) => one.id === id)
    return system === undefined ? undefined : fromSystem(base, system, system.names[0] ?? id)
  }
  // Another version of the knowledge can match the same quote by another pattern.
  const known =
    base.entries.find((one) => one.entry === id) ??
    (entry === undefined ? undefined : entryQuoted(base, entry.replace(/^USML (?=[IVX])/, '')))
  return known === undefined ? undefined : readEntry(known, entry ?? id)
}
