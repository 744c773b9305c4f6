import type { Tx } from '../store/tables.ts'

/**
 * No figures are shown for fewer people than this, because they would reveal what individual people chose.
 */
const leastPeople = 5

/**
 * How many people of a group chose each choice of a quiz (by its index), and how many people chose in
 * total.
 */
export type QuizFigures = { readonly counts: ReadonlyMap<number, number>; readonly people: number }

/** One person's choice in a quiz that was sent. */
export type QuizChoice = {
  readonly subscription: string
  readonly day: string
  readonly tip: string
  readonly person: string
  readonly choice: number
}

/**
 * Stores what a person chose, and returns the choice that counts: their first for this quiz. Their choice
 * in an earlier sending of the same quiz is deleted.
 */
export async function keepChoice(tx: Tx, { subscription, day, person, tip, choice }: QuizChoice, now: number): Promise<number> {
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

/**
 * What people chose in a quiz. With `channel`: those who answered in that channel on that day. Without it:
 * all who get tips in their own chat. `undefined` if too few people answered.
 */
export async function figuresOf(
  tx: Pick<Tx, 'selectFrom'>,
  of: { readonly tip: string; readonly channel?: { readonly subscription: string; readonly day: string } },
): Promise<QuizFigures | undefined> {
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
