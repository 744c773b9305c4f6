import { slack } from './slack/tested.ts'
import { teams } from './teams/tested.ts'
import type { TestedPlatform } from './tested-platform.ts'

/** Every chat platform. */
export const platforms: readonly TestedPlatform[] = [slack, teams]
