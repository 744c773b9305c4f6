import type { Store } from '../src/store/store.ts'

/** Everything that only a command may change, and how many questions were answered. */
export async function leftIn({ db }: Store): Promise<{ readonly left: string; readonly answers: number }> {
  const rows = await Promise.all([
    db.selectFrom('cases').select('body').orderBy('number').execute(),
    db.selectFrom('covers').selectAll().execute(),
    db.selectFrom('accounts').selectAll().execute(),
    db.selectFrom('link_offers').selectAll().execute(),
    db.selectFrom('subscriptions').selectAll().execute(),
    db.selectFrom('record').select(['kind', 'body']).where('kind', 'not in', ['answer', 'head']).orderBy('seq').execute(),
  ])
  const answers = await db.selectFrom('record').select('id').where('kind', '=', 'answer').execute()
  return { left: JSON.stringify(rows), answers: answers.length }
}

/** When the next tip is due, in epoch milliseconds. */
export const nextTipDue = async ({ db }: Store): Promise<number> =>
  (
    await db
      .selectFrom('subscriptions')
      .select((of) => of.fn.min<number>('due').as('due'))
      .executeTakeFirstOrThrow()
  ).due
