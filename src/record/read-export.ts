import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { StringDecoder } from 'node:string_decoder'
import { z } from 'zod'
import type { Answerer } from '../answer/conversation-types.ts'
import { versionOf } from '../knowledge/base.ts'
import { toAnswer, type RecordedAnswer } from './answers.ts'
import { verifyChain, type LinkWithWords, type ChainVerdict } from './chain.ts'
import { loadable, type Versions } from './versions.ts'
import { unpack } from './pack-knowledge.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const position = z.object({ seq: z.number().int().min(0), hash })

/**
 * The description of an export. It gives three places in the chain, each as the number and hash of a link:
 * `start`, the link just before the export (number 0 if the export begins with the first link); `end`, the
 * last link of the export (equal to `start` if the export is empty); `head`, the last link of the whole
 * chain when the export was made.
 */
const manifestSchema = z.object({
  format: z.literal(1),
  from: z.string(),
  to: z.string(),
  madeAt: z.string(),
  start: position,
  end: position,
  head: position,
  /** What was left out: nothing (`none`), or the words of all entries (`words`), so that only the chain can be checked. */
  redaction: z.enum(['none', 'words']),
  /**
   * Ids of entries whose words were erased after the last entry of the export. The entries that record
   * these erasures are not in the export.
   */
  erasedLater: z.array(z.string()),
  files: z.record(z.string(), hash),
})
export type Manifest = z.infer<typeof manifestSchema>

/**
 * Limits in bytes (for a line, in characters), because anybody can hand in an export. A real line has about
 * ten thousand characters.
 */
const longestLine = 16 * 1024 * 1024
const longestManifest = 64 * 1024 * 1024
const longestKnowledge = 64 * 1024 * 1024

/** The name of the file with a knowledge version. */
export const knowledgeFile = (version: string): string => `knowledge-${version}.gz.txt`
/** The name of the file with the record. */
export const recordFile = 'record.jsonl'

/** The result of checking an export: the verdict on its chain, its manifest, and what is wrong with its files. */
export type ExportVerdict = ChainVerdict & { readonly manifest: Manifest; readonly problems: readonly string[] }

/**
 * Checks an export without a database: its files, its chain, and that the content of each knowledge version
 * matches its name. `wanted` is a hash to look for in the chain. Throws if the manifest cannot be read, or
 * if a line of the record is far too long.
 */
export async function verifyExport(folder: string, wanted?: string): Promise<ExportVerdict> {
  const manifest = readManifest(folder)
  const problems: string[] = []
  for (const [name, expected] of Object.entries({ [recordFile]: '', ...manifest.files }))
    problems.push(...(await fileProblems(folder, name, expected)))
  const used = new Set<string>()
  const later = new Set(manifest.erasedLater)
  const verdict = await verifyChain(linksIn(folder, manifest.start.seq, used), {
    from: manifest.start,
    wanted,
    mayBeGone: (id) => manifest.redaction === 'words' || later.has(id),
  })
  if (verdict.broken === undefined && verdict.head.hash !== manifest.end.hash)
    problems.push(`the last entry is ${verdict.head.seq}, the manifest ends at ${manifest.end.seq}`)
  for (const version of used)
    if (manifest.files[knowledgeFile(version)] === undefined) problems.push(`the knowledge ${version} that answered is not in it`)
  return { ...verdict, manifest, problems }
}

/** The answers of an export whose receipt is `receipt`, oldest first. */
export async function* exportedAnswers(folder: string, receipt: string): AsyncGenerator<RecordedAnswer> {
  for await (const { text, ...link } of linksIn(folder, readManifest(folder).start.seq))
    if (link.kind === 'answer' && link.receipt === receipt) yield toAnswer({ ...link, words: text?.words ?? null })
}

/** Gives access to the knowledge versions of an export, and to the current one. Only the version that was loaded last stays in memory. */
export function exportedVersions(folder: string, current: Answerer): Versions {
  let last: Answerer | undefined
  const load = (version: string): Answerer | undefined => {
    const path = join(folder, knowledgeFile(version))
    if (!/^\w+$/.test(version) || !existsSync(path) || statSync(path).size > longestKnowledge) return undefined
    const files = unpackOrNothing(readFileSync(path, 'utf8'))
    if (files === undefined || versionOf(files) !== version) return undefined
    return (last = loadable(files, { spare: current.base }))
  }
  return {
    current,
    of: (version) => Promise.resolve(version === current.base.version ? current : version === last?.base.version ? last : load(version)),
  }
}

function readManifest(folder: string): Manifest {
  const path = join(folder, 'manifest.json')
  if (statSync(path).size > longestManifest) throw new Error('manifest.json is longer than any that Licet writes')
  return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
}

async function fileProblems(folder: string, name: string, expected: string): Promise<readonly string[]> {
  if (/[\\/]/.test(name)) return [`\`${name}\` is not a file of this folder`]
  const path = join(folder, name)
  if (!existsSync(path)) return [`\`${name}\` is missing`]
  if ((await digestOf(path)) !== expected) return [`\`${name}\` was changed`]
  const [, version] = /^knowledge-(\w+)\.gz\.txt$/.exec(name) ?? []
  if (version === undefined) return []
  const files = statSync(path).size > longestKnowledge ? undefined : unpackOrNothing(readFileSync(path, 'utf8'))
  return files !== undefined && versionOf(files) === version ? [] : [`\`${name}\` is not the knowledge of that version`]
}

function unpackOrNothing(text: string): ReturnType<typeof unpack> | undefined {
  try {
    return unpack(text)
  } catch {
    return undefined
  }
}

/** The SHA-256 of a file, which is read in parts. */
export async function digestOf(path: string): Promise<string> {
  const sha = createHash('sha256')
  for await (const part of createReadStream(path)) sha.update(part)
  return sha.digest('hex')
}

/**
 * The links of an export; `before` is the number of the link before the first. Adds the knowledge versions
 * of its answers to `used`. A line that cannot be parsed becomes a link with a wrong hash.
 */
async function* linksIn(folder: string, before: number, used = new Set<string>()): AsyncGenerator<LinkWithWords> {
  let seq = before
  for await (const line of linesOf(join(folder, recordFile))) {
    const link = parseLink(line, ++seq)
    const [, version] = /"knowledge":"(\w+)"/.exec(link.body) ?? []
    if (link.kind === 'answer' && version !== undefined) used.add(version)
    yield link
  }
}

/** The lines of a file. Throws if a line is longer than any line of a record. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const part of createReadStream(path)) {
    const [more = '', ...lines] = decoder.write(part).split('\n')
    rest += more
    if (rest.length > longestLine) throw new Error(`${recordFile} has a line that is longer than any of a record`)
    const begun = lines.pop()
    if (begun === undefined) continue
    yield rest
    yield* lines
    rest = begun
  }
  if (rest !== '') yield rest
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

function parseLink(line: string, seq: number): LinkWithWords {
  const unreadable = { id: 'unreadable', at: 0, kind: '', receipt: null, case_number: null, body: '', previous: '', hash: '' }
  try {
    const { text, ...link } = linkSchema.parse(JSON.parse(line))
    return { ...link, text }
  } catch {
    return { seq, ...unreadable, text: undefined }
  }
}
