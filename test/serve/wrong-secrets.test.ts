import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { home } from '../console/machine.ts'
import { keepOffline } from '../offline.ts'
import { startFakeSlack, type FakeSlack } from '../slack/fake/fake.ts'
import { startFakeTeams, type FakeTeams } from '../teams/fake/fake.ts'

keepOffline()

/** A timeout that only stops tests that hang: a busy machine may be slow. */
const hangs = { timeout: 280_000 }

const portOf = (server: Server): number => (server.address() as AddressInfo).port

const listening = async (server: Server): Promise<Server> => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return server
}

describe('npm start with a wrong Slack signing secret and a wrong Entra secret', { timeout: 600_000 }, () => {
  let folder: string
  let slack: FakeSlack
  let teams: FakeTeams
  let entra: Server
  let licet: ChildProcess
  let env: Readonly<Record<string, string>>
  let told = ''
  let url: string
  const ready = async (): Promise<string> => await (await fetch(`${url}/readyz`)).text()

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'licet-'))
    slack = await startFakeSlack()
    teams = await startFakeTeams()
    entra = await listening(
      createServer((_, response) =>
        response
          .writeHead(401, { 'content-type': 'application/json' })
          .end('{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}'),
      ),
    )
    const free = await listening(createServer())
    const port = portOf(free)
    free.close()
    const { appId, appTenant } = teams.registration
    env = {
      PORT: `${port}`,
      DATABASE_URL: `file:${folder}/licet.db`,
      SLACK_BOT_TOKEN: slack.config.botToken,
      SLACK_SIGNING_SECRET: 'of-another-app',
      MICROSOFT_APP_ID: appId,
      MICROSOFT_APP_PASSWORD: 'of-another-app',
      MICROSOFT_APP_TENANT_ID: appTenant,
      NODE_OPTIONS: `--import ${fileURLToPath(new URL('reroute.ts', import.meta.url))}`,
      REROUTE: JSON.stringify({
        'https://slack.com/api/': slack.apiUrl,
        'https://login.botframework.com/v1/.well-known/openidconfiguration': `${teams.serviceUrl}openid`,
        'https://login.microsoftonline.com': `http://127.0.0.1:${portOf(entra)}`,
      }),
    }
    licet = spawn(process.execPath, ['bin/start.mjs', 'serve'], { cwd: home, env })
    licet.stderr?.setEncoding('utf8').on('data', (text: string) => (told += text))
    url = `http://127.0.0.1:${port}`
  })
  afterAll(async () => {
    licet.kill('SIGKILL')
    entra.close()
    await Promise.all([slack.stop(), teams.stop()])
    rmSync(folder, { recursive: true, force: true })
  })

  test('the log, readiness and the doctor each name the wrong secret and where to copy it from, in one line', async () => {
    await expect.poll(() => ready().catch(() => ''), hangs).toMatch(/^ready/)
    slack.connect(`${url}/slack/events`)
    teams.connect(`${url}/api/messages`)
    slack.user('UA', { name: 'Ann' })
    slack.channel('CA', { name: 'deals', members: ['UA'], withApp: true })
    const { attempts } = await slack.mention({ user: 'UA', channel: 'CA', text: 'drone to Poland' }, { times: 2, parallel: true })
    expect(attempts.map(({ status }) => status)).toEqual([401, 401])
    const ann = teams.user('Ann')
    expect(await teams.say(ann, teams.personal(ann), 'drone to Poland')).toMatchObject({ status: 200 })

    const inSlack = 'a signature that does not fit SLACK_SIGNING_SECRET'
    const inTeams = 'Entra gives no token (AADSTS7000215); copy the client secret’s value, not its id, into MICROSOFT_APP_PASSWORD'
    await expect.poll(() => told, hangs).toContain(`to teams: ${inTeams}`)
    await expect.poll(() => told, hangs).toContain(`refused with 401: ${inSlack}; copy it again from the app's page Basic Information`)
    const page = [
      `doubtful: slack: all that came was refused: ${inSlack}; copy it again from the app's page Basic Information`,
      `doubtful: teams: nothing gets through: ${inTeams}`,
    ]
    for (const line of page) await expect.poll(ready, hangs).toContain(line)
    await expect.poll(async () => await doctor(), hangs).toContain(`slack 2 times ${inSlack}`)
    expect(await doctor()).toMatch(/Teams registration: Entra gives no token \(AADSTS7000215\)\. Mend: copy the client secret’s value/)
    // Neither secret is shown, nor any part of a token.
    expect(told).not.toMatch(/of-another-app|eyJ/)
  })

  /** The output of `npm run doctor`, with wrapped lines joined. */
  async function doctor(): Promise<string> {
    const command = spawn(process.execPath, ['bin/start.mjs', 'doctor'], { cwd: home, env })
    let said = ''
    command.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    await once(command, 'close')
    return said.replaceAll(/\s+/g, ' ')
  }
})
