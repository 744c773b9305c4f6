import type { Base } from '../../knowledge/base.ts'

/** The lists whose countries are denied for the destination's sake. A reader takes no day: a country that stands there on any day counts. */
const denying = ['itar-126-1-d1', 'itar-126-1-d2', 'embargo']

const isOn = (base: Base, code: string, group: string): boolean =>
  base.groups.get(group)?.members.some((member) => (typeof member === 'string' ? member : member.code) === code) === true

/** Whether a country stands on a list that denies by destination. */
export const isListed = (base: Base, code: string): boolean => denying.some((group) => isOn(base, code, group))

/** Whether a country is the United States or one of their territories. */
export const isHome = (base: Base, code: string): boolean => isOn(base, code, 'us')
