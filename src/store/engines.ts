import type { Engine } from './engine.ts'
import { StoreError } from './errors.ts'
import { postgres } from './postgres.ts'
import { sqlite } from './sqlite.ts'

/** Every database engine that Licet can use. */
export const engines: readonly Engine[] = [sqlite, postgres]

const forms = `write ${engines.map(({ address }) => address.form).join(' or ')}`

/**
 * What is wrong with the URL of a database, in words that do not repeat the URL, because it can contain a
 * password; `undefined` if nothing is wrong.
 */
export function addressProblem(url: string): string | undefined {
  const address = engineNamedIn(url)?.address
  if (address === undefined) return `names no database that Licet knows; ${forms}`
  if (address.isClear(url)) return undefined
  return `is no address as it stands; ${forms}${address.care === undefined ? '' : `, and ${address.care}`}`
}

/** The engine of the database at a URL. Throws a StoreError if something is wrong with the URL. */
export function engineOf(url: string): Engine {
  const engine = engineNamedIn(url)
  const problem = addressProblem(url)
  if (engine === undefined || problem !== undefined) throw new StoreError(`DATABASE_URL ${problem}`, undefined)
  return engine
}

const engineNamedIn = (url: string): Engine | undefined => engines.find(({ address }) => address.isMine(url))
