import { gunzipSync, gzipSync } from 'node:zlib'
import type { Answerer } from '../answer/answer.ts'
import { createAnswerer } from '../answer/answerer.ts'
import { KnowledgeError } from '../knowledge/base.ts'
import type { Language } from '../knowledge/language.ts'
import type { KnowledgeFiles } from '../knowledge/load.ts'
import type { Store } from '../store/store.ts'
import { append } from './chain.ts'

/** Every knowledge version that ever answered, by its content hash. */
export type Versions = {
  readonly current: Answerer
  /** The answerer of a version, or `undefined` where it was never kept here, or this program cannot load it any more. */
  readonly of: (version: string) => Promise<Answerer | undefined>
}

/** Keeps the current knowledge for good, and gives older versions back. The last one asked for stays loaded. */
export async function keepVersions(store: Store, current: Answerer, now: number): Promise<Versions> {
  const { version, files } = current.base
  await store.write(async (tx) => {
    const known = await tx.selectFrom('knowledge').select('version').where('version', '=', version).executeTakeFirst()
    if (known !== undefined) return
    await tx
      .insertInto('knowledge')
      .values({ version, kept_at: now, files: pack(files) })
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
      const loaded = files === undefined ? undefined : loadable(files, current.base.language)
      return loaded === undefined ? undefined : (last = loaded)
    },
  }
}

function loadable(files: KnowledgeFiles, speech: Language): Answerer | undefined {
  try {
    return createAnswerer(files, 'kept', speech)
  } catch (error) {
    if (error instanceof KnowledgeError) return undefined
    throw error
  }
}

/** The files of a version that was kept. */
export async function filesOf({ db }: Store, version: string): Promise<KnowledgeFiles | undefined> {
  const row = await db.selectFrom('knowledge').select('files').where('version', '=', version).executeTakeFirst()
  return row === undefined ? undefined : unpack(row.files)
}

/** Knowledge as one text, and back. */
export const pack = (files: KnowledgeFiles): string => gzipSync(JSON.stringify(files)).toString('base64')
export const unpack = (text: string): KnowledgeFiles =>
  JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString('utf8')) as KnowledgeFiles
