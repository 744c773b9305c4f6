import type { Store } from '../store/store.ts'
import { genesis, type LinkWithWords } from './chain.ts'

/** The links of the chain from number `first` to `last`, in order, each with its words. */
export async function* linksOf({ db }: Pick<Store, 'db'>, first = 1, last = Number.MAX_SAFE_INTEGER): AsyncGenerator<LinkWithWords> {
  for (let after = first - 1; ;) {
    const rows = await db
      .selectFrom('record')
      .leftJoin('record_text', 'record_text.id', 'record.id')
      .selectAll('record')
      .select(['record_text.id as text_id', 'record_text.salt', 'record_text.words', 'record_text.person'])
      .where('record.seq', '>', after)
      .where('record.seq', '<=', last)
      .orderBy('record.seq')
      .limit(1000)
      .execute()
    for (const { text_id, salt, words, person, ...link } of rows)
      yield { ...link, text: text_id === null ? undefined : { salt, words, person } }
    if (rows.length < 1000) return
    after = rows.at(-1)?.seq ?? after
  }
}

/** The end of the chain, as stored in `record_head`. */
export async function headOf({ db }: Pick<Store, 'db'>): Promise<{ readonly seq: number; readonly hash: string }> {
  const row = await db.selectFrom('record_head').select(['seq', 'hash']).executeTakeFirst()
  return row ?? { seq: 0, hash: genesis }
}

/**
 * Whether the end stored in `record_head` is the last link of the chain. This check is cheap, because it
 * reads no other link.
 */
export async function hasItsEnd({ db }: Store): Promise<boolean> {
  const head = await db
    .selectFrom('record_head')
    .leftJoin('record', 'record.seq', 'record_head.seq')
    .select(['record_head.seq', 'record_head.hash', 'record.hash as found'])
    .select((row) =>
      row
        .selectFrom('record')
        .select((link) => link.fn.max<number | null>('seq').as('last'))
        .as('last'),
    )
    .executeTakeFirst()
  return head !== undefined && head.seq === (head.last ?? 0) && head.hash === (head.found ?? genesis)
}

/** The words of one entry; `undefined` if it has none, or if they were erased. */
export async function keptWords<T>({ db }: Pick<Store, 'db'>, id: string): Promise<T | undefined> {
  const row = await db.selectFrom('record_text').select('words').where('id', '=', id).executeTakeFirst()
  return row?.words === null || row === undefined ? undefined : JSON.parse(row.words)
}
