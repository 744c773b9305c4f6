import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** A placeholder for a value that is given when the query runs. */
class Blank {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/**
 * An object with a {@link Blank} for every property name. The names cannot be listed, so `{...blanks}`
 * throws an error.
 */
const blanks = new Proxy(
  {},
  {
    get: (_, name) => new Blank(String(name)),
    ownKeys: () => {
      throw new Error('name each blank; they cannot be spread')
    },
  },
)

/** A query that is built once and run with different values. */
type Prepared<Values, Row> = (db: Kysely<Tables>, values: Values) => Promise<readonly Row[]>

/**
 * Builds a query once for each database; each later run only fills in its values. `build` gets a blank for
 * each value, and must do nothing with it but pass it on to the query. Meant for queries that every message
 * needs, because building a query costs more than running it.
 */
export function prepared<Values extends object, Row>(
  build: (db: Kysely<Tables>, blanks: Values) => Compilable<Row>,
): Prepared<Values, Row> {
  const built = new WeakMap<object, CompiledQuery<Row>>()
  return async (db, values) => {
    const engine = db.getExecutor().adapter
    const query = built.get(engine) ?? build(db, blanks as Values).compile()
    built.set(engine, query)
    const filled = query.parameters.map((value) => (value instanceof Blank ? Reflect.get(values, value.name) : value))
    return (await db.executeQuery<Row>({ ...query, parameters: filled })).rows
  }
}
