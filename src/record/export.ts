import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Store } from '../store/store.ts'
import { knowledgeFile, recordFile, type Manifest } from './read-export.ts'
import { headOf, linksOf } from './read-chain.ts'
import { filesOf } from './versions.ts'
import { gzipped } from './pack-knowledge.ts'
import { dayAfter } from '../engine/days.ts'

/**
 * Writes the record from one ISO day (UTC) to another, both included, to a folder: the entries as JSON
 * lines, the knowledge versions used, and a manifest with hashes. Without `withWords` the words are left
 * out.
 */
export async function exportRecord(
  store: Store,
  folder: string,
  { from, to, now, withWords }: { readonly from: string; readonly to: string; readonly now: number; readonly withWords: boolean },
): Promise<Manifest> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { first, last } = await rangeOf(store, from, to)
  const start = await positionOf(store, first - 1)
  const versions = new Set<string>()
  const erasedLater: string[] = []
  const later = await erasedAfter(store, last)
  const sha = createHash('sha256')
  const file = createWriteStream(join(folder, recordFile), { mode: 0o600 })
  for await (const link of linksOf(store, first, last)) {
    const body: { readonly knowledge?: string; readonly words?: string } = JSON.parse(link.body)
    if (body.knowledge !== undefined) versions.add(body.knowledge)
    if (body.words !== undefined && link.text?.words === null && later.has(link.id)) erasedLater.push(link.id)
    const text = withWords && link.text !== undefined ? { salt: link.text.salt, words: link.text.words } : undefined
    const line = `${JSON.stringify({ ...link, text })}\n`
    sha.update(line)
    if (!file.write(line)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
  const files: Record<string, string> = { [recordFile]: sha.digest('hex') }
  for (const version of versions) {
    const known = await filesOf(store, version)
    if (known !== undefined) files[knowledgeFile(version)] = writeHashed(folder, knowledgeFile(version), gzipped(known))
  }
  const manifest: Manifest = {
    format: 1,
    from,
    to,
    madeAt: new Date(now).toISOString(),
    start,
    end: await positionOf(store, last),
    head: await headOf(store),
    redaction: withWords ? 'none' : 'words',
    erasedLater,
    files,
  }
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  return manifest
}

function writeHashed(folder: string, name: string, text: string): string {
  writeFileSync(join(folder, name), text, { mode: 0o600 })
  return createHash('sha256').update(text).digest('hex')
}

async function rangeOf({ db }: Store, from: string, to: string): Promise<{ readonly first: number; readonly last: number }> {
  const begin = Date.parse(`${from}T00:00:00Z`)
  const end = Date.parse(`${dayAfter(to)}T00:00:00Z`)
  const row = await db
    .selectFrom('record')
    .select((of) => [of.fn.min('seq').as('first'), of.fn.max('seq').as('last')])
    .where('at', '>=', begin)
    .where('at', '<', end)
    .executeTakeFirst()
  return row === undefined || row.first === null ? { first: 1, last: 0 } : row
}

/** The ids of the entries whose words were erased by erasures after entry number `seq`. */
async function erasedAfter({ db }: Store, seq: number): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('record').select('body').where('kind', '=', 'erasure').where('seq', '>', seq).execute()
  return new Set(
    rows.flatMap(({ body }) => {
      const { erased = [] }: { readonly erased?: readonly string[] } = JSON.parse(body)
      return erased
    }),
  )
}

async function positionOf({ db }: Store, seq: number): Promise<{ readonly seq: number; readonly hash: string }> {
  if (seq <= 0) return { seq: 0, hash: '0'.repeat(64) }
  return await db.selectFrom('record').select(['seq', 'hash']).where('seq', '=', seq).executeTakeFirstOrThrow()
}
