import { randomInt } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { verifyChain } from '../../src/record/chain.ts'
import { headOf, linksOf } from '../../src/record/read-chain.ts'
import type { Store } from '../../src/store/store.ts'

/** The questions asked in these tests. */
const questions = [
  'SLV stage to Australia?',
  'drone to Poland',
  'what is the MTCR?',
  'rocket motor to India for a civil launcher',
  'igniters to the UK',
]
export const question = (index: number): string => questions[index % questions.length] ?? ''

export const sentFile = (): string => join(tmpdir(), `licet-sent-${process.pid}-${randomInt(1e9)}.jsonl`)

type Sent = { readonly kind: string; readonly place: string; readonly title: string }
export const linesOf = (file: string): readonly Sent[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Sent)
    : []

/** Polls until something holds; fails after five minutes. */
export async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let tries = 0; tries < 6000; tries++) {
    if (await holds()) return
    await sleep(50)
  }
  throw new Error(`never came about: ${what}`)
}

export async function isIntact(store: Store): Promise<boolean> {
  const verdict = await verifyChain(linksOf(store))
  const head = await headOf(store)
  return verdict.broken === undefined && verdict.head.seq === head.seq && verdict.head.hash === head.hash
}

export const countOf = async (
  store: Store,
  table: 'inbox' | 'outbox' | 'record' | 'cases',
  column: 'state' | 'kind',
  value: string,
): Promise<number> => {
  const row = await store.db
    .selectFrom(table)
    .select((of) => of.fn.countAll<number>().as('count'))
    .where(column as never, '=', value as never)
    .executeTakeFirst()
  return row?.count ?? 0
}
