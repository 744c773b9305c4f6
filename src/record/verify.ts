import type { Store } from '../store/store.ts'
import { verifyChain, type LinkWithWords, type ChainVerdict } from './chain.ts'
import { headOf, linksOf } from './read-chain.ts'

/** How to check a record: `wanted` is a hash to look for in its chain, `each` is called with every link before it is checked. */
export type RecordCheck = { readonly wanted?: string | undefined; readonly each?: (link: LinkWithWords) => void }

/** Checks a record up to the entry that is last at the time of the call. */
export async function verifyRecord(store: Pick<Store, 'db'>, { wanted, each = () => undefined }: RecordCheck = {}): Promise<ChainVerdict> {
  const head = await headOf(store)
  const verdict = await verifyChain(heard(linksOf(store, 1, head.seq), each), { wanted })
  const isShort = verdict.broken === undefined && (verdict.head.seq !== head.seq || verdict.head.hash !== head.hash)
  if (!isShort) return verdict
  const why = `the head says entry ${head.seq}, the chain ends at ${verdict.head.seq}`
  return { ...verdict, broken: { seq: verdict.head.seq + 1, id: 'the end', why } }
}

async function* heard(links: AsyncIterable<LinkWithWords>, each: (link: LinkWithWords) => void): AsyncGenerator<LinkWithWords> {
  for await (const link of links) {
    each(link)
    yield link
  }
}
