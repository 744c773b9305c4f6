import type { Platform } from '../port/platform.ts'
import type { ChatParts } from './plan.ts'

/** Looks up a person at their platform, which their id begins with ("slack:…"). */
export const lookUpAt =
  (platforms: readonly Platform[]): ChatParts['lookUp'] =>
  async (id) => {
    const platform = platforms.find(({ name }) => id.startsWith(`${name}:`))
    return platform?.person === undefined ? 'unknown' : ((await platform.person(id)) ?? 'nobody')
  }
