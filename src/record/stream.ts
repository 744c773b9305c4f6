import { StoreError } from '../store/errors.ts'
import type { Store } from '../store/store.ts'
import type { LinkWithWords } from './chain.ts'
import { headOf, linksOf } from './read-chain.ts'

/** An entry of the record, as it is sent to another machine. To get the entries after it, that machine sends back `cursor`. */
export type Streamed = {
  readonly cursor: string
  readonly seq: number
  readonly id: string
  readonly at: string
  readonly kind: string
  readonly receipt: string | null
  readonly case: number | null
  readonly body: Readonly<Record<string, unknown>>
  readonly previous: string
  readonly hash: string
  readonly words?: unknown
}

/** How many hex digits of a hash are in a cursor. */
const shown = 16

/**
 * The cursor for the position after an entry: its number, and enough of its hash to notice that the record
 * was rewritten.
 */
const cursorOf = ({ seq, hash }: Pick<LinkWithWords, 'seq' | 'hash'>): string => `${seq}-${hash.slice(0, shown)}`

/**
 * The entries after a cursor, in order, up to the end of the record at the time of the call. A caller that
 * always passes the last cursor it got receives each entry once. The cursor `start` means before the first
 * entry. Throws a StoreError if the cursor does not belong to this record.
 */
export async function* streamRecord(store: Store, cursor: string, withWords: boolean): AsyncGenerator<Streamed> {
  const after = await placeOf(store, cursor)
  const { seq: last } = await headOf(store)
  for await (const { text, at, body, case_number, ...link } of linksOf(store, after + 1, last))
    yield {
      cursor: cursorOf(link),
      ...link,
      at: new Date(at).toISOString(),
      case: case_number,
      body: JSON.parse(body),
      ...(withWords && typeof text?.words === 'string' ? { words: JSON.parse(text.words) } : {}),
    }
}

async function placeOf({ db }: Store, cursor: string): Promise<number> {
  if (cursor === 'start') return 0
  const [, seq = '', hash = ''] = /^(\d{1,15})-([0-9a-f]{16})$/.exec(cursor) ?? []
  if (seq === '') throw new StoreError('that is no cursor; give `start`, or the cursor of the last line that you kept', undefined)
  const row = await db.selectFrom('record').select('hash').where('seq', '=', Number(seq)).executeTakeFirst()
  if (row?.hash.startsWith(hash) !== true)
    throw new StoreError('the cursor is not of this record: it is of another one, or this one was rewritten or restored', undefined)
  return Number(seq)
}
