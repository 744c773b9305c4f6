import type { IncomingMessage, ServerResponse } from 'node:http'
import { faultOf, StoreError } from '../../src/index.ts'
import type { TeamsAccess } from './config.ts'
import { readActivity, tenantOf, type Activity } from './activity.ts'
import { limits } from './limits.ts'
import type { EventResponse } from './submit-event.ts'
import { createGate, type Gate } from './check-token.ts'

/** What the endpoint needs. `refused` counts a refusal, `tell` logs a line, `now` is in epoch milliseconds. */
export type EndpointParts = {
  readonly access: TeamsAccess
  readonly listen: (activity: Activity) => Promise<EventResponse>
  readonly refused: (why: string) => void
  readonly tell: (line: string) => void
  readonly now: () => number
}

/**
 * Serves the HTTP requests of the Bot Connector. A request without a valid token is refused with 401 or 403
 * (503 if its token cannot be checked now), and its event is not handled. In the Playground no token is
 * needed, but only requests from this machine are accepted.
 */
export function createEndpoint(parts: EndpointParts): (request: IncomingMessage, response: ServerResponse) => void {
  const gate = parts.access.kind === 'registered' ? createGate(parts.access, parts.now, parts.tell) : undefined
  const remark = createRemarks(parts)
  return (request, response) => {
    void answer(parts, gate, remark, request)
      .catch((error: unknown): EventResponse => {
        parts.tell(`teams: ${error instanceof StoreError ? error.message : faultOf(error)}`)
        return { status: 503 }
      })
      .then((given) => {
        if ('why' in given) {
          parts.refused(given.why)
          remark(`refused with ${given.status}: ${given.why}`)
        }
        return reply(response, given)
      })
  }
}

type Refused = { readonly status: number; readonly why: string }

async function answer(
  parts: EndpointParts,
  gate: Gate | undefined,
  remark: Remark,
  request: IncomingMessage,
): Promise<EventResponse | Refused> {
  const { access } = parts
  if (request.method !== 'POST') return refuse(405, 'a method other than POST')
  if (access.kind === 'playground' && !isLocal(request)) return refuse(403, 'a request from another machine')
  if (access.kind === 'registered' && request.headers.authorization === undefined) return refuse(401, 'a request without a token')
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return refuse(415, 'a body that is not JSON')
  const body = await readBody(request)
  if (body === undefined) return refuse(413, `a body of more than ${limits.body} bytes`)
  const read = readActivity(body, access.kind === 'registered' ? `28:${access.appId}` : '')
  const refusal = await gate?.(request.headers.authorization, read?.activity)
  if (refusal !== undefined) return refusal
  if (read === undefined) return refuse(400, 'a body that cannot be read')
  for (const name of read.dropped) remark(`what cannot be read was dropped: ${name}`)
  return strangerIn(access, read.activity) ?? (await parts.listen(read.activity))
}

const refuse = (status: number, why: string): Refused => ({ status, why })

/**
 * Refuses events from another channel, tenant or machine, even if their token is valid; `undefined` for any
 * other event.
 */
function strangerIn(access: TeamsAccess, activity: Activity): Refused | undefined {
  if (activity.channelId !== 'msteams') return refuse(403, 'another channel than Teams')
  if (access.kind === 'registered')
    return access.tenants.includes(tenantOf(activity)) ? undefined : refuse(403, 'a tenant that is not let in')
  return isLoopback(new URL(activity.serviceUrl).hostname) ? undefined : refuse(403, 'a service address on another machine')
}

const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|::ffff:127(?:\.\d{1,3}){3})$/.test(host)

/** Whether a request comes from this machine and not through a proxy. */
const isLocal = ({ socket, headers }: IncomingMessage): boolean =>
  isLoopback(socket.remoteAddress ?? '') && headers['x-forwarded-for'] === undefined && headers['forwarded'] === undefined

/** Reads the body as text; `undefined` if it is too long. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > limits.body) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function reply(response: ServerResponse, given: EventResponse | Refused): void {
  if ('why' in given) {
    response.writeHead(given.status, { connection: 'close', ...(given.status === 405 ? { allow: 'POST' } : {}) }).end()
    return
  }
  if (given.body === undefined) response.writeHead(given.status).end()
  else response.writeHead(given.status, { 'content-type': 'application/json' }).end(JSON.stringify(given.body))
}

type Remark = (what: string) => void

/**
 * Creates a function that logs fixed texts, each at most once a minute, so that strangers cannot flood the
 * log.
 */
function createRemarks({ tell, now }: EndpointParts): Remark {
  const told = new Map<string, number>()
  return (what) => {
    if (now() - (told.get(what) ?? -60_000) < 60_000) return
    told.set(what, now())
    tell(`teams: ${what}`)
  }
}
