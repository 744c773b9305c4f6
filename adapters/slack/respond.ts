import { CallError, httpError, longestCall, networkError } from './web.ts'

/** Answers an event by the address that Slack gave with it (`response_url`): for its person alone, also where Licet is no member. Throws a {@link CallError}. */
export type Respond = (way: string, message: Readonly<Record<string, unknown>>) => Promise<void>

/** How long such an address is good, in milliseconds; a little less than the half hour that Slack gives. */
export const wayLasts = 29 * 60_000

/** Slack itself, of any kind of workspace. */
const hosts = /^hooks\.slack(?:-gov)?\.com$/

/** Whether an address is one that Slack gives, and nobody else's: at Slack's own hosts, or where `apiUrl` says that Slack is. */
export function isWay(way: unknown, apiUrl: string | undefined): way is string {
  if (typeof way !== 'string' || !URL.canParse(way)) return false
  const { protocol, host, origin } = new URL(way)
  return (protocol === 'https:' && hosts.test(host)) || (apiUrl !== undefined && origin === new URL(apiUrl).origin)
}

/** Speaks by such addresses. */
export const createRespond =
  (timeout = longestCall): Respond =>
  async (way, message) => {
    const response = await fetch(way, {
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
