import { feedbackReadersIn } from '../cases/feedback-readers.ts'
import type { Config, Settings } from '../config.ts'
import type { Base } from '../knowledge/base.ts'
import { doubtful, type Finding } from '../port/finding.ts'
import type { Platform } from '../port/platform.ts'
import { createConversationReferences } from '../store/conversation-references.ts'
import { createReplyAddresses } from '../delivery/reply-addresses.ts'
import { createSecrets } from '../delivery/secrets.ts'
import { inTime } from '../store/in-time.ts'
import { openMemory, type Memory } from '../store/kv.ts'
import { openStore, type Store } from '../store/store.ts'
import { createVault } from '../store/vault.ts'
import { accountsCheck } from './accounts.ts'
import { check, patience, type Limits } from './check.ts'
import { knowledgeCheck, lookAtSettings } from './setup.ts'
import { database, storage, writing } from './storage.ts'
import { tipsCheck } from './tips.ts'
import { traffic } from './traffic.ts'

/** What is examined. `open` may throw a StoreError, `knowledge` a KnowledgeError: then that is what is found. */
export type Patient = {
  readonly open: () => Promise<{ readonly store: Store; readonly memory: Memory }>
  /** What secrets are sealed with. */
  readonly keys?: readonly Buffer[]
  readonly knowledge: () => Base
  readonly settings: Settings
  readonly platforms: readonly Platform[]
  /** In epoch milliseconds. */
  readonly now: () => number
}

/** Looks at everything Licet stands on, one thing apart from the other. Never throws, and ends within a few patiences. */
export async function examine(patient: Patient, limits: Limits): Promise<readonly Finding[]> {
  const { settings, platforms, now } = patient
  let base: Base | undefined
  const knowledge = (): Base => (base ??= patient.knowledge())
  // Loading knowledge keeps the program busy for a moment: nothing else is timed meanwhile.
  const known = await check(knowledgeCheck(knowledge, now()), limits)
  const found = await Promise.all([
    examineStore(patient, base, limits),
    ...platforms.map((platform) => examinePlatform(platform, patient, limits)),
  ])
  return [...found.flat(), ...known, ...lookAtSettings(settings, platforms)]
}

/** Writing is tried last: a file has one connection, and who waits for the writer holds it. */
async function examineStore(
  { open, platforms, settings, now }: Patient,
  base: Base | undefined,
  limits: Limits,
): Promise<readonly Finding[]> {
  let opened: Awaited<ReturnType<Patient['open']>> | undefined
  const first = await check(
    database(async () => (opened = await open()).store),
    limits,
  )
  if (opened === undefined || first.some(({ state }) => state === 'broken')) return [...first, unseen]
  const { store, memory } = opened
  const reading = [
    ...storage(store, memory, now),
    ...traffic(store, platforms, now()),
    accountsCheck(store, settings.queues, platforms),
    ...(base === undefined ? [] : [tipsCheck(store, base, platforms, now())]),
  ]
  const read = (await Promise.all(reading.map((one) => check(one, limits)))).flat()
  return [...first, ...(await check(writing(store, now), limits)), ...read]
}

const unseen = doubtful('Record, memory, inbox and outbox', 'not looked at, for want of the database', 'mend the database first')

/** A platform looks at its own, call by call; it has twice the patience of one. */
async function examinePlatform(
  { name, examine }: Platform,
  { settings, open, keys = [], now }: Patient,
  { patience, tell }: Limits,
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
  return await check(
    { what: name, mend: 'see whether the platform has an outage', look: () => examine(desks, kept) },
    { patience: 2 * patience, tell },
  )
}

/** Examines what a configuration names, with stores of its own. */
export async function examineApart(
  config: Config,
  outside: Pick<Patient, 'knowledge' | 'platforms' | 'now'> & Pick<Limits, 'tell'>,
): Promise<readonly Finding[]> {
  const { tell } = outside
  const opened: Array<{ readonly close: () => Promise<void> }> = []
  const openOnce = async () => {
    const store = await openStore(config.databaseUrl)
    const memory = openMemory(store, config.redisUrl, patience, tell)
    opened.push(memory, store)
    return { store, memory }
  }
  let opening: ReturnType<typeof openOnce> | undefined
  const open = () => (opening ??= openOnce())
  const findings = await examine({ ...outside, open, settings: config.settings, keys: config.keys }, { patience, tell })
  for (const one of opened)
    await inTime(
      one.close().catch(() => undefined),
      patience,
    )
  return findings
}
