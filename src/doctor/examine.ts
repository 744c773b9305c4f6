import { feedbackReadersIn } from '../cases/feedback-readers.ts'
import type { Config, Settings } from '../config.ts'
import type { Base } from '../knowledge/base.ts'
import { doubtful, type Finding } from '../port/finding.ts'
import type { Platform } from '../port/platform.ts'
import { createConversationReferences } from '../store/conversation-references.ts'
import { createReplyAddresses } from '../delivery/reply-addresses.ts'
import { createSecrets } from '../delivery/secrets.ts'
import { inTime } from '../store/in-time.ts'
import { openMemory, type Memory } from '../store/memory.ts'
import { openStore, type Store } from '../store/store.ts'
import { createVault } from '../store/vault.ts'
import { counselAccountsCheck } from './counsel-accounts.ts'
import { runCheck, checkTimeout, type Limits } from './run-check.ts'
import { knowledgeCheck } from './knowledge.ts'
import { lookAtSettings } from './settings.ts'
import { databaseCheck, storageChecks, writingCheck } from './storage.ts'
import { tipsCheck } from './tips.ts'
import { trafficChecks } from './traffic.ts'

/**
 * What the doctor examines. If `open` throws a StoreError, or `knowledge` a KnowledgeError, the error
 * becomes a finding.
 */
export type Patient = {
  readonly open: () => Promise<{ readonly store: Store; readonly memory: Memory }>
  /** The keys that secrets are encrypted with. */
  readonly keys?: readonly Buffer[]
  readonly knowledge: () => Base
  readonly settings: Settings
  readonly platforms: readonly Platform[]
  /** Gives epoch milliseconds. */
  readonly now: () => number
}

/**
 * Checks the database and its contents, each platform, the knowledge and the settings, each independently
 * of the others. Never throws, and takes at most a few times `limits.checkTimeout`.
 */
export async function examine(patient: Patient, limits: Limits): Promise<readonly Finding[]> {
  const { settings, platforms, now } = patient
  let base: Base | undefined
  const knowledge = (): Base => (base ??= patient.knowledge())
  // Loading the knowledge blocks the program for a moment, so the other checks, which have timeouts, run after it.
  const known = await runCheck(knowledgeCheck(knowledge, now()), limits)
  const found = await Promise.all([
    examineStore(patient, base, limits),
    ...platforms.map((platform) => examinePlatform(platform, patient, limits)),
  ])
  return [...found.flat(), ...known, ...lookAtSettings(settings, platforms)]
}

/**
 * Checks the database and its contents. Writing is checked before everything that only reads: SQLite has one
 * connection, and a write that waits for its turn blocks that connection.
 */
async function examineStore(
  { open, platforms, settings, now }: Patient,
  base: Base | undefined,
  limits: Limits,
): Promise<readonly Finding[]> {
  let opened: Awaited<ReturnType<Patient['open']>> | undefined
  const first = await runCheck(
    databaseCheck(async () => (opened = await open()).store),
    limits,
  )
  if (opened === undefined || first.some(({ state }) => state === 'broken')) return [...first, unseen]
  const { store, memory } = opened
  const reading = [
    ...storageChecks(store, memory, now),
    ...trafficChecks(store, platforms, now()),
    counselAccountsCheck(store, settings.queues, platforms),
    ...(base === undefined ? [] : [tipsCheck(store, base, platforms, now())]),
  ]
  const read = (await Promise.all(reading.map((one) => runCheck(one, limits)))).flat()
  return [...first, ...(await runCheck(writingCheck(store, now), limits)), ...read]
}

const unseen = doubtful('Record, memory, inbox and outbox', 'not looked at, for want of the database', 'mend the database first')

/**
 * Runs the platform's own checks. That takes several calls, so the timeout is twice that of another check.
 */
async function examinePlatform(
  { name, examine }: Platform,
  { settings, open, keys = [], now }: Patient,
  { checkTimeout, tell }: Limits,
): Promise<readonly Finding[]> {
  if (examine === undefined) return []
  const places = [...settings.queues, ...feedbackReadersIn(settings)].map(({ desk }) => desk).filter(({ platform }) => platform === name)
  const kept = async () => {
    const { store } = await open()
    return {
      secrets: createSecrets(store, createVault(keys), now),
      conversationReferences: createConversationReferences(store, now),
      replyAddresses: createReplyAddresses(store, keys, now),
    }
  }
  const desks = [...new Map(places.map((place) => [place.id, place])).values()]
  return await runCheck(
    { what: name, mend: 'see whether the platform has an outage', look: () => examine(desks, kept) },
    { checkTimeout: 2 * checkTimeout, tell },
  )
}

/**
 * Examines an installation whose program is not running in this process: opens its database as configured,
 * and closes it afterwards.
 */
export async function examineApart(
  config: Config,
  outside: Pick<Patient, 'knowledge' | 'platforms' | 'now'> & Pick<Limits, 'tell'>,
): Promise<readonly Finding[]> {
  const { tell } = outside
  const opened: Array<{ readonly close: () => Promise<void> }> = []
  const openOnce = async () => {
    const store = await openStore(config.databaseUrl)
    const memory = openMemory(store, config.redisUrl, checkTimeout, tell)
    opened.push(memory, store)
    return { store, memory }
  }
  let opening: ReturnType<typeof openOnce> | undefined
  const open = () => (opening ??= openOnce())
  const findings = await examine({ ...outside, open, settings: config.settings, keys: config.keys }, { checkTimeout, tell })
  for (const one of opened)
    await inTime(
      one.close().catch(() => undefined),
      checkTimeout,
    )
  return findings
}
