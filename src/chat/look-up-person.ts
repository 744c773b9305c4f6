import type { Platform } from '../port/platform.ts'
import type { ChatParts } from './plan.ts'

/**
 * Looks up a person on the platform that their id begins with ("slack:…"). `unknown`: that platform does
 * not run here, or cannot look people up. `nobody`: it knows no such person, or does not respond.
 */
export const lookUpAt =
  (platforms: readonly Platform[]): ChatParts['lookUp'] =>
  async (id) => {
    const platform = platforms.find(({ name }) => id.startsWith(`${name}:`))
    return platform?.person === undefined ? 'unknown' : ((await platform.person(id)) ?? 'nobody')
  }
