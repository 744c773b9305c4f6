import { sql, type ExpressionBuilder, type Expression, type ReferenceExpression, type SqlBool } from 'kysely'
import type { Tables } from '../store/tables.ts'

/**
 * How much the clocks of two machines are assumed to differ at most, in milliseconds. A time that is further
 * ahead was written by a wrong clock.
 */
const skew = 60_000

/**
 * The latest plausible time until which something waits, if nothing ever waits longer than `span`. A later
 * time was written by a clock that ran ahead, and is ignored.
 */
export const farthestWait = (now: number, span: number): number => now + span + skew

/**
 * Whether the time in `column` has come. A time after `until` (from {@link farthestWait}) also counts as
 * come, because it was written by a clock that ran ahead.
 */
export const hasCome =
  <Table extends keyof Tables>(column: ReferenceExpression<Tables, Table>, now: number, until: number) =>
  (row: ExpressionBuilder<Tables, Table>): Expression<SqlBool> =>
    row.or([row(column, '<=', sql`${now}`), row(column, '>', sql`${until}`)])
