import { CallError, httpError, longestCall, networkError } from './web.ts'

/**
 * Responds to an event through its `response_url`. Only the person of the event sees the message, and it
 * can even be sent in channels that Licet has not joined. Throws a {@link CallError}.
 */
export type Respond = (url: string, message: Readonly<Record<string, unknown>>) => Promise<void>

/** How long a `response_url` is used, in milliseconds; Slack accepts it for 30 minutes. */
export const responseUrlLasts = 29 * 60_000

/** Slack's hosts for a `response_url`, commercial and government. */
const hosts = /^hooks\.slack(?:-gov)?\.com$/

/**
 * Whether `url` is an address of Slack, or of the API at `apiUrl`. Licet must not post to any other address.
 */
export function isResponseUrl(url: unknown, apiUrl: string | undefined): url is string {
  if (typeof url !== 'string' || !URL.canParse(url)) return false
  const { protocol, host, origin } = new URL(url)
  return (protocol === 'https:' && hosts.test(host)) || (apiUrl !== undefined && origin === new URL(apiUrl).origin)
}

/** Creates a function that responds through a `response_url`. */
export const createRespond =
  (timeout = longestCall): Respond =>
  async (url, message) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...message, response_type: 'ephemeral', replace_original: false }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeout),
    }).catch((error: unknown) => {
      throw networkError(error)
    })
    const text = await response.text().catch(() => '')
    if (response.ok) return
    const [, code] = /"error":\s*"(\w{1,80})"|^(\w{1,80})$/.exec(text) ?? []
    if (response.status >= 500 || response.status === 429) throw httpError(response.status)
    throw new CallError(code ?? `http_${response.status}`)
  }
