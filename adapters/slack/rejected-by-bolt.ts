import type { IncomingMessage } from 'node:http'

/**
 * Counts the requests that Bolt or the endpoint refused, so that a wrong signing secret is noticed. It does
 * not refuse requests itself.
 */
export type RejectedByBolt = {
  /** Called with the status of each response. */
  readonly answered: (request: IncomingMessage, status: number) => void
  /**
   * What is wrong and, after a semicolon, the remedy, if no request was accepted so far and at least one
   * was refused for a reason that an operator can correct; otherwise `undefined`.
   */
  readonly isShut: () => string | undefined
}

/** What the counter needs. `refused` counts a refusal, `tell` logs a line, `now` gives epoch milliseconds. */
type Parts = { readonly refused: (why: string) => void; readonly tell: (line: string) => void; readonly now: () => number }

/** The longest body that is accepted, in bytes. Slack's bodies are shorter. */
export const longestBody = 1_000_000

/** The reason for a refusal, by HTTP status. For 401, `wrongWith` finds the reason. */
const refusals: Readonly<Record<number, string>> = {
  400: 'a body that cannot be read',
  405: 'a method other than POST',
  413: `a body of more than ${longestBody} bytes`,
}

const unsigned = 'a request without a signature'
const old = 'a signature of more than five minutes ago'
const unfit = 'a signature that does not fit SLACK_SIGNING_SECRET'

/**
 * The remedies for refusals that can also affect genuine requests by Slack, keyed by the reason of the
 * refusal.
 */
const mends: Readonly<Record<string, string>> = {
  [old]: "set this machine's clock by a time server",
  [unfit]: "copy it again from the app's page Basic Information",
}

/**
 * Requests older than this, in seconds, are refused by Bolt. Here the age only decides which reason is
 * reported.
 */
const boltsOldest = 300

/** Creates the counter of refused requests of a process. */
export function createRejectedByBolt({ refused, tell, now }: Parts): RejectedByBolt {
  let wrong: string | undefined
  let hasAccepted = false
  return {
    answered: (request, status) => {
      const why = status === 401 ? wrongWith(request, now()) : refusals[status]
      if (status === 200) hasAccepted = true
      if (why === undefined) return
      refused(why)
      const mend = mends[why]
      // A request without a signature comes from a stranger and says nothing about the configured secret.
      if (mend === undefined) return
      wrong = `${why}; ${mend}`
      tell(`slack: refused with ${status}: ${wrong}`)
    },
    isShut: () => (hasAccepted || wrong === undefined ? undefined : `all that came was refused: ${wrong}`),
  }
}

/** Why Bolt refused a signature: missing, too old or not matching. */
function wrongWith({ headers }: IncomingMessage, now: number): string {
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': time } = headers
  if (signature === undefined || time === undefined) return unsigned
  return Math.abs(now / 1000 - Number(time)) > boltsOldest ? old : unfit
}
