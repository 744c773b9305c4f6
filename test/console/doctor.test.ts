import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { features } from '../../adapters/slack/scopes.ts'
import { startFakeSlack, type FakeSlack } from '../slack/fake/fake.ts'
import { postgres } from '../store/postgres.ts'
import { home, run, type Env } from './machine.ts'

/** Runs the doctor in a process of its own, to see that it ends even if something hangs. */
async function runApart(env: Env): Promise<Told> {
  const child = spawn(process.execPath, ['bin/start.mjs', 'doctor'], { cwd: home, env })
  let [lines, complaint] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (text: string) => (lines += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, lines: eachWithItsHead(lines), complaint }
}

async function runHere(env: Env): Promise<Told> {
  const { code, shown, warned } = await run(env, ['doctor'], [], { now: () => Date.now() })
  return { code, lines: eachWithItsHead(shown), complaint: warned }
}

type Told = { readonly code: number | null; readonly lines: string; readonly complaint: string }

/** Puts each finding on one line behind its heading, e.g. "Broken: Database: …", however wide the terminal is. */
function eachWithItsHead(lines: string): string {
  let head = ''
  return lines
    .replaceAll(/\n {4}/g, ' ')
    .split('\n')
    .map((line) => {
      if (/^(?:Broken|Doubtful|Fine)$/.test(line)) head = line
      return line.replace(/^ {2}- /, `${head}: `)
    })
    .join('\n')
}

describe('npm run doctor', () => {
  let folder: string
  let fake: FakeSlack
  let slack: Env
  let silent: Server
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'licet-'))
    fake = await startFakeSlack({ scopes: features.flatMap(({ scopes }) => scopes) })
    fake.channel('CDESK', { is_private: true })
    const settings = readFileSync(join(home, 'settings.example.yaml'), 'utf8').replaceAll(
      'desk: console counsel',
      'desk: slack T0FAKE.CDESK',
    )
    writeFileSync(join(folder, 'settings.yaml'), settings)
    slack = {
      DATABASE_URL: `file:${folder}/licet.db`,
      LICET_SETTINGS: join(folder, 'settings.yaml'),
      SLACK_BOT_TOKEN: fake.config.botToken,
      SLACK_SIGNING_SECRET: fake.config.signingSecret,
      SLACK_API_URL: fake.apiUrl,
    }
    silent = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(silent, 'listening')
  })
  afterEach(async () => {
    await fake.stop()
    silent.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('with nothing broken it exits with 0, and prints every finding', async () => {
    const { code, lines, complaint } = await runApart(slack)
    expect([code, complaint]).toEqual([0, ''])
    expect(lines).toMatch(/^Doctor: 0 broken, \d doubtful, \d\d fine\n/)
    expect(lines).toMatch(
      /Doubtful[^]*Events of slack: none is kept[^]*Fine[^]*Database: SQLite[^]*Slack desk T0FAKE\.CDESK: Licet is in the channel #cdesk\./,
    )
  })

  test.skipIf(postgres.missing !== undefined)('the same on Postgres', async () => {
    const made = await postgres.make()
    const { code, lines } = await runHere({ ...slack, DATABASE_URL: made.url })
    await made.drop()
    expect(lines).toContain('Database: PostgreSQL')
    expect(lines).toContain('Database clock: both clocks agree')
    expect(code).toBe(0)
  })

  test('without platforms it says so and checks the rest', async () => {
    const { code, lines } = await runHere({ DATABASE_URL: `file:${folder}/licet.db` })
    expect(code).toBe(0)
    expect(lines).toMatch(
      /^Doctor: 0 broken, \d doubtful, \d+ fine\n[^]*Doubtful: Platforms: none has credentials\. Mend: see manifest\/README\.md/,
    )
  })

  test('with Socket Mode it does not connect, but tests the token', async () => {
    const { code, lines } = await runHere({ ...slack, SLACK_APP_TOKEN: fake.config.appToken })
    expect(lines).toContain('Fine: Slack connection: Socket Mode, the app token works.')
    expect(code).toBe(0)
    expect(fake.sockets.connections()).toBe(0)
  })

  test.each<readonly [name: string, spoil: () => Env, lines: RegExp]>([
    [
      'the database is away',
      () => ({ DATABASE_URL: 'postgres://127.0.0.1:1/x' }),
      /Broken: Database: the database does not answer\. Mend: start it, or correct DATABASE_URL/,
    ],
    [
      'the database hangs',
      () => ({ DATABASE_URL: `postgres://x@127.0.0.1:${(silent.address() as AddressInfo).port}/x` }),
      /Broken: Database: no answer within 3 s\. Mend: start it, or correct DATABASE_URL/,
    ],
    [
      'the database is no database',
      () => {
        writeFileSync(join(folder, 'odd.db'), 'this is not a database at all, '.repeat(50))
        return { DATABASE_URL: `file:${folder}/odd.db` }
      },
      /Broken: Database: the database file is damaged\. Mend: put the last backup in its place/,
    ],
    [
      'Redis hangs',
      () => ({ REDIS_URL: `redis://127.0.0.1:${(silent.address() as AddressInfo).port}` }),
      /Broken: Memory: (?:Redis does not answer|no answer within 3 s)\. Mend: start Redis, or correct REDIS_URL/,
    ],
    [
      'the configuration is wrong',
      () => ({ DATABASE_URL: 'mysql://x', PORT: 'x' }),
      /^Doctor: 2 broken, \d doubtful, \d fine\n[^]*Broken: Configuration: DATABASE_URL: names no database that Licet knows\. Mend: write file:PATH[^]*Broken: Configuration: PORT: is not a port\. Mend: write a number/,
    ],
    [
      'there are no such settings',
      () => ({ LICET_SETTINGS: join(folder, 'none.yaml') }),
      /Broken: Configuration: LICET_SETTINGS: there is no file `.*none\.yaml`\. Mend: correct the path, or leave it out/,
    ],
    [
      'the knowledge is not there',
      () => ({ LICET_KNOWLEDGE: folder }),
      /Broken: Knowledge: the knowledge has .*problem.*\. Mend: run npm run check/,
    ],
    [
      'the token was revoked',
      () => {
        fake.token({ status: 'revoked' })
        return {}
      },
      /Broken: Slack access: Slack refuses: token_revoked\. Mend: Licet was removed from the workspace; install it again/,
    ],
    [
      'Slack hangs',
      () => {
        fake.fail('*', { kind: 'timeout' })
        return {}
      },
      /Broken: Slack access: no answer within 3 s\. Mend: let this machine reach slack\.com/,
    ],
    [
      'the desk is archived',
      () => {
        fake.channel('CDESK', { is_archived: true })
        return {}
      },
      /Broken: Slack desk T0FAKE\.CDESK: the channel is archived\. Mend: unarchive it/,
    ],
  ])('%s: it exits with 1 and prints a finding with the remedy, without a stack trace', async (name, spoil, expected) => {
    const { code, lines, complaint } = await (name.endsWith('hangs') ? runApart : runHere)({ ...slack, ...spoil() })
    expect(lines).toMatch(expected)
    expect(code).toBe(1)
    expect(lines + complaint).not.toMatch(/^\s+at |xoxb|fake-signing-secret/m)
  })
})
