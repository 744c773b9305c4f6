import { ErrorCode, LogLevel, WebClient, type WebAPICallError } from '@slack/web-api'
import { fieldOf } from '../../src/index.ts'
import type { AnswerTo } from './methods.ts'

/**
 * A failed call. `code` is Slack's error code, or one of Licet's own: `network`, `http`, `http_4xx` and
 * others. `retryAfter` is in seconds. `isLost`: only the response is missing or useless, so it is unknown
 * whether the call had its effect.
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

/** Calls a method of the Web API in a workspace. Throws a {@link CallError}. */
export type Call = <Method extends string>(
  team: string,
  method: Method,
  options?: Readonly<Record<string, unknown>>,
) => Promise<AnswerTo<Method>>

/** Calls a method with a token, or without one if the method needs none. Never retries: the outbox does that. */
export type WebApi = <Method extends string>(
  token: string | undefined,
  method: Method,
  options?: Readonly<Record<string, unknown>>,
) => Promise<AnswerTo<Method>>

/** The timeout of a call, in milliseconds. */
export const longestCall = 10_000

/** The options of each Slack client; `timeout` is in milliseconds. */
export const clientOptions = (apiUrl: string | undefined, timeout = longestCall) => ({
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout,
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
})

/**
 * Creates a Web API client. After each response, `hear` is called with the time in Slack's `Date` header,
 * in epoch milliseconds.
 */
export function createWebApi(apiUrl: string | undefined, hear: (time: number) => void = () => undefined, timeout = longestCall): WebApi {
  const listening: typeof fetch = async (...request) => {
    const response = await fetch(...request)
    const time = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(time)) hear(time)
    return response
  }
  const client = new WebClient(undefined, { ...clientOptions(apiUrl, timeout), logLevel: LogLevel.ERROR, fetch: listening })
  return async <Method extends string>(token: string | undefined, method: Method, options: Readonly<Record<string, unknown>> = {}) => {
    try {
      const answer: object = await client.apiCall(method, token === undefined ? options : { ...options, token })
      return answer as AnswerTo<Method>
    } catch (error) {
      throw asCallError(error)
    }
  }
}

/**
 * The error of a step before the actual call. The call itself was not made, so it cannot have had an effect
 * (`isLost` is removed).
 */
export const asNotMade = (error: unknown): unknown =>
  error instanceof CallError && error.isLost
    ? new CallError(error.code, error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter })
    : error

/**
 * Slack's error codes for a call that broke off halfway, so that it is unknown whether the call had its
 * effect.
 */
const broken = new Set(['fatal_error', 'internal_error'])

/** Turns any error of the SDK into a CallError. */
export function asCallError(error: unknown): CallError {
  if (error instanceof CallError) return error
  const known = error as WebAPICallError
  switch (known.code) {
    case ErrorCode.RateLimitedError:
      return new CallError('ratelimited', { retryAfter: known.retryAfter })
    case ErrorCode.PlatformError:
      // If the error does not have the form of a code, the response came from a proxy between Slack and
      // Licet.
      return /^\w{1,80}$/.test(known.data.error)
        ? new CallError(known.data.error, { isLost: broken.has(known.data.error) })
        : new CallError('http', { isLost: true })
    case ErrorCode.HTTPError:
      return httpError(known.statusCode)
    case ErrorCode.RequestError:
      return networkError(known.original)
    default:
      // For a 429 without a usable time, Slack's SDK throws an error without a code, which only its text tells.
      return /retry header/i.test(String(error)) ? new CallError('ratelimited') : networkError(error)
  }
}

/**
 * The error for an HTTP status other than 200. With 503 nothing was done; with any other 5xx it is unknown
 * whether the call had its effect.
 */
export const httpError = (status: number): CallError =>
  status >= 500 ? new CallError('http', { isLost: status !== 503 }) : new CallError(status === 429 ? 'ratelimited' : `http_${status}`)

/**
 * The error for a request without a response. It is unknown whether the call had its effect (`isLost`),
 * unless no connection was made, because then nothing was sent.
 */
export const networkError = (error: unknown): CallError => new CallError('network', { isLost: !codesOf(error).some(isUnconnected) })

/** The codes of a request that made no connection, and (`untrusted`) the beginnings of such codes. */
const unconnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])
const untrusted = ['CERT_', 'ERR_TLS_', 'DEPTH_ZERO_', 'SELF_SIGNED_', 'UNABLE_TO_']
const isUnconnected = (code: string): boolean => unconnected.has(code) || untrusted.some((beginning) => code.startsWith(beginning))

/** The error codes of an error and of all its causes. */
function codesOf(error: unknown, depth = 0): readonly string[] {
  if (typeof error !== 'object' || error === null || depth > 5) return []
  const [code, cause, errors] = ['code', 'cause', 'errors'].map((name) => fieldOf(error, name))
  const own = typeof code === 'string' ? [code] : []
  const all = Array.isArray(errors) ? errors : []
  return [...own, ...[cause, ...all].flatMap((one) => codesOf(one, depth + 1))]
}

/** Whether a failure is temporary and worth a retry. */
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

/** Slack's error code, otherwise the error's message. */
export const codeOf = (error: unknown): string =>
  error instanceof CallError ? error.code : error instanceof Error ? error.message : String(error)
