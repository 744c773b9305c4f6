import { isFuzz } from '../seed.ts'
import { postgres } from './postgres.ts'
import { sqlite } from './sqlite.ts'
import type { Engine } from './tested-engine.ts'

export type { Engine, Made, Start } from './tested-engine.ts'

/** Every engine; a test of none in particular uses the first. */
export const engines: readonly Engine[] = [sqlite, postgres]

/** One engine, for tests that do not depend on the database; `npm run fuzz` runs them on all. */
export const quickEngines: readonly Engine[] = isFuzz ? engines : engines.slice(0, 1)
