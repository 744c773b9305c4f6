import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { acceptedScopes, activeToken, authorize } from './access.ts'
import { parseArgs, textArg } from './args.ts'
import { fail, SlackFailure } from './failure.ts'
import type { Fault, Faults } from './faults.ts'
import { appMethods } from './methods-app.ts'
import { chatMethods } from './methods-chat.ts'
import { peopleMethods } from './methods-people.ts'
import { viewMethods } from './methods-views.ts'
import type { Method } from './method.ts'
import type { Store } from './store.ts'
import type { Json, Token } from './types.ts'

const methods: Readonly<Record<string, Method>> = { ...chatMethods, ...viewMethods, ...peopleMethods, ...appMethods }

const withoutToken: readonly string[] = ['oauth.v2.access']
const nobody: Token = { token: '', kind: 'bot', team_id: '', bot_user: '', scopes: [], status: 'active' }

/** Reads the whole body of a request. */
export const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** Answers a request with JSON. */
export const sendJson = (response: ServerResponse, status: number, body: Json, headers: Readonly<Record<string, string>> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  response.end(JSON.stringify(body))
}

/** Makes the request fail as the fault says; a timeout leaves it open. */
export const sendFault = (response: ServerResponse, fault: Fault): void => {
  if (fault.kind === 'rateLimited')
    sendJson(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(fault.retryAfter) })
  if (fault.kind === 'http') response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html>Server Error</html>')
  if (fault.kind === 'reset') response.socket?.resetAndDestroy()
  if (fault.kind === 'error') sendJson(response, 200, { ok: false, error: fault.error, ...fault.more })
}

const faultStatus = (fault: Fault): number => {
  if (fault.kind === 'http') return fault.status
  return { rateLimited: 429, error: 200, timeout: 0, reset: 0, late: 200 }[fault.kind]
}

type Request = { readonly method: string; readonly args: Json; readonly given: string | undefined; readonly basic: string }

const readRequest = async (request: IncomingMessage): Promise<Request> => {
  const url = new URL(request.url ?? '/', 'http://fake')
  const args = parseArgs(await readBody(request), request.headers['content-type'] ?? '', url.searchParams)
  const [scheme = '', credentials = ''] = (request.headers.authorization ?? '').split(' ')
  const bearer = scheme.toLowerCase() === 'bearer' ? credentials : undefined
  const basic = scheme.toLowerCase() === 'basic' ? Buffer.from(credentials, 'base64').toString('utf8') : ''
  return { method: url.pathname.replace(/^\/api\//, ''), args, given: bearer ?? textArg(args, 'token'), basic }
}

const callMethod = (store: Store, socketUrl: () => string, { method, args, given, basic }: Request): Json => {
  const run = methods[method] ?? fail('unknown_method')
  const token = withoutToken.includes(method) ? nobody : activeToken(store, given)
  if (token !== nobody) authorize(store, token, method, args)
  return { ok: true, ...run({ store, args, token, basic, socketUrl }) }
}

const answerTo = (store: Store, socketUrl: () => string, request: Request): Json => {
  try {
    return callMethod(store, socketUrl, request)
  } catch (error) {
    if (error instanceof SlackFailure) return error.answer
    throw error
  }
}

const record = (store: Store, { method, args, given }: Request, status: number, answer: Json) => {
  const { token: _token, ...shown } = args
  store.calls.push({ method, args: shown, at: store.clock.now(), token: given ?? '', status, answer })
  store.changed()
}

const scopeHeaders = (store: Store, { method, args, given }: Request): Readonly<Record<string, string>> => ({
  'x-oauth-scopes': (store.tokens.get(given ?? '')?.scopes ?? []).join(','),
  'x-accepted-oauth-scopes': acceptedScopes(store, method, args).join(','),
})

/** Serves the Web API under /api/. */
export const createWebApi =
  (store: Store, faults: Faults, socketUrl: () => string) =>
  async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming)
    response.setHeader('date', new Date(store.clock.now()).toUTCString())
    const delay = faults.delay(request.method)
    if (delay > 0) await sleep(delay, undefined, { ref: false })
    const taken = faults.take(request.method, request.given)
    if (taken?.fault.kind === 'late') store.clock.advance(taken.fault.ms)
    const hit = taken?.fault.kind === 'late' ? undefined : taken
    const answer = hit && !hit.applied ? {} : answerTo(store, socketUrl, request)
    record(store, request, hit ? faultStatus(hit.fault) : 200, answer)
    if (hit) return sendFault(response, hit.fault)
    sendJson(response, 200, answer, scopeHeaders(store, request))
  }
