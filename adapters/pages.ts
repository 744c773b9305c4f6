import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readiness } from '../src/index.ts'
import type { Served } from './platform-kind.ts'

/**
 * What the HTTP server offers: the endpoints of the platforms (`served`), health checks, and the `/about`
 * page.
 */
export type Pages = {
  readonly served: readonly Pick<Served, 'paths' | 'handle'>[]
  readonly about: string
  /** The latest result of the readiness checks; `undefined` before the first. */
  readonly readiness: () => Readiness | undefined
  readonly isEnding: () => boolean
  /** Called after each request with its status and path; `path` is "other" if the server has no such path. */
  readonly requested: (path: string, status: number) => void
}

/**
 * The security headers of every response: no framing, no guessing of content types, no caching, no scripts.
 * Only a platform's own pages replace some of them.
 */
const headers = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'strict-transport-security': 'max-age=31536000',
} as const

/** Responds to requests by their path. */
export function createPages({
  served,
  about,
  readiness,
  isEnding,
  requested,
}: Pages): (request: IncomingMessage, response: ServerResponse) => void {
  const show: Readonly<Record<string, (response: ServerResponse) => void>> = {
    '/livez': (response) => response.writeHead(200).end(),
    '/health': (response) => response.writeHead(200).end(),
    '/readyz': (response) => {
      const [isReady, text] = readinessInWords(readiness(), isEnding())
      response.writeHead(isReady ? 200 : 503, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
    },
    '/about': (response) => response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(about),
  }
  return (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    const path = request.url?.replace(/\?.*$/s, '') ?? ''
    const one = served.find(({ paths }) => paths.includes(path))
    const page = Object.hasOwn(show, path) ? show[path] : undefined
    response.once('close', () => requested(one === undefined && page === undefined ? 'other' : path, response.statusCode))
    if (one !== undefined) one.handle(request, response)
    else if (page === undefined) response.writeHead(404).end()
    else if (request.method === 'GET' || request.method === 'HEAD') page(response)
    else response.writeHead(405, { allow: 'GET, HEAD' }).end()
  }
}

/** Whether the process is ready, and the text of `/readyz`: a line for each finding, broken ones first. */
export function readinessInWords(found: Readiness | undefined, isEnding: boolean): readonly [isReady: boolean, text: string] {
  if (isEnding) return [false, 'not ready\nbroken: Program: it is ending\n']
  if (found === undefined) return [false, 'not ready\nbroken: Program: it is starting\n']
  const lines = (['broken', 'doubtful', 'fine'] as const).flatMap((state) =>
    found.findings
      .filter((one) => one.state === state)
      .map((one) => `${state}: ${one.what}: ${one.seen}${one.state === 'fine' ? '' : `; ${one.mend}`}`),
  )
  return [found.isReady, `${[found.isReady ? 'ready' : 'not ready', ...lines].join('\n')}\n`]
}
