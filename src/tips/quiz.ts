import type { Tx } from '../store/store.ts'

/** Fewer people than these are no group: nobody learns what single people chose. */
const leastPeople = 5

/** What a group chose: by choice, how many people; and of how many. */
export type Figures = { readonly counts: ReadonlyMap<number, number>; readonly people: number }

/** One person's choice in a quiz that was sent. */
export type Choice = {
  readonly subscription: string
  readonly day: string
  readonly tip: string
  readonly person: string
  readonly choice: number
}

/** Keeps what somebody chose. The first choice counts; returns it. What they chose when they had the quiz before does not count any more. */
export async function keepChoice(tx: Tx, { subscription, day, person, tip, choice }: Choice, now: number): Promise<number> {
  const kept = await tx
    .insertInto('quiz_answers')
    .values({ subscription, day, person, tip, choice, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('choice')
    .executeTakeFirst()
  await tx
    .deleteFrom('quiz_answers')
    .where('person', '=', person)
    .where('tip', '=', tip)
    .where('subscription', '=', subscription)
    .where('day', '<', day)
    .execute()
  if (kept !== undefined) return kept.choice
  const first = await tx
    .selectFrom('quiz_answers')
    .select('choice')
    .where('subscription', '=', subscription)
    .where('day', '=', day)
    .where('person', '=', person)
    .executeTakeFirstOrThrow()
  return first.choice
}

/** What people chose: those of a channel that day; else all who had the quiz in their own chat. `undefined` where they are too few. */
export async function figuresOf(
  tx: Pick<Tx, 'selectFrom'>,
  of: { readonly tip: string; readonly channel?: { readonly subscription: string; readonly day: string } },
): Promise<Figures | undefined> {
  const rows = tx.selectFrom('quiz_answers').select((row) => ['choice', row.fn.count<number>('person').distinct().as('people')])
  const theirs =
    of.channel === undefined
      ? rows
          .where('tip', '=', of.tip)
          .where('subscription', 'in', (query) => query.selectFrom('subscriptions').select('id').where('kind', '=', 'person'))
      : rows.where('subscription', '=', of.channel.subscription).where('day', '=', of.channel.day)
  const counts = await theirs.groupBy('choice').orderBy('choice').execute()
  const people = counts.reduce((sum, row) => sum + row.people, 0)
  return people < leastPeople ? undefined : { counts: new Map(counts.map((row) => [row.choice, row.people])), people }
}
