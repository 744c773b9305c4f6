import { createHash } from 'node:crypto'
import type { Answerer } from '../answer/conversation-types.ts'
import { createAnswerer } from '../answer/answerer.ts'
import { KnowledgeError } from '../knowledge/base.ts'
import type { KnowledgeFiles } from '../knowledge/load.ts'
import type { OldVersion } from '../knowledge/complete-old-version.ts'
import type { Store } from '../store/store.ts'
import type { Tx } from '../store/tables.ts'
import { append } from './chain.ts'
import { pack, unpack } from './pack-knowledge.ts'

/**
 * Gives an answerer for any stored version of the knowledge, by the content hash of that version; `current`
 * is the version of this program.
 */
export type Versions = {
  readonly current: Answerer
  /** The answerer of a version; `undefined` if it was never stored here, or this program cannot load it. */
  readonly of: (version: string) => Promise<Answerer | undefined>
}

/**
 * Stores the current knowledge forever, and gives access to older versions. Only the older version that was
 * loaded last stays in memory.
 */
export async function keepVersions(store: Store, current: Answerer, now: number): Promise<Versions> {
  const { version, files } = current.base
  await store.write(async (tx) => {
    const known = await tx.selectFrom('knowledge').select('version').where('version', '=', version).executeTakeFirst()
    if (known !== undefined) return
    await tx
      .insertInto('knowledge')
      .values({ version, kept_at: now, files: pack(await withoutTexts(tx, files, now)) })
      .execute()
    await append(tx, { kind: 'knowledge', at: now, body: { version } })
  })
  let last: Answerer | undefined
  return {
    current,
    of: async (version) => {
      if (version === current.base.version) return current
      if (version === last?.base.version) return last
      const files = await filesOf(store, version)
      const loaded = files === undefined ? undefined : loadable(files, { spare: current.base })
      return loaded === undefined ? undefined : (last = loaded)
    },
  }
}

/** An answerer of a version; `undefined` if this program cannot load it. */
export function loadable(files: KnowledgeFiles, kept: OldVersion): Answerer | undefined {
  try {
    return createAnswerer(files, kept)
  } catch (error) {
    if (error instanceof KnowledgeError) return undefined
    throw error
  }
}

/** The files of a stored version; `undefined` if it is not stored, or not completely. */
export async function filesOf({ db }: Store, version: string): Promise<KnowledgeFiles | undefined> {
  const kept = async (key: string): Promise<KnowledgeFiles | undefined> => {
    const row = await db.selectFrom('knowledge').select('files').where('version', '=', key).executeTakeFirst()
    return row === undefined ? undefined : unpack(row.files)
  }
  const files = await kept(version)
  const texts = await Promise.all(Object.values(files ?? {}).map(async (text) => (isReference(text) ? await kept(text) : {})))
  return files === undefined || texts.includes(undefined) ? undefined : Object.assign({}, files, ...texts)
}

const isReference = (text: string): boolean => /^sha256:[0-9a-f]{64}$/.test(text)

/**
 * Whether a file of the knowledge is stored once and not again with every version: texts taken from other
 * sources (`.txt`), and files with more characters than `largeFrom`.
 */
export const isStoredOnce = (path: string, text: string): boolean => path.endsWith('.txt') || text.length > largeFrom
const largeFrom = 100_000

/**
 * Replaces the files that are stored once by references, i.e. hashes ("sha256:…"). A file that is not in
 * the table yet is stored there, under its hash.
 */
async function withoutTexts(tx: Tx, files: KnowledgeFiles, now: number): Promise<KnowledgeFiles> {
  const short: Record<string, string> = {}
  for (const [path, text] of Object.entries(files)) {
    short[path] = isStoredOnce(path, text) ? `sha256:${createHash('sha256').update(`${path}\n${text}`).digest('hex')}` : text
    if (short[path] === text) continue
    const known = await tx.selectFrom('knowledge').select('version').where('version', '=', short[path]).executeTakeFirst()
    if (known !== undefined) continue
    await tx
      .insertInto('knowledge')
      .values({ version: short[path], kept_at: now, files: pack({ [path]: text }) })
      .execute()
  }
  return short
}
