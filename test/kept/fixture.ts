import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import pg from 'pg'
import type { Engine, Made } from '../store/databases.ts'
import type { Standing } from '../slack/fake/standing.ts'
import type { Conversation, Message, User } from '../teams/fake/service.ts'
import type { Payload } from './payload.ts'

/** The contents of the fake Teams. */
export type TeamsStanding = {
  readonly users: readonly User[]
  readonly conversations: readonly Conversation[]
  readonly groups: ReadonlyArray<readonly [string, readonly string[]]>
  readonly messages: readonly Message[]
  readonly count: number
}

/** What is stored beside a database: the commit and moment it was made, the end of its chain, and the contents of the chats. */
export type About = {
  readonly commit: string
  readonly moment: string
  readonly head: { readonly seq: number; readonly hash: string }
  /** Every kind of button, form and menu that the program had when this was made. */
  readonly surfaces: readonly string[]
  /** Messages waiting to be sent, and events waiting to be handled. */
  readonly unsent: readonly string[]
  readonly unhandled: readonly string[]
  /** Messages that were given up. */
  readonly givenUp: readonly string[]
}

/** A stored database, as made on one engine. */
export type Fixture = {
  readonly about: About
  readonly settings: string
  readonly payloads: readonly Payload[]
  readonly slack: Standing
  readonly teams: TeamsStanding
}

/** Replaces the address of the fake Teams, whose port differs on each machine. */
const somewhere = 'http://teams.example/'

const home = fileURLToPath(new URL('.', import.meta.url))

/** The names of the stored databases, which are those of their schemas, oldest first. */
export const names = (): readonly string[] =>
  readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()

const folderOf = (name: string, engine: Engine['name']): string => join(home, name, engine.toLowerCase())
const databaseIn = (folder: string, engine: Engine['name']): string => join(folder, engine === 'SQLite' ? 'licet.db.br' : 'licet.sql.br')

/** The folder of the record exported when the databases were made. */
export const exportOf = (name: string): string => join(home, name, 'export')

export const isMade = (name: string): boolean => existsSync(join(home, name))

/** Deletes a stored database that is incomplete. */
export const forget = (name: string): void => rmSync(join(home, name), { recursive: true, force: true })

const packed = (content: string | Buffer): Buffer =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: 11 } })
const unpacked = (path: string): Buffer => brotliDecompressSync(readFileSync(path))

/** Stores a database with everything beside it. `serviceUrl` is the address of the fake Teams while it was made. */
export async function keep(
  name: string,
  engine: Engine['name'],
  { url, serviceUrl }: { readonly url: string; readonly serviceUrl: string },
  { about, settings, ...standing }: Fixture,
): Promise<void> {
  const folder = folderOf(name, engine)
  mkdirSync(folder, { recursive: true })
  const content = engine === 'SQLite' ? fileOf(url, serviceUrl) : Buffer.from(dumpOf(url).replaceAll(serviceUrl, somewhere))
  writeFileSync(databaseIn(folder, engine), packed(content))
  writeFileSync(join(folder, 'chats.json.br'), packed(JSON.stringify(standing).replaceAll(serviceUrl, somewhere)))
  writeFileSync(join(folder, 'settings-then.yaml'), settings)
  writeFileSync(join(folder, 'about.json'), `${JSON.stringify(about, null, 2)}\n`)
  return await Promise.resolve()
}

/** The SQLite database as one small file, even while it is open. */
function fileOf(url: string, serviceUrl: string): Buffer {
  const file = join(mkdtempSync(join(tmpdir(), 'licet-kept-')), 'licet.db')
  const open = new DatabaseSync(url.slice('file:'.length))
  open.exec(`vacuum into '${file}'`)
  open.close()
  moveTeams(file, serviceUrl, somewhere)
  const content = readFileSync(file)
  rmSync(file)
  return content
}

function moveTeams(file: string, from: string, to: string): void {
  const db = new DatabaseSync(file)
  db.prepare('update conversations set reference = replace(reference, ?, ?)').run(from, to)
  db.exec('vacuum')
  db.close()
}

/** The Postgres schema as plain SQL without a schema name, so that any client can restore it into any schema. */
function dumpOf(url: string): string {
  const [address = '', schema = ''] = url.split('?options=-c%20search_path%3D')
  const dump = execFileSync('pg_dump', ['--no-owner', '--no-privileges', '--inserts', `--schema=${schema}`, address], {
    encoding: 'utf8',
    maxBuffer: 200_000_000,
  })
  return dump
    .split('\n')
    .filter((line) => !/^(?:--|SET |SELECT pg_catalog\.set_config|CREATE SCHEMA|\\)/.test(line))
    .join('\n')
    .replaceAll(`${schema}.`, '')
}

/** Reads what is stored beside a database. `serviceUrl` is the present address of the fake Teams. */
export function read(name: string, engine: Engine['name'], serviceUrl: string): Fixture {
  const folder = folderOf(name, engine)
  const chats = unpacked(join(folder, 'chats.json.br')).toString('utf8').replaceAll(somewhere, serviceUrl)
  return {
    ...(JSON.parse(chats) as Omit<Fixture, 'about' | 'settings'>),
    about: JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8')) as About,
    settings: readFileSync(join(folder, 'settings-then.yaml'), 'utf8'),
  }
}

/** Restores a stored database into a new one, without opening it with the program. */
export async function restore(name: string, engine: Engine, serviceUrl: string): Promise<Made> {
  const made = await engine.make()
  const content = unpacked(databaseIn(folderOf(name, engine.name), engine.name))
  if (engine.name === 'SQLite') {
    const file = made.url.slice('file:'.length)
    writeFileSync(file, content)
    moveTeams(file, somewhere, serviceUrl)
  } else await run(made.url, content.toString('utf8').replaceAll(somewhere, serviceUrl))
  // Writes of a test need not wait for the disk, as on SQLite.
  return engine.name === 'SQLite' ? made : { ...made, url: `${made.url}%20-c%20synchronous_commit%3Doff` }
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Copies a folder, so that a test may write in it. */
export function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'licet-kept-'))
  for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name))
  return copy
}
