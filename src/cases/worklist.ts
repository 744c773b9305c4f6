import type { Expression, ExpressionBuilder, SelectQueryBuilder, SqlBool } from 'kysely'
import { idsOf, type Person } from '../port/incoming.ts'
import type { Store } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import type { ChatReply } from '../port/reply.ts'
import { parseCase, type Case } from './case.ts'
import type { Queue } from './queue.ts'
import type { Stretch } from './list-pages.ts'
import { isMember } from './members.ts'
import { dayLength } from '../engine/days.ts'

/**
 * Which cases somebody who works at a desk sees: those of their `queues`. If a case's queue was removed
 * from the settings (not in `known`), everybody who works at a desk sees the case, but nobody can act on
 * it. `accounts` are the person's own.
 */
export type Desk = { readonly queues: readonly string[]; readonly known: readonly string[]; readonly accounts: readonly string[] }

/** Which cases a person sees as counsel or lead: those of the queues in which they are either. */
export const deskOf = (queues: readonly Queue[], person: Person): Desk => ({
  queues: queues.filter(({ counsel, leads }) => isMember([...counsel, ...leads], person)).map(({ id }) => id),
  known: queues.map(({ id }) => id),
  accounts: idsOf(person),
})

/**
 * Kinds of open cases; one case can be of several kinds. `yours`: the reader has claimed it. `soon`: not
 * overdue, and due within a day. `others`: another person has claimed it.
 */
export const worklistKinds = ['overdue', 'yours', 'unclaimed', 'soon', 'waiting', 'others'] as const
export type WorklistKind = (typeof worklistKinds)[number]

/** How many cases of a desk are open, how many of them are of each kind, and how many are answered but not closed. */
export type Counts = Readonly<Record<WorklistKind | 'open' | 'answered', number>>

type Row = ExpressionBuilder<Tables, 'cases'>
type Test = (row: Row) => Expression<SqlBool>

const soon = dayLength
const open = ['open', 'claimed', 'waiting']

const isAt =
  ({ queues, known }: Desk): Test =>
  (row) =>
    row.or([row('queue', 'in', queues), row('queue', 'not in', known)])

const isOpen: Test = (row) => row('state', 'in', open)

const testOf = ({ accounts }: Desk, now: number): Readonly<Record<WorklistKind, Test>> => ({
  overdue: (row) => row('due', '<', now),
  yours: (row) => row.and([row('state', '=', 'claimed'), row('claimed_by', 'in', accounts)]),
  unclaimed: (row) => row('state', '=', 'open'),
  soon: (row) => row.and([row('due', '>=', now), row('due', '<', now + soon)]),
  waiting: (row) => row('state', '=', 'waiting'),
  others: (row) => row.and([row('state', '=', 'claimed'), row('claimed_by', 'not in', accounts)]),
})

/** Counts all cases of a desk at a moment. */
export async function countCases(db: Store['db'], desk: Desk, now: number): Promise<Counts> {
  const test = testOf(desk, now)
  return await db
    .selectFrom('cases')
    .select((row) => [
      ...worklistKinds.map((kind) =>
        row.fn
          .countAll<number>()
          .filterWhere((of) => of.and([isOpen(of), test[kind](of)]))
          .as(kind),
      ),
      row.fn.countAll<number>().filterWhere(isOpen).as('open'),
      row.fn.countAll<number>().filterWhere('state', '=', 'answered').as('answered'),
    ])
    .where('state', 'in', [...open, 'answered'])
    .where(isAt(desk))
    .$castTo<Counts>()
    .executeTakeFirstOrThrow()
}

/**
 * The titles of the answers that cases are about, keyed by case number; titles that were erased are
 * missing.
 */
export type CaseTitles = ReadonlyMap<number, { readonly title: string; readonly subtitle?: string | undefined }>

/** Reads the titles of the answers that cases are about. Answers whose words were erased are left out. */
export async function aboutCases(db: Store['db'], cases: readonly Case[]): Promise<CaseTitles> {
  if (cases.length === 0) return new Map()
  const rows = await db
    .selectFrom('record_text')
    .select(['id', 'words'])
    .where(
      'id',
      'in',
      cases.map(({ entry }) => entry),
    )
    .where('words', 'is not', null)
    .execute()
  const replies = new Map(rows.map(({ id, words }) => [id, replyIn(words ?? '{}')]))
  return new Map(
    cases.flatMap(({ number, entry }) => {
      const reply = replies.get(entry)
      return reply === undefined ? [] : [[number, { title: reply.title, subtitle: reply.subtitle }] as const]
    }),
  )
}

function replyIn(words: string): ChatReply | undefined {
  const { reply }: { readonly reply?: ChatReply } = JSON.parse(words)
  return reply
}

/**
 * A case, and when its answer is due (`never` if {@link dueAt} gives no time, e.g. while its clock is
 * stopped).
 */
export type Ranked = { readonly one: Case; readonly due: number }

/**
 * Open cases of a desk, or those of one kind, ordered by due time; cases whose clock is stopped come last.
 */
export async function openCases(
  db: Store['db'],
  desk: Desk,
  { from, most }: Stretch,
  now: number,
  kind?: WorklistKind,
): Promise<readonly Ranked[]> {
  // The inner query reads only the index; whole cases are read only for the numbers that it returns.
  const numbers = db
    .selectFrom('cases')
    .select('number')
    .where(isOpen)
    .where(isAt(desk))
    .$if(kind !== undefined, (query) => query.where(testOf(desk, now)[kind ?? 'yours']))
    .orderBy('due')
    .orderBy('number')
    .limit(most)
    .offset(from)
  const rows = await db
    .selectFrom('cases')
    .select(['due', 'body'])
    .where('number', 'in', numbers)
    .orderBy('due')
    .orderBy('number')
    .execute()
  return rows.map(({ due, body }) => ({ one: parseCase(body), due }))
}

/** Answered cases of a desk, the most recently answered first. */
export async function answeredCases(db: Store['db'], desk: Desk, stretch: Stretch): Promise<readonly Case[]> {
  const cases = db
    .selectFrom('cases')
    .select('body')
    .where('state', '=', 'answered')
    .where(isAt(desk))
    .orderBy('answered_at', 'desc')
    .orderBy('number', 'desc')
  return await casesIn(cases, stretch)
}

/** How many cases a person opened, with any of their accounts. */
export async function countAsked(db: Store['db'], person: Person): Promise<number> {
  const { count } = await db
    .selectFrom('cases')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('asker', 'in', idsOf(person))
    .executeTakeFirstOrThrow()
  return count
}

/** The cases that a person opened, with any of their accounts: open ones first, then the newest. */
export async function askedCases(db: Store['db'], person: Person, stretch: Stretch): Promise<readonly Case[]> {
  const cases = db
    .selectFrom('cases')
    .select('body')
    .where('asker', 'in', idsOf(person))
    .orderBy((row) => row.case().when(isOpen(row)).then(0).else(1).end())
    .orderBy('number', 'desc')
  return await casesIn(cases, stretch)
}

/** The cases of a stretch of a query's rows. */
async function casesIn(cases: SelectQueryBuilder<Tables, 'cases', { body: string }>, { from, most }: Stretch): Promise<readonly Case[]> {
  const rows = await cases.limit(most).offset(from).execute()
  return rows.map(({ body }) => parseCase(body))
}
