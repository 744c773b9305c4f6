import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createPages, readinessInWords } from '../../adapters/pages.ts'
import { broken, doubtful, fine, type Readiness } from '../../src/index.ts'

const findings = [
  fine('Knowledge', 'version 1'),
  doubtful('ask', 'nothing gets through', 'wait'),
  broken('Database', 'it is gone', 'start it'),
]

describe('the pages of the HTTP server', () => {
  let server: Server
  const requested: string[] = []
  afterEach(() => void server.close())
  const open = async (readiness: Readiness | undefined, isEnding = false): Promise<string> => {
    const handle = createPages({
      served: [{ paths: ['/platform'], handle: (_, response) => response.writeHead(200, { 'x-own': '1' }).end() }],
      about: '<h1>About</h1>',
      readiness: () => readiness,
      isEnding: () => isEnding,
      requested: (path, status) => requested.push(`${path} ${status}`),
    })
    server = createServer(handle).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  test.each(['/about', '/livez', '/health', '/readyz', '/platform', '/nowhere', '/constructor'])(
    '%s has all security headers',
    async (path) => {
      const { headers } = await fetch((await open({ isReady: true, findings: [] })) + path)
      for (const name of [
        'content-security-policy',
        'x-content-type-options',
        'referrer-policy',
        'cache-control',
        'strict-transport-security',
      ])
        expect([name, headers.get(name)]).toEqual([name, expect.stringMatching(/./)])
    },
  )

  test.each([
    ['/livez', 200],
    ['/health', 200],
    ['/about', 200],
    ['/about?x=1', 200],
    ['/', 404],
    ['/constructor', 404],
  ])('%s answers %i, even if nothing is ready', async (path, status) => {
    expect((await fetch((await open(undefined)) + path)).status).toBe(status)
  })

  test('each request is counted under a path of the program, never under one chosen from outside', async () => {
    const at = await open(undefined)
    requested.length = 0
    for (const path of ['/platform', '/about?secret=1', '/readyz', '/wp-login.php']) await fetch(at + path)
    await expect.poll(() => requested.toSorted(), { timeout: 10_000 }).toEqual(['/about 200', '/platform 200', '/readyz 503', 'other 404'])
  })

  test('posting to a page is refused', async () => {
    const { status, headers } = await fetch(`${await open(undefined)}/readyz`, { method: 'POST', body: 'x' })
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  test.each([
    ['before the first look', undefined, false, 503, 'it is starting'],
    ['when all is well', { isReady: true, findings: findings.slice(0, 2) }, false, 200, 'nothing gets through; wait'],
    ['when something is broken', { isReady: false, findings }, false, 503, 'broken: Database: it is gone; start it'],
    ['at the end', { isReady: true, findings: [] }, true, 503, 'it is ending'],
  ] as const)('%s /readyz has the right status and text', async (_, readiness, isEnding, status, words) => {
    const response = await fetch(`${await open(readiness, isEnding)}/readyz`)
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(words)])
  })

  test('broken findings come first', () => {
    expect(
      readinessInWords({ isReady: false, findings }, false)[1]
        .split('\n')
        .map((line) => line.split(':')[0]),
    ).toEqual(['not ready', 'broken', 'doubtful', 'fine', ''])
  })
})
