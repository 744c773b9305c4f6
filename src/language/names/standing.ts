import type { Base } from '../../knowledge/base.ts'
import { keptFor } from '../kept.ts'

/** The lists whose countries are denied for the destination's sake. A reader takes no day: a country that stands there on any day counts. */
const denying = ['itar-126-1-d1', 'itar-126-1-d2', 'embargo']

const codesOn = (base: Base, groups: readonly string[]): ReadonlySet<string> =>
  new Set(
    groups.flatMap((group) => (base.groups.get(group)?.members ?? []).map((member) => (typeof member === 'string' ? member : member.code))),
  )

const listed = keptFor((base: Base) => codesOn(base, denying))
const home = keptFor((base: Base) => codesOn(base, ['us']))

/** Whether a country stands on a list that denies by destination. */
export const isListed = (base: Base, code: string): boolean => listed(base).has(code)

/** Whether a country is the United States or one of their territories. */
export const isHome = (base: Base, code: string): boolean => home(base).has(code)
