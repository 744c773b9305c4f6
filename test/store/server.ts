import pg from 'pg'

/** The address of the Postgres server for tests. */
export const server = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test'

/** Runs `work` with a connection. */
export async function connected<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Runs one statement. */
export const query = (text: string): Promise<void> => connected(async (client) => void (await client.query(text)))

/** The address of another database on the server. */
export function urlOf(database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

/** Whether the server accepts a connection; tries twice, because on a busy machine the first attempt may time out. */
export const isThere = (): Promise<boolean> =>
  query('select 1')
    .catch(() => query('select 1'))
    .then(
      () => true,
      () => false,
    )

/** Drops the databases whose names are selected. */
export const dropDatabases = (isDropped: (name: string) => boolean): Promise<void> =>
  connected(async (client) => {
    const { rows } = await client.query<{ datname: string }>('select datname from pg_database')
    for (const { datname } of rows) if (isDropped(datname)) await client.query(`drop database if exists ${datname} with (force)`)
  })
