import { existsSync } from 'node:fs'
import { hasItsEnd } from '../record/read-chain.ts'
import { broken, doubtful, fine, findingFromError, type Finding } from '../port/finding.ts'
import type { Platform } from '../port/platform.ts'
import { identify } from '../store/look-at-database.ts'
import type { Store } from '../store/store.ts'
import { runCheck, type Check, type Limits } from './run-check.ts'
import { writingCheck } from './storage.ts'

/** The result of the readiness checks. A process can do its work (`isReady`) unless a finding is `broken`. */
export type Readiness = { readonly isReady: boolean; readonly findings: readonly Finding[] }

/** What readiness depends on: the parts of a running process, and the problems that it met. */
export type Runner = {
  readonly store: Store
  /** The version of the knowledge that answers. */
  readonly knowledge: string
  readonly platforms: readonly Platform[]
  /**
   * The platforms whose last send got no proper response, each with the problem. A platform is removed when
   * it responds to a later send.
   */
  readonly away: () => ReadonlyMap<string, string>
  /**
   * What the work by the clock (`tick` in app.ts, which does not send) failed on last, in words; `undefined` once it has gone through
   * again. Failures of these checks do not count.
   */
  readonly trouble: () => string | undefined
  readonly now: () => number
}

/** Checks only what is needed to answer. Never throws, and takes at most twice `limits.checkTimeout`. */
export async function examineReadiness(runner: Runner, limits: Limits): Promise<Readiness> {
  const lasting = await runCheck(database(runner), limits)
  const isBroken = lasting.some(({ state }) => state === 'broken')
  const findings = [
    ...lasting,
    ...(isBroken ? [] : await runCheck(writingCheck(runner.store, runner.now), limits)),
    ...troubleMet(runner),
    ...runner.platforms.filter(({ channel }) => channel === undefined).map((platform) => judge(platform, runner.away())),
  ]
  return { isReady: !findings.some(({ state }) => state === 'broken'), findings }
}

const database = ({ store, knowledge }: Runner): Check => ({
  what: 'Database',
  mend: 'start it, or correct DATABASE_URL',
  look: async () => {
    if (store.file !== undefined && !existsSync(store.file))
      return broken('Database', 'its file is gone', 'bring the file back, or restore a backup, and start Licet anew')
    const { engine, schema, known } = await identify(store)
    return [
      schema === known ? fine('Database', `${engine}, schema ${schema}`) : judgeSchema(schema, known),
      await lookAtVersion(store, knowledge),
      ...((await hasItsEnd(store)) ? [] : [endMissing]),
    ]
  },
})

const endMissing = broken(
  'Record',
  'the end that the database names is not the end of the chain',
  'run npm run record -- verify, and restore the last backup',
)

const judgeSchema = (schema: string, known: string): Finding =>
  schema > known
    ? broken('Schema', `a newer Licet made it ${schema}, and this program knows ${known}`, 'run the newer program here, too')
    : broken('Schema', `it is ${schema}, and this program needs ${known}`, 'start Licet anew; it brings the schema up to date')

async function lookAtVersion({ db }: Store, version: string): Promise<Finding> {
  const kept = await db.selectFrom('knowledge').select('version').where('version', '=', version).executeTakeFirst()
  return kept === undefined
    ? broken('Knowledge', `version ${version} answers and is not kept in this database`, 'start Licet anew; it keeps the version then')
    : fine('Knowledge', `version ${version}`)
}

function troubleMet({ trouble }: Runner): readonly Finding[] {
  const words = trouble()
  return words === undefined ? [] : [findingFromError(broken, 'Work', words, 'see the log')]
}

const look = 'see whether the platform has an outage, then npm run doctor'

/**
 * Makes the finding for a platform. A connection for receiving events that is not open is broken. Anything
 * else is only doubtful, so that the process remains in service: the platform was not reached yet, sending
 * fails, or its requests are refused.
 */
function judge({ name, isConnected, isShut, waits }: Platform, away: ReadonlyMap<string, string>): Finding {
  const problem = away.get(name)
  const begins = waits?.()
  const shut = isShut?.()
  if (begins !== undefined) return doubtful(name, begins, look)
  if (isConnected?.() === false) return broken(name, 'it is not connected', look)
  if (problem !== undefined) return findingFromError(doubtful, name, `nothing gets through: ${problem}`, look)
  if (shut !== undefined) return findingFromError(doubtful, name, shut, look)
  return fine(name, 'nothing is known against it')
}
