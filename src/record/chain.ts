import { canonicalHash, canonicalJson } from '../answer/canonical.ts'
import { prepared } from '../store/prepared.ts'
import type { Tx, RecordRow, RecordTextRow } from '../store/tables.ts'
import { newId, newSalt, saltedHash } from './salt.ts'

/** The kinds of entries in the record. */
export type EntryKind =
  | 'answer'
  | 'act'
  | 'refused'
  | 'erasure'
  | 'head'
  | 'knowledge'
  | 'correction'
  | 'reminder'
  | 'feedback'
  | 'shared'
  | 'installed'
  | 'removed'
  | 'linked'
  | 'unlinked'

/**
 * Something that happened, to be recorded. `body` goes into the chain forever, so it must name no person
 * and quote nobody. `words` are stored outside the chain and can be erased; `person` is the id of the
 * person who wrote them.
 */
export type Entry = {
  /** Set if something refers to the entry before it is written; otherwise the entry gets a new id. */
  readonly id?: string
  readonly kind: EntryKind
  readonly at: number
  readonly body: object
  readonly receipt?: string
  readonly case?: number
  readonly person?: string
  readonly words?: object
}

/** Where an entry is in the chain: its id, number and hash. */
export type Link = { readonly id: string; readonly seq: number; readonly hash: string }

/** The `previous` hash of the first entry, which has no predecessor. */
export const genesis = '0'.repeat(64)

const headNow = prepared((db) => db.selectFrom('record_head').select(['seq', 'hash']))
const moveHead = prepared((db, { seq, hash }: Pick<RecordRow, 'seq' | 'hash'>) => db.updateTable('record_head').set({ seq, hash }))
const addLink = prepared((db, { seq, id, at, kind, receipt, case_number, body, previous, hash }: RecordRow) =>
  db.insertInto('record').values({ seq, id, at, kind, receipt, case_number, body, previous, hash }),
)
const addWords = prepared((db, { id, at, kind, person, salt, words }: RecordTextRow) =>
  db.insertInto('record_text').values({ id, at, kind, person, salt, words }),
)

/** Adds an entry to the end of the chain. Must run within `store.write`, so that two processes never write the same link. */
export async function append(tx: Tx, entry: Entry): Promise<Link> {
  const [head] = await headNow(tx, {})
  if (head === undefined) throw new Error('the record has no head')
  const id = entry.id ?? newId()
  const salt = newSalt()
  const words = entry.words === undefined ? undefined : JSON.stringify(entry.words)
  const row = {
    seq: head.seq + 1,
    id,
    at: entry.at,
    kind: entry.kind,
    receipt: entry.receipt ?? null,
    case_number: entry.case ?? null,
    body: canonicalJson({ ...entry.body, ...(words === undefined ? {} : { words: saltedHash(salt, words) }) }),
    previous: head.hash,
  }
  const hash = hashOf(row)
  await addLink(tx, { ...row, hash })
  if (words !== undefined) await addWords(tx, { id, at: entry.at, kind: entry.kind, person: entry.person ?? null, salt, words })
  await moveHead(tx, { seq: row.seq, hash })
  return { id, seq: row.seq, hash }
}

/** The hash of a link, over all its fields and the hash of the previous link. */
function hashOf({ seq, id, at, kind, receipt, case_number, body, previous }: Omit<RecordRow, 'hash'>): string {
  return canonicalHash({ seq, id, at, kind, receipt, case_number, body, previous })
}

/**
 * A link to be checked, with the words stored for it. `text` is `undefined` if no words were ever stored,
 * or an export left them out; `words` in it is null after an erasure.
 */
export type LinkWithWords = RecordRow & {
  readonly text: (Pick<RecordTextRow, 'salt' | 'words'> & { readonly person?: string | null }) | undefined
}

/**
 * The result of a check: how many links are correct (`links`), how many of these lack their words
 * (`erased`), the last correct link (`head`), and the first fault (`broken`; `undefined` if there is none).
 */
export type ChainVerdict = {
  readonly links: number
  readonly erased: number
  readonly head: { readonly seq: number; readonly hash: string }
  readonly broken: { readonly seq: number; readonly id: string; readonly why: string } | undefined
  /** Whether a link with the `wanted` hash was found; also `true` if no hash is wanted. */
  readonly hasHash: boolean
}

/**
 * How to check. `from`: the link before the first one to check. `wanted`: a hash to look for. `mayBeGone`:
 * whether missing words of an entry are no fault, although no erasure among the checked links names the
 * entry.
 */
export type ChainCheck = {
  readonly from?: { readonly seq: number; readonly hash: string }
  readonly wanted?: string | undefined
  readonly mayBeGone?: (id: string) => boolean
}

/**
 * Checks a chain link by link, up to the first fault. If the words of an entry are missing, an erasure in the
 * chain must name this entry, unless `mayBeGone` excuses it.
 */
export async function verifyChain(links: AsyncIterable<LinkWithWords>, check: ChainCheck = {}): Promise<ChainVerdict> {
  const { from = { seq: 0, hash: genesis }, wanted, mayBeGone = () => false } = check
  let head = from
  let count = 0
  let hasHash = wanted === undefined || wanted === from.hash
  const gone = new Map<string, number>()
  const erased = new Set<string>()
  const found = (broken: ChainVerdict['broken']): ChainVerdict => ({ links: count, erased: gone.size, head, broken, hasHash })
  for await (const link of links) {
    const body = bodyOf(link)
    const why = body === undefined ? 'it was changed' : brokenLink(link, body, head)
    if (why !== undefined || body === undefined) return found({ seq: link.seq, id: link.id, why: why ?? '' })
    head = { seq: link.seq, hash: link.hash }
    count++
    hasHash ||= link.hash === wanted
    body.erased?.forEach((id) => erased.add(id))
    if (body.words !== undefined && typeof link.text?.words !== 'string') gone.set(link.id, link.seq)
  }
  const [unexplained] = [...gone].filter(([id]) => !erased.has(id) && !mayBeGone(id))
  return found(
    unexplained === undefined
      ? undefined
      : { seq: unexplained[1], id: unexplained[0], why: 'its words are gone, and no erasure in the chain says so' },
  )
}

type Body = { readonly words?: string; readonly erased?: readonly string[] }

function bodyOf(link: LinkWithWords): Body | undefined {
  if (hashOf(link) !== link.hash) return undefined
  try {
    const body: Body = JSON.parse(link.body)
    return { ...body, erased: link.kind === 'erasure' && Array.isArray(body.erased) ? body.erased : [] }
  } catch {
    return undefined
  }
}

function ownerOf(words: string): string | undefined {
  const { person }: { readonly person?: { readonly id?: string } } = JSON.parse(words)
  return person?.id
}

function brokenLink(link: LinkWithWords, { words }: Body, before: { readonly seq: number; readonly hash: string }): string | undefined {
  if (link.seq !== before.seq + 1) return `entry ${before.seq + 1} is missing`
  if (link.previous !== before.hash) return 'it does not follow from the entry before it'
  const { salt, words: kept } = link.text ?? { salt: null, words: null }
  if (words === undefined && kept !== null) return 'words were put beside it that were never said'
  if (words !== undefined && kept !== null && saltedHash(salt ?? '', kept) !== words) return 'its words were changed'
  if (kept !== null && typeof link.text?.person === 'string' && ownerOf(kept) !== link.text.person)
    return 'whose words they are was changed'
  return undefined
}
