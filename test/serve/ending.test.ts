import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, assert, beforeEach, describe, expect, test, vi } from 'vitest'
import { home } from '../console/machine.ts'

/** A process of the program, and all that it wrote. */
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

describe('npm start, as a process', () => {
  let folder: string
  let port: number
  let watched: number
  let licet: ReturnType<typeof start>
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'licet-'))
    port = await freePort()
    watched = await freePort()
    licet = start(['serve'], {
      MICROSOFT_APP_TYPE: 'Playground',
      NODE_ENV: 'development',
      PORT: `${port}`,
      METRICS_PORT: `${watched}`,
      DATABASE_URL: `file:${folder}/licet.db`,
      LICET_DRAIN: '2',
    })
    await vi.waitFor(async () => assert((await statusOf('/readyz')) === 200), 55_000)
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

  test('metrics are shown at their own port, and there alone', async () => {
    const text = await (await fetch(`http://127.0.0.1:${watched}/metrics`)).text()
    expect(text).toMatch(/^licet_ready 1$/m)
    expect(text).toMatch(/^licet_requests_total\{path="\/readyz",status="200"\} [1-9]/m)
    expect(await statusOf('/metrics')).toBe(404)
  })

  test.each(['SIGTERM', 'SIGINT'] as const)('it is alive and ready, and ends by itself at %s', async (signal) => {
    expect([await statusOf('/livez'), await statusOf('/health')]).toEqual([200, 200])
    licet.child.kill(signal)
    expect(await once(licet.child, 'exit')).toEqual([0, null])
    expect(licet.told()).not.toContain('not all was done')
  })

  test('a request that never ends does not keep it from ending within its deadline, and that is told', async () => {
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

test('a long command ends at the first Ctrl-C', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'licet-'))
  const { child, told } = start(['console'], { DATABASE_URL: `file:${folder}/licet.db` })
  await expect.poll(told, { timeout: 55_000 }).toContain('Ask, or type help')
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([null, 'SIGINT'])
  rmSync(folder, { recursive: true, force: true })
})
