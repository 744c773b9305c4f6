import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, assert, beforeEach, describe, expect, test, vi } from 'vitest'
import { home } from '../console/machine.ts'

/** A process of the program, and everything it wrote. */
function start(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): { readonly child: ChildProcess; readonly told: () => string } {
  const child = spawn(process.execPath, ['bin/start.mjs', ...words], { cwd: home, env })
  let told = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (told += text))
  return { child, told: () => told }
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Timeouts that only stop tests that hang: a busy machine may be slow. */
const hangs = { timeout: 280_000 }

describe('npm start, as a process', { timeout: 600_000 }, () => {
  let folder: string
  let port: number
  let watched: number
  let licet: ReturnType<typeof start>
  /** Starts the program and waits until it is ready. `drain` is its time to end, in seconds. */
  const begin = async (drain: string): Promise<void> => {
    licet = start(['serve'], {
      MICROSOFT_APP_TYPE: 'Playground',
      NODE_ENV: 'development',
      PORT: `${port}`,
      METRICS_PORT: `${watched}`,
      DATABASE_URL: `file:${folder}/licet.db`,
      LICET_DRAIN: drain,
    })
    await vi.waitFor(async () => assert((await statusOf('/readyz')) === 200), hangs)
  }
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'licet-'))
    port = await freePort()
    watched = await freePort()
  })
  afterEach(() => {
    licet.child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  const statusOf = (path: string): Promise<number> =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      ({ status }) => status,
      () => 0,
    )
  const metrics = async (): Promise<string> => await (await fetch(`http://127.0.0.1:${watched}/metrics`)).text()

  test('it becomes ready, serves metrics only on their own port, and ends by itself on SIGTERM', async () => {
    await begin('120')
    expect([await statusOf('/livez'), await statusOf('/health'), await statusOf('/metrics')]).toEqual([200, 200, 404])
    const text = await metrics()
    expect(text).toMatch(/^licet_ready 1$/m)
    expect(text).toMatch(/^licet_requests_total\{path="\/readyz",status="200"\} [1-9]/m)
    licet.child.kill('SIGTERM')
    expect(await once(licet.child, 'exit')).toEqual([0, null])
    expect(licet.told()).not.toContain('not all was done')
  })

  test('a database locked by another program shows in readiness, metrics and the log; the program ends on SIGINT', async () => {
    await begin('120')
    const other = new DatabaseSync(`${folder}/licet.db`, { timeout: 60_000 })
    other.exec('begin exclusive')
    const lives = new Set<number>()
    const ready = async (): Promise<number> => {
      lives.add(await statusOf('/livez'))
      return await statusOf('/readyz')
    }
    await expect.poll(ready, hangs).toBe(503)
    expect(await (await fetch(`http://127.0.0.1:${port}/readyz`)).text()).toMatch(/^not ready\nbroken: Database/)
    await expect.poll(metrics, hangs).toMatch(/^licet_ready 0$/m)
    await expect.poll(licet.told, hangs).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z error tick\.failed: .*holds the database locked/m)
    other.exec('rollback')
    other.close()
    await expect.poll(ready, hangs).toBe(200)
    expect([[...lives], licet.told().match(/ error /g)?.length]).toEqual([[200], 1])
    licet.child.kill('SIGINT')
    expect(await once(licet.child, 'exit')).toEqual([0, null])
  })

  test('a request that never ends cannot delay the end beyond the deadline, and the log says so', async () => {
    await begin('2')
    const half = connect(port, '127.0.0.1')
    half.on('error', () => undefined)
    half.write(
      'POST /api/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: 10\r\n\r\n{',
    )
    await once(half, 'data')
    licet.child.kill('SIGTERM')
    expect(await once(licet.child, 'exit')).toEqual([0, null])
    expect(licet.told()).toContain('not all was done in 2 s')
    half.destroy()
  })
})

test('a long-running command ends on the first Ctrl-C', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'licet-'))
  const { child, told } = start(['console'], { DATABASE_URL: `file:${folder}/licet.db` })
  await expect.poll(told, hangs).toContain('Ask, or type help')
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([null, 'SIGINT'])
  rmSync(folder, { recursive: true, force: true })
})
