import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
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

const folderOf = (name: string, engine: Engine): string => join(home, name, engine.name.toLowerCase())

/** The folder of the record exported when the databases were made. */
export const exportOf = (name: string): string => join(home, name, 'export')

export const isMade = (name: string): boolean => existsSync(join(home, name))

/** The engines, in small letters, on which a database is stored. An engine that is newer than the database has none. */
export const enginesOf = (name: string): readonly string[] =>
  readdirSync(join(home, name)).filter((folder) => existsSync(join(home, name, folder, 'about.json')))

/** Deletes a stored database that is incomplete. */
export const forget = (name: string): void => rmSync(join(home, name), { recursive: true, force: true })

const packed = (content: string | Buffer): Buffer =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: 11 } })
const unpacked = (path: string): Buffer => brotliDecompressSync(readFileSync(path))

/** Stores a database with everything beside it. `serviceUrl` is the address of the fake Teams while it was made. */
export async function keep(
  name: string,
  engine: Engine,
  { url, serviceUrl }: { readonly url: string; readonly serviceUrl: string },
  { about, settings, ...standing }: Fixture,
): Promise<void> {
  const folder = folderOf(name, engine)
  mkdirSync(folder, { recursive: true })
  const content = engine.kept.content(url, { from: serviceUrl, to: somewhere })
  writeFileSync(join(folder, engine.kept.file), packed(content))
  writeFileSync(join(folder, 'chats.json.br'), packed(JSON.stringify(standing).replaceAll(serviceUrl, somewhere)))
  writeFileSync(join(folder, 'settings-then.yaml'), settings)
  writeFileSync(join(folder, 'about.json'), `${JSON.stringify(about, null, 2)}\n`)
  return await Promise.resolve()
}

/** Reads what is stored beside a database. `serviceUrl` is the present address of the fake Teams. */
export function read(name: string, engine: Engine, serviceUrl: string): Fixture {
  const folder = folderOf(name, engine)
  const chats = unpacked(join(folder, 'chats.json.br')).toString('utf8').replaceAll(somewhere, serviceUrl)
  return {
    ...(JSON.parse(chats) as Omit<Fixture, 'about' | 'settings'>),
    about: JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8')) as About,
    settings: readFileSync(join(folder, 'settings-then.yaml'), 'utf8'),
  }
}

/** Restores a stored database into a new one, without opening it with the program. Its writes wait for no disk. */
export async function restore(name: string, engine: Engine, serviceUrl: string): Promise<Made> {
  const made = await engine.make()
  return await engine.kept.restore(made, unpacked(join(folderOf(name, engine), engine.kept.file)), { from: somewhere, to: serviceUrl })
}

/** Copies a folder, so that a test may write in it. */
export function copyOf(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'licet-kept-'))
  for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name))
  return copy
}
