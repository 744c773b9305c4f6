import type { ExpressionBuilder, Expression, ReferenceExpression, SqlBool } from 'kysely'
import type { Tables } from '../store/tables.ts'

/** How much the clocks of two machines may differ, in milliseconds. A time that is further ahead was written by a wrong clock. */
const skew = 60_000

/**
 * The farthest time until which anything can wait, if nothing ever waits longer than `span`. A later time was written by a clock that
 * ran ahead, and is ignored.
 */
export const farthestWait = (now: number, span: number): number => now + span + skew

/**
 * Whether the time in `column` has come. It also counts as come if it lies after `until` (from {@link farthestWait}), because then a
 * clock that ran ahead wrote it.
 */
export const isReached =
  <Table extends keyof Tables>(column: ReferenceExpression<Tables, Table>, now: number, until: number) =>
  (row: ExpressionBuilder<Tables, Table>): Expression<SqlBool> =>
    row.or([row(column, '<=', now as never), row(column, '>', until as never)])
