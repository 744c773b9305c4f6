import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { addressProblem } from '../../src/store/engines.ts'
import { StoreError } from '../../src/store/errors.ts'
import { storeProblem } from '../../src/store/problem.ts'
import { openStore } from '../../src/store/store.ts'

/** A PostgreSQL error response. */
const refusal = (code: string, message: string): Buffer => {
  const body = Buffer.from(`SFATAL\0C${code}\0M${message}\0\0`)
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}
const noEncryption = Buffer.from('N')

/** A fake PostgreSQL server that sends `answer` to each client's first message, or nothing if undefined. */
let answer: Buffer | undefined
let server: Server
const sockets = new Set<Socket>()
beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.once('data', () => answer !== undefined && socket.write(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(() => sockets.forEach((socket) => socket.destroy()))
afterAll(() => void server.close())

const secret = 'Geheim77'
const at = (query = '', user = `licet:${secret}`): string =>
  `postgres://${user}@127.0.0.1:${(server.address() as AddressInfo).port}/licet${query}`

/** The error of opening a database. Checks that it is one line without the password. */
async function errorOf(url: string): Promise<string> {
  const error: unknown = await openStore(url).then(
    (store) => store.close(),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(StoreError)
  const { message } = error as StoreError
  expect(message).not.toMatch(/Geheim|\n|goes on by itself/)
  return message
}

describe('a database that cannot be opened gives one line with the remedy and no secret', () => {
  test.each([
    [
      'a wrong password',
      '28P01',
      'password authentication failed for user "licet"',
      /refused the name or the password in DATABASE_URL; correct/,
    ],
    ['a name that may not come in', '28000', 'no pg_hba.conf entry for host', /refused the name or the password in DATABASE_URL; correct/],
    ['a wrong name of the database', '3D000', 'database "licet" does not exist', /named in DATABASE_URL does not exist; create it, or/],
    ['a server with no place left', '53300', 'sorry, too many clients already', /takes no more connections; raise max_connections there/],
    ['a server that starts', '57P03', 'the database system is starting up', /does not answer; start it, or correct DATABASE_URL/],
    ['an account without rights', '42501', 'permission denied for schema public', /may not do what Licet needs; make it the owner/],
    ['anything else', '58000', 'could not read "x"', /cannot be opened: error: could not read "x"; look at its server/],
  ])('%s', async (_, code, message, words) => {
    answer = refusal(code, message)
    expect(await errorOf(at())).toMatch(words)
  })

  test('a server without encryption', async () => {
    answer = noEncryption
    expect(await errorOf(at('?sslmode=verify-full'))).toMatch(/no encrypted connection to the database came about; correct sslmode/)
  })

  test('an unknown host', async () => {
    expect(await errorOf(`postgres://licet:${secret}@licet.invalid/licet`)).toMatch(
      /host of the database cannot be reached; correct its name/,
    )
  })

  test('nothing listens', async () => {
    expect(await errorOf(`postgres://licet:${secret}@127.0.0.1:1/licet`)).toMatch(/does not answer; start it, or correct DATABASE_URL$/)
  })

  test.each([
    [
      'a file in the place of its folder',
      (folder: string) => join(folder, 'taken', 'licet.db'),
      /`.*licet\.db` cannot be opened \(ENOTDIR\)/,
    ],
    ['a path that leads nowhere', (folder: string) => join(folder, 'a', 'b', 'licet.db'), /`.*licet\.db` cannot be opened \(ENOENT\)/],
  ])('%s', async (_, path, words) => {
    const folder = mkdtempSync(join(tmpdir(), 'licet-'))
    writeFileSync(join(folder, 'taken'), '')
    const message = await errorOf(`file:${path(folder)}`)
    rmSync(folder, { recursive: true })
    expect(message).toMatch(words)
    expect(message).toMatch(/; check the path in DATABASE_URL, make its folder, and let the account Licet runs under write to both/)
  })
})

describe('the errors of a running program', () => {
  const waiting = async (max: number): Promise<unknown> => {
    answer = undefined
    const pool = new pg.Pool({ connectionString: at(), connectionTimeoutMillis: 50, max })
    pool.on('error', () => undefined)
    const tries = await Promise.allSettled(Array.from({ length: 2 }, () => pool.connect()))
    await pool.end()
    return tries.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : [])).map(storeProblem)
  }

  test('tell apart that all connections are busy and that the database does not answer', async () => {
    expect(await waiting(2)).toEqual(Array(2).fill(expect.stringMatching(/^the database does not answer; .*; Licet goes on by itself/)))
    expect(await waiting(1)).toContainEqual(
      expect.stringMatching(
        /^every connection of this process to the database was busy for five seconds; see what .*; it is tried again by itself/,
      ),
    )
  })

  test('tell that a password is missing', () => {
    const error = new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string')
    expect(storeProblem(error)).toMatch(/refused the name or the password/)
  })

  test('say that it continues by itself', () => {
    expect(storeProblem(Object.assign(new Error('x'), { code: '53300' }))).toMatch(/; Licet goes on by itself once there is room$/)
    expect(storeProblem(new Error('getaddrinfo ENOTFOUND db'))).toMatch(/; Licet goes on by itself once it can$/)
  })
})

describe('the address of a database', () => {
  test.each([
    'file:/srv/licet.db',
    'file::memory:',
    'postgres://licet@127.0.0.1:5432/licet',
    'postgresql://licet:a%40b%2Fc@db/licet?options=-c%20search_path%3Dlicet',
    'postgres://db/licet?sslmode=verify-full',
    'postgres://licet:x@/licet?host=/run/postgresql',
    'postgres:///licet',
  ])('%s is valid', (url) => expect(addressProblem(url)).toBeUndefined())

  test.each(['licet.db', '', 'mysql://x', 'file:', 'postgres://'])('"%s" is invalid', (url) =>
    expect(addressProblem(url)).toMatch(/^names no database that Licet knows; write file:PATH or postgres:/),
  )

  test.each(['p@ss', 'p/ss', 'p#ss', 'p?ss', '12/ss', '12#ss', '12?ss', 'p@ss/word', '1@2:3/4'])(
    'an unescaped password, %s, is explained, and no part of it is taken for a host',
    (password) => {
      const problem = addressProblem(`postgres://licet:${password}@db/licet`)
      expect(problem).toMatch(/in a password %40 for @/)
      expect(problem).not.toContain(password)
    },
  )
})
