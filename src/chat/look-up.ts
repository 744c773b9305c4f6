import type { Platform } from '../port/platform.ts'
import type { ChatParts } from './plan.ts'

/** Asks the platform that a person is of who that is. */
export const lookUpAt =
  (platforms: readonly Platform[]): ChatParts['lookUp'] =>
  async (id) => {
    const platform = platforms.find(({ name }) => id.startsWith(`${name}:`))
    return platform?.person === undefined ? 'unknown' : ((await platform.person(id)) ?? 'nobody')
  }
