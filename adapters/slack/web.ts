import { ErrorCode, LogLevel, WebClient, type WebAPICallError } from '@slack/web-api'
import type { Grant } from './grants.ts'

/** How a call failed: Slack's own code, or `network`, `http` and `http_4xx`. `retryAfter` is in seconds. */
export class CallError extends Error {
  readonly code: string
  readonly retryAfter: number | undefined
  constructor(code: string, retryAfter?: number) {
    super(`Slack refuses: ${code}`)
    this.code = code
    this.retryAfter = retryAfter
  }
}

/** What Slack answers to a call. */
export type Answer = Readonly<Record<string, unknown>>

/** Calls a method of the Web API in a workspace. Throws a {@link CallError}. */
export type Call = (team: string, method: string, options?: Readonly<Record<string, unknown>>) => Promise<Answer>

/** The Web API with one token, or with none where a method takes none. Nothing is tried twice here: the outbox knows when to. */
export type WebApi = (token: string | undefined, method: string, options?: Readonly<Record<string, unknown>>) => Promise<Answer>

/** The options of every client of ours. */
export const clientOptions = (apiUrl: string | undefined) => ({
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
  ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
})

/** The Web API as the SDK speaks it. `hear` gets Slack's own time with each of its answers, in epoch milliseconds. */
export function createWebApi(apiUrl: string | undefined, hear: (time: number) => void = () => undefined): WebApi {
  const listening: typeof fetch = async (...request) => {
    const response = await fetch(...request)
    const time = Date.parse(response.headers.get('date') ?? '')
    if (!Number.isNaN(time)) hear(time)
    return response
  }
  const client = new WebClient(undefined, { ...clientOptions(apiUrl), logLevel: LogLevel.ERROR, fetch: listening })
  return async (token, method, options = {}) => {
    try {
      return (await client.apiCall(method, token === undefined ? options : { ...options, token })) as unknown as Answer
    } catch (error) {
      throw callError(error)
    }
  }
}

/** Calls in the name of whoever let Licet into a workspace. Throws `not_installed` where nobody did. */
export const createCall =
  (api: WebApi, grantOf: (team: string) => Promise<Grant | undefined>): Call =>
  async (team, method, options) => {
    const grant = await grantOf(team)
    if (grant === undefined) throw new CallError('not_installed')
    return await api(grant.token, method, options)
  }

function callError(error: unknown): CallError {
  const known = error as WebAPICallError
  switch (known.code) {
    case ErrorCode.RateLimitedError:
      return new CallError('ratelimited', known.retryAfter)
    case ErrorCode.PlatformError:
      return new CallError(known.data.error)
    case ErrorCode.HTTPError:
      return new CallError(known.statusCode >= 500 ? 'http' : `http_${known.statusCode}`)
    case ErrorCode.RequestError:
      return new CallError('network')
    default:
      return new CallError(error instanceof Error ? error.message : String(error))
  }
}

/** Slack's code of what went wrong. */
export const codeOf = (error: unknown): string =>
  error instanceof CallError ? error.code : error instanceof Error ? error.message : String(error)
