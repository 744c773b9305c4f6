/** What is wrong with the database, in words, with the way to mend it. The cause is the driver's own error. */
export class StoreError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'StoreError'
  }
}

const known: ReadonlyArray<readonly [pattern: RegExp, words: string]> = [
  [/database or disk is full|SQLITE_FULL|disk full|53100/i, 'the disk of the database is full; free some space, nothing was lost'],
  [/database is locked|SQLITE_BUSY/i, 'another program holds the database locked; end that program, or wait for its work to finish'],
  [
    /readonly|read-only|25006/i,
    'the database can only be read now; give the account Licet runs under write access, or wait until its server is the writing one again; Licet goes on by itself once it can be written, and nothing is lost',
  ],
  [/unable to open database|SQLITE_CANTOPEN/i, 'the database file cannot be opened; check the path in DATABASE_URL and its folder'],
  [/not a database|malformed|SQLITE_CORRUPT/i, 'the database file is damaged; put the last backup in its place'],
  [/40P01|40001|deadlock/i, 'another writer was in the way; it is tried again'],
  [/28P01|28000|password authentication/i, 'the database refused the name or the password in DATABASE_URL; correct them'],
  [/3D000|database ".*" does not exist/i, 'the database named in DATABASE_URL does not exist; create it, or correct the name'],
  [
    /ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|57P0\d|terminat|Connection ended|timeout exceeded|not queryable|starting up|shutting down/i,
    'the database does not answer; start it, or correct DATABASE_URL; Licet goes on by itself once it answers',
  ],
]

/** The same error in the words of {@link storeProblem}, where it is one of the database's. */
export function inStoreWords(error: unknown): unknown {
  const words = storeProblem(error)
  return words === undefined || error instanceof StoreError ? error : new StoreError(words, error)
}

/** The words for a driver's error, or `undefined` where it is none of the database's. */
export function storeProblem(error: unknown): string | undefined {
  if (error instanceof StoreError) return error.message
  const { code, errors } = error as { code?: unknown; errors?: unknown }
  if (Array.isArray(errors)) return errors.map(storeProblem).find((words) => words !== undefined)
  const text = `${typeof code === 'string' ? code : ''} ${error instanceof Error ? error.message : String(error)}`
  return known.find(([pattern]) => pattern.test(text))?.[1]
}
