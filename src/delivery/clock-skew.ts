import type { ExpressionBuilder, Expression, ReferenceExpression, SqlBool } from 'kysely'
import type { Tables } from '../store/tables.ts'

/** The clocks of two machines may differ by so much, in milliseconds; one that is ahead by more has written what cannot be right. */
const skew = 60_000

/**
 * The farthest time that something may be made to wait until, by now, where nothing ever waits longer than a span. What waits
 * until a later one was written by a clock that was ahead: it holds up nothing.
 */
export const farthest = (now: number, span: number): number => now + span + skew

/** Whether a time that something waits until has come, or was written by a clock that was ahead. */
export const isReached =
  <Table extends keyof Tables>(column: ReferenceExpression<Tables, Table>, now: number, until: number) =>
  (row: ExpressionBuilder<Tables, Table>): Expression<SqlBool> =>
    row.or([row(column, '<=', now as never), row(column, '>', until as never)])
