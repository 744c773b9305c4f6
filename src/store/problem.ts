import { fieldOf } from '../port/field.ts'
/** What is wrong with the database, in plain words, and how to fix it. `cause` is the driver's own error. */
export class StoreError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'StoreError'
  }
}

/**
 * A pattern of driver errors, words for what they mean and how to fix them, and `meanwhile`: what a running
 * Licet does until they are fixed.
 */
type Row = readonly [pattern: RegExp, words: string, meanwhile?: string]

/** How to fix a file that cannot be opened. */
export const openFile =
  'check the path in DATABASE_URL, make its folder, and let the account Licet runs under write to both, on a disk that can be written'

const known: readonly Row[] = [
  [/database or disk is full|SQLITE_FULL|disk full|53100/i, 'the disk of the database is full; free some space, nothing was lost'],
  [/database is locked|SQLITE_BUSY/i, 'another program holds the database locked; end that program, or wait for its work to finish'],
  [
    /readonly|read-only|25006/i,
    'the database can only be read now; give the account Licet runs under write access, or wait until its server is the writing one again',
    'Licet goes on by itself once it can be written, and nothing is lost',
  ],
  [/unable to open database|SQLITE_CANTOPEN/i, `the database file cannot be opened; ${openFile}`],
  [/not a database|malformed|SQLITE_CORRUPT/i, 'the database file is damaged; put the last backup in its place'],
  [/40P01|40001|deadlock/i, 'another writer was in the way; it is tried again'],
  [
    /53300|too many (?:clients|connections)|connection slots/i,
    'the database takes no more connections; raise max_connections there, or end what holds them: each process of Licet opens up to eight',
    'Licet goes on by itself once there is room',
  ],
  [
    /timeout exceeded when trying to connect/i,
    'every connection of this process to the database was busy for five seconds; see what makes the ' +
      'database slow (its disk, a lock, another program), or run one more process of Licet',
    'it is tried again by itself, and nothing that was acknowledged is lost',
  ],
  [/28P01|28000|password authentication|SASL/i, 'the database refused the name or the password in DATABASE_URL; correct them'],
  [/3D000|database ".*" does not exist/i, 'the database named in DATABASE_URL does not exist; create it, or correct the name'],
  [
    /42501|permission denied for/i,
    'the account in DATABASE_URL may not do what Licet needs; make it the owner of its database, or ' +
      'grant it its schema (GRANT ALL ON SCHEMA)',
  ],
  [
    /support SSL connections|self-signed certificate|verify the first certificate|ERR_TLS_CERT_ALTNAME/i,
    'no encrypted connection to the database came about; correct sslmode in DATABASE_URL, or name the ' +
      'certificate of its authority there (sslrootcert=PATH)',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/i,
    'the host of the database cannot be reached; correct its name in DATABASE_URL, or let this machine reach it',
    'Licet goes on by itself once it can',
  ],
  [
    /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|57P0\d|terminat|Connection ended|not queryable|starting up|shutting down/i,
    'the database does not answer; start it, or correct DATABASE_URL',
    'Licet goes on by itself once it answers',
  ],
]

/**
 * Replaces an error that the database caused by one with the words of {@link storeProblem}; returns any
 * other error unchanged.
 */
export function inStoreWords(error: unknown): unknown {
  const words = storeProblem(error)
  return words === undefined || error instanceof StoreError ? error : new StoreError(words, error)
}

/**
 * Words for a database error while the program runs: what is wrong and how to fix it. `undefined` for any
 * other error.
 */
export function storeProblem(error: unknown): string | undefined {
  if (error instanceof StoreError) return error.message
  const row = rowOf(error)
  return row?.slice(1).join('; ')
}

/**
 * An error for a database that could not be opened. Such an error ends the program, so its words do not promise that the program will
 * recover.
 */
export function openingError(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const words =
    rowOf(error)?.[1] ?? `the database cannot be opened: ${String(error).split('\n', 1)[0]}; look at its server, and at DATABASE_URL`
  return new StoreError(words, error)
}

function rowOf(error: unknown): Row | undefined {
  const [code, errors] = [fieldOf(error, 'code'), fieldOf(error, 'errors')]
  if (Array.isArray(errors)) return errors.map(rowOf).find((row) => row !== undefined)
  const text = `${typeof code === 'string' ? code : ''} ${error instanceof Error ? error.message : String(error)}`
  return known.find(([pattern]) => pattern.test(text))
}
