import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readServedConfig } from '../../adapters/config.ts'
import { home } from '../console/machine.ts'

const portOf = (server: Server): number => (server.address() as AddressInfo).port

/** Starts the program in an otherwise empty environment; returns its exit code and output. */
async function startIn(env: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly told: string }> {
  const child = spawn(process.execPath, ['bin/start.mjs', 'serve'], { cwd: home, env })
  let told = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (told += text))
  const [code] = (await once(child, 'exit')) as [number | null]
  return { code, told }
}

describe('npm start, as met by somebody who installs it', { timeout: 600_000 }, () => {
  let folder: string
  /** Another program on the port; asked as Slack, it knows no token. */
  const other = createHttp((_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end('{"ok":false,"error":"invalid_auth"}')
  })
  const silent = createServer()
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'licet-'))
    for (const server of [other, silent]) await once(server.listen(0, '127.0.0.1'), 'listening')
  })
  afterAll(() => {
    for (const server of [other, silent]) server.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const secret = 'xoxb-1-Geheim77'
  const cases: Readonly<Record<string, () => readonly [env: Readonly<Record<string, string>>, code: number, words: RegExp]>> = {
    'no platform has credentials': () => [{}, 2, /^no platform has credentials; set SLACK_BOT_TOKEN and /],
    'the port is taken': () => [
      { MICROSOFT_APP_TYPE: 'Playground', NODE_ENV: 'development', PORT: `${portOf(silent)}`, DATABASE_URL: `file:${folder}/port.db` },
      1,
      /PORT: \d+ is in use here already; end what uses it, or set another\n$/,
    ],
    'Slack does not know the token': () => [
      {
        SLACK_BOT_TOKEN: secret,
        SLACK_SIGNING_SECRET: 'Geheim77',
        SLACK_API_URL: `http://127.0.0.1:${portOf(other)}/api/`,
        DATABASE_URL: `file:${folder}/slack.db`,
      },
      1,
      /SLACK_BOT_TOKEN[^\n]*: Slack refuses \(invalid_auth\); copy what is named here again/,
    ],
    'a password stands in an address as it is': () => [
      { SLACK_BOT_TOKEN: secret, SLACK_SIGNING_SECRET: 'x', DATABASE_URL: 'postgres://licet:Geheim77@/x@db/licet' },
      1,
      /^the configuration has 1 problem\n {2}DATABASE_URL: is no address as it stands; [^\n]*%40 for @[^\n]*\n$/,
    ],
  }
  test.each(Object.keys(cases))('%s: it ends at once with instructions, and without a stack trace or a secret', async (name) => {
    const [env, code, words] = cases[name]?.() ?? [{}, 0, /^$/]
    const ended = await startIn(env)
    expect(ended).toEqual({ code, told: expect.stringMatching(words) as string })
    expect(ended.told).not.toMatch(/\n\s+at |Geheim|Node\.js v/)
  })

  test('settings that cannot be read are named', () => {
    const read = (path: string) => () => readServedConfig({ LICET_SETTINGS: path }, home)
    expect(read(folder)).toThrow(/LICET_SETTINGS: `.*` cannot be read \(EISDIR\); let the account Licet runs under read it/)
    expect(read(join(folder, 'none.yaml'))).toThrow(/LICET_SETTINGS: there is no file/)
  })
})
