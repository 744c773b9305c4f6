import { ErrorCode, LogLevel, WebClient, type WebAPICallError } from '@slack/web-api'
import type { Grant } from './grants.ts'

/**
 * How a call failed: Slack's own code, or `network`, `http` and `http_4xx`. `retryAfter` is in seconds. `isLost`: the call
 * may have been carried out all the same, and only its answer is missing.
 */
export class CallError extends Error {
  readonly code: string
  readonly retryAfter: number | undefined
  readonly isLost: boolean
  constructor(code: string, { retryAfter, isLost = false }: { readonly retryAfter?: number; readonly isLost?: boolean } = {}) {
    super(`Slack refuses: ${code}`)
    this.code = code
    this.retryAfter = retryAfter
    this.isLost = isLost
  }
}

/** What Slack answers to a call. */
export type CallResult = Readonly<Record<string, unknown>>

/** Calls a method of the Web API in a workspace. Throws a {@link CallError}. */
export type Call = (team: string, method: string, options?: Readonly<Record<string, unknown>>) => Promise<CallResult>

/** The Web API with one token, or with none where a method takes none. Nothing is tried twice here: the outbox knows when to. */
export type WebApi = (token: string | undefined, method: string, options?: Readonly<Record<string, unknown>>) => Promise<CallResult>

/** Nobody waits longer for an answer of Slack's, in milliseconds. */
export const longestCall = 10_000

/** The options of every client of ours; a call takes `timeout` milliseconds at most. */
export const clientOptions = (apiUrl: string | undefined, timeout = longestCall) => ({
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout,
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
})

/** The Web API as the SDK speaks it. `hear` gets Slack's own time with each of its answers, in epoch milliseconds. */
export function createWebApi(apiUrl: string | undefined, hear: (time: number) => void = () => undefined, timeout = longestCall): WebApi {
  const listening: typeof fetch = async (...request) => {
    const response = await fetch(...request)
    const time = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(time)) hear(time)
    return response
  }
  const client = new WebClient(undefined, { ...clientOptions(apiUrl, timeout), logLevel: LogLevel.ERROR, fetch: listening })
  return async (token, method, options = {}) => {
    try {
      return (await client.apiCall(method, token === undefined ? options : { ...options, token })) as unknown as CallResult
    } catch (error) {
      throw asCallError(error)
    }
  }
}

/** Calls in the name of whoever let Licet into a workspace. Throws `not_installed` where nobody did. */
export const createCall =
  (api: WebApi, grantOf: (team: string) => Promise<Grant | undefined>): Call =>
  async (team, method, options) => {
    const grant = await grantOf(team).catch((error: unknown) => {
      throw asNotMade(error)
    })
    if (grant === undefined) throw new CallError('not_installed')
    return await api(grant.token, method, options)
  }

/** A failure of what had to come before a call: the call itself was not made. */
export const asNotMade = (error: unknown): unknown =>
  error instanceof CallError && error.isLost
    ? new CallError(error.code, error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter })
    : error

/** Slack's own words for work that broke off: some of it may have been done. */
const broken = new Set(['fatal_error', 'internal_error'])

/** Any error of the SDK's, in our words. */
export function asCallError(error: unknown): CallError {
  if (error instanceof CallError) return error
  const known = error as WebAPICallError
  switch (known.code) {
    case ErrorCode.RateLimitedError:
      return new CallError('ratelimited', { retryAfter: known.retryAfter })
    case ErrorCode.PlatformError:
      // What is no code is a page of something between Slack and us, which answered in Slack's place.
      return /^\w{1,80}$/.test(known.data.error)
        ? new CallError(known.data.error, { isLost: broken.has(known.data.error) })
        : new CallError('http', { isLost: true })
    case ErrorCode.HTTPError:
      return httpError(known.statusCode)
    case ErrorCode.RequestError:
      return networkError(known.original)
    default:
      return /retry header/i.test(String(error)) ? new CallError('ratelimited') : networkError(error)
  }
}

/** What an HTTP status other than 200 means: 503 is a refusal, after any other of the server's nobody knows. */
export const httpError = (status: number): CallError =>
  status >= 500 ? new CallError('http', { isLost: status !== 503 }) : new CallError(status === 429 ? 'ratelimited' : `http_${status}`)

/** What a request that got no answer means: where no connection came about, nothing was asked. */
export const networkError = (error: unknown): CallError => new CallError('network', { isLost: !codesOf(error).some(isUnconnected) })

const isUnconnected = (code: string): boolean =>
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|ERR_TLS_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$/.test(
    code,
  )

/** The codes of an error and of what caused it. */
function codesOf(error: unknown, depth = 0): readonly string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const { code, cause, errors } = error as { readonly code?: unknown; readonly cause?: unknown; readonly errors?: unknown }
  const own = typeof code === 'string' ? [code] : []
  const all = Array.isArray(errors) ? errors : []
  return [...own, ...[cause, ...all].flatMap((one) => codesOf(one, depth + 1))]
}

/** What passes by itself: Slack, or the way to it, is away for a while, or asks to wait. */
export const isPassing = (code: string): boolean => passing.has(code)

const passing = new Set([
  'ratelimited',
  'rate_limited',
  'timeout',
  'service_unavailable',
  'request_timeout',
  'http',
  'network',
  'team_added_to_org',
  'token_rotating',
])

/** Slack's code of what went wrong. */
export const codeOf = (error: unknown): string =>
  error instanceof CallError ? error.code : error instanceof Error ? error.message : String(error)
