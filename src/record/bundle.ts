import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { versionOf } from '../knowledge/base.ts'
import type { Store } from '../store/store.ts'
import { verifyChain, type Checked, type Verdict } from './chain.ts'
import { headOf, linksOf } from './links.ts'
import { filesOf, pack, unpack } from './versions.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const position = z.object({ seq: z.number().int().min(0), hash })

/** What a bundle says of itself. `start` is the link before its first one; `head` the end of the whole chain when it was made. */
const manifestSchema = z.object({
  format: z.literal(1),
  from: z.string(),
  to: z.string(),
  madeAt: z.string(),
  start: position,
  end: position,
  head: position,
  /** `words` where the words were left out: then only the chain can be checked. */
  redaction: z.enum(['none', 'words']),
  /** Entries of the bundle whose words were erased by an entry after it. */
  erasedLater: z.array(z.string()),
  files: z.record(z.string(), hash),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Writes the record of two ISO days and all between to a folder: JSON lines, the knowledge versions used, and a manifest with hashes. */
export async function exportBundle(
  store: Store,
  folder: string,
  { from, to, now, withWords }: { readonly from: string; readonly to: string; readonly now: number; readonly withWords: boolean },
): Promise<Manifest> {
  mkdirSync(folder, { recursive: true })
  const { first, last } = await rangeOf(store, from, to)
  const start = await positionOf(store, first - 1)
  const versions = new Set<string>()
  const erasedLater: string[] = []
  const later = await erasedAfter(store, last)
  const sha = createHash('sha256')
  const file = createWriteStream(join(folder, 'record.jsonl'))
  for await (const link of linksOf(store, first, last)) {
    const body = JSON.parse(link.body) as { readonly knowledge?: string; readonly words?: string }
    if (body.knowledge !== undefined) versions.add(body.knowledge)
    if (body.words !== undefined && link.text?.words === null && later.has(link.id)) erasedLater.push(link.id)
    const line = `${JSON.stringify({ ...link, text: withWords && link.text !== undefined ? { salt: link.text.salt, words: link.text.words } : undefined })}\n`
    sha.update(line)
    if (!file.write(line)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
  const files: Record<string, string> = { 'record.jsonl': sha.digest('hex') }
  for (const version of versions) {
    const known = await filesOf(store, version)
    if (known !== undefined) files[`knowledge-${version}.gz.txt`] = writeHashed(folder, `knowledge-${version}.gz.txt`, pack(known))
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
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

function writeHashed(folder: string, name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return createHash('sha256').update(text).digest('hex')
}

async function rangeOf({ db }: Store, from: string, to: string): Promise<{ readonly first: number; readonly last: number }> {
  const begin = Date.parse(`${from}T00:00:00Z`)
  const end = Date.parse(`${to}T00:00:00Z`) + 86_400_000
  const row = await db
    .selectFrom('record')
    .select((of) => [of.fn.min('seq').as('first'), of.fn.max('seq').as('last')])
    .where('at', '>=', begin)
    .where('at', '<', end)
    .executeTakeFirst()
  return row === undefined || row.first === null ? { first: 1, last: 0 } : row
}

/** Entries that an erasure after a place in the chain names. */
async function erasedAfter({ db }: Store, seq: number): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('record').select('body').where('kind', '=', 'erasure').where('seq', '>', seq).execute()
  return new Set(rows.flatMap(({ body }) => (JSON.parse(body) as { readonly erased?: readonly string[] }).erased ?? []))
}

async function positionOf({ db }: Store, seq: number): Promise<{ readonly seq: number; readonly hash: string }> {
  if (seq <= 0) return { seq: 0, hash: '0'.repeat(64) }
  return await db.selectFrom('record').select(['seq', 'hash']).where('seq', '=', seq).executeTakeFirstOrThrow()
}

/** What checking a bundle found, besides the chain: the manifest, and files that are not what it says. */
export type BundleVerdict = Verdict & { readonly manifest: Manifest; readonly problems: readonly string[] }

/** Checks a bundle without any database: its files, its chain, and that its knowledge is what its version says. */
export async function verifyBundle(folder: string, wanted?: string): Promise<BundleVerdict> {
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))
  const problems = Object.entries({ 'record.jsonl': '', ...manifest.files }).flatMap(([name, expected]) =>
    fileProblems(folder, name, expected),
  )
  const used = new Set<string>()
  const later = new Set(manifest.erasedLater)
  const verdict = await verifyChain(linesOf(folder, manifest.start.seq, used), {
    from: manifest.start,
    wanted,
    mayBeGone: (id) => manifest.redaction === 'words' || later.has(id),
  })
  if (verdict.broken === undefined && verdict.head.hash !== manifest.end.hash)
    problems.push(`the last entry is ${verdict.head.seq}, the manifest ends at ${manifest.end.seq}`)
  for (const version of used)
    if (manifest.files[`knowledge-${version}.gz.txt`] === undefined) problems.push(`the knowledge ${version} that answered is not in it`)
  return { ...verdict, manifest, problems }
}

function fileProblems(folder: string, name: string, expected: string): readonly string[] {
  if (/[\\/]/.test(name)) return [`\`${name}\` is not a file of this folder`]
  if (!existsSync(join(folder, name))) return [`\`${name}\` is missing`]
  const text = readFileSync(join(folder, name))
  if (createHash('sha256').update(text).digest('hex') !== expected) return [`\`${name}\` was changed`]
  const [, version] = /^knowledge-(\w+)\.gz\.txt$/.exec(name) ?? []
  return version !== undefined && !isVersion(text.toString('utf8'), version) ? [`\`${name}\` is not the knowledge of that version`] : []
}

function isVersion(text: string, version: string): boolean {
  try {
    return versionOf(unpack(text)) === version
  } catch {
    return false
  }
}

/** The links of a bundle. A line that is not JSON any more stands as a link whose hash cannot be right. */
async function* linesOf(folder: string, before: number, used: Set<string>): AsyncGenerator<Checked> {
  const lines = createInterface({ input: createReadStream(join(folder, 'record.jsonl'), 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
  let seq = before
  for await (const line of lines) {
    const link = parseLink(line, ++seq)
    const [, version] = /"knowledge":"(\w+)"/.exec(link.body) ?? []
    if (link.kind === 'answer' && version !== undefined) used.add(version)
    yield link
  }
}

const linkSchema = z.object({
  seq: z.number().int(),
  id: z.string(),
  at: z.number(),
  kind: z.string(),
  receipt: z.string().nullable(),
  case_number: z.number().nullable(),
  body: z.string(),
  previous: z.string(),
  hash: z.string(),
  text: z.object({ salt: z.string().nullable(), words: z.string().nullable() }).optional(),
})

function parseLink(line: string, seq: number): Checked {
  const unreadable = { id: 'unreadable', at: 0, kind: '', receipt: null, case_number: null, body: '', previous: '', hash: '' }
  try {
    const { text, ...link } = linkSchema.parse(JSON.parse(line))
    return { ...link, text }
  } catch {
    return { seq, ...unreadable, text: undefined }
  }
}
