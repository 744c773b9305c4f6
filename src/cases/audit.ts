import type { LinkWithWords } from '../record/chain.ts'
import type { Store } from '../store/store.ts'
import { parseCase, type Case } from './case.ts'

/** A case as the entries of the record's hash chain describe it. `last` is the number (`seq`) of the last entry about it. */
type CaseInChain = {
  readonly opening: string
  readonly entry: string
  readonly receipt: string | null
  state: string
  queue: string
  answer?: { readonly entry: string; isWithdrawn: boolean; readonly expires: string | undefined; readonly by: string | undefined }
  last: number
}

/**
 * Checks the tables outside the record's hash chain (words, outbox, cases) against the chain. Call `hear`
 * with every entry, in order; then `problems` lists the contradictions, each as one line of text.
 */
export type Audit = { readonly hear: (link: LinkWithWords) => void; readonly problems: (store: Store) => Promise<readonly string[]> }

type Body = { readonly act?: string; readonly entry?: string; readonly queue?: string; readonly to?: string; readonly toQueue?: string }
type Words = { readonly person?: { readonly id: string }; readonly expires?: string }

/** At most this many problems with words, and as many with messages, are listed. Problems with cases are all listed. */
const mostNamed = 5
const page = 500

export function createAudit(): Audit {
  const cases = new Map<number, CaseInChain>()
  let lastErasure = 0
  return {
    hear: (link) => {
      if (link.kind === 'erasure') lastErasure = link.seq
      if (link.kind === 'act' && link.case_number !== null) hearAct(cases, link.case_number, link)
    },
    problems: async (store) => [
      ...(await wordsApart(store)),
      ...(await saidApart(store)),
      ...(await casesApart(store, cases, lastErasure)),
    ],
  }
}

function hearAct(cases: Map<number, CaseInChain>, number: number, { id, seq, receipt, body: text, text: beside }: LinkWithWords): void {
  const body: Body = JSON.parse(text)
  if (body.act === 'open') {
    cases.set(number, { opening: id, entry: body.entry ?? '', receipt, state: body.to ?? 'open', queue: body.queue ?? '', last: seq })
    return
  }
  const told = cases.get(number)
  if (told === undefined) return
  told.last = seq
  told.state = body.to ?? told.state
  told.queue = body.toQueue ?? told.queue
  if (body.act === 'answer') {
    const words: Words | undefined = typeof beside?.words === 'string' ? JSON.parse(beside.words) : undefined
    told.answer = { entry: id, isWithdrawn: false, expires: words?.expires, by: words?.person?.id }
  }
  if (body.act === 'withdraw' && told.answer !== undefined) told.answer.isWithdrawn = true
}

/**
 * Finds words (`record_text`) that have no entry in the chain, or whose time or kind differs from that of
 * their entry. Words with a wrong time or kind would be erased at the wrong time.
 */
async function wordsApart({ db }: Store): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('record_text')
    .leftJoin('record', 'record.id', 'record_text.id')
    .select(['record_text.id', 'record.id as link'])
    .where((row) =>
      row.or([
        row('record.id', 'is', null),
        row('record.at', '!=', row.ref('record_text.at')),
        row('record.kind', '!=', row.ref('record_text.kind')),
      ]),
    )
    .limit(mostNamed)
    .execute()
  return rows.map(({ id, link }) =>
    link === null
      ? `words stand beside no entry (${id}): they were planted, or their entry was cut off`
      : `the time or kind of words was changed (${id})`,
  )
}

/**
 * Finds messages in the outbox whose answer has no entry in the record, which means that the end of the
 * record was cut off.
 */
async function saidApart({ db }: Store): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('outbox')
    .leftJoin('record', 'record.id', 'outbox.entry')
    .select('outbox.entry')
    .where('outbox.entry', 'is not', null)
    .where('record.id', 'is', null)
    .limit(mostNamed)
    .execute()
  return rows.map(({ entry }) => `what was said of ${entry} stands in no entry: the end of the record was cut off`)
}

async function casesApart({ db }: Store, told: ReadonlyMap<number, CaseInChain>, lastErasure: number): Promise<readonly string[]> {
  const problems: string[] = []
  const seen = new Set<number>()
  for (let after = 0; ;) {
    const rows = await db.selectFrom('cases').selectAll().where('number', '>', after).orderBy('number').limit(page).execute()
    const verdicts = await verdictsOf(
      db,
      rows.flatMap(({ number }) => told.get(number)?.entry ?? []),
    )
    for (const row of rows) {
      seen.add(row.number)
      const known = told.get(row.number)
      const decided = verdicts.get(known?.entry ?? '')
      const odd =
        known === undefined ? ['it was never opened'] : oddIn(row, parseCase(row.body), { ...known, decided }, known.last < lastErasure)
      problems.push(...odd.map((what) => `case ${row.number} is not as the record tells it: ${what}`))
    }
    if (rows.length < page) break
    after = rows.at(-1)?.number ?? after
  }
  const gone = [...told.keys()].filter((number) => !seen.has(number)).map((number) => `case ${number} is gone`)
  return [...problems, ...gone]
}

/**
 * The verdicts of answers, keyed by the ids of their record entries; for an answer without a verdict, the
 * kind of request.
 */
async function verdictsOf(db: Store['db'], entries: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (entries.length === 0) return new Map()
  const rows = await db.selectFrom('record').select(['id', 'body']).where('id', 'in', entries).execute()
  return new Map(
    rows.map(({ id, body }) => {
      const { verdict, intent }: { readonly verdict: string | null; readonly intent: string } = JSON.parse(body)
      return [id, verdict ?? intent]
    }),
  )
}

type Row = { readonly state: string; readonly queue: string; readonly asker: string; readonly claimed_by: string | null }

/**
 * What contradicts the chain in a stored case, e.g. "its state". No contradiction: that who answered is
 * "erased"; and, if somebody was erased since the last entry about the case, that a claimed or waiting case is
 * open again.
 */
function oddIn(
  row: Row,
  one: Case,
  told: CaseInChain & { readonly decided: string | undefined },
  isErasedSince: boolean,
): readonly string[] {
  const isFreed = isErasedSince && one.state === 'open' && (told.state === 'claimed' || told.state === 'waiting')
  const isErased = (id: string | undefined): boolean => id === 'erased'
  const fits: Readonly<Record<string, boolean>> = {
    'its state': one.state === told.state || isFreed,
    'its queue': one.queue === told.queue,
    'its question': one.entry === told.entry && one.opening === told.opening && one.receipt === told.receipt,
    'its verdict': one.verdict === told.decided,
    'its answer': one.answer?.entry === told.answer?.entry && (one.answer?.withdrawn ?? false) === (told.answer?.isWithdrawn ?? false),
    'how long its answer is good': told.answer?.by === undefined || one.answer?.expires === told.answer.expires,
    'who answered': told.answer?.by === undefined || isErased(one.answer?.by.id) || one.answer?.by.id === told.answer.by,
    'what the queue shows of it':
      row.state === one.state && row.queue === one.queue && row.asker === one.asker.id && row.claimed_by === (one.claimedBy?.id ?? null),
  }
  return Object.entries(fits).flatMap(([what, isFit]) => (isFit ? [] : [what]))
}
