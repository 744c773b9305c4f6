import type { IncomingMessage } from 'node:http'

/** Who came to the door that Slack posts at, and was let in or not. */
export type Door = {
  /** Hears how a request was answered. */
  readonly answered: (request: IncomingMessage, status: number) => void
  /** What is wrong with all that came, and how that is mended, as long as nothing was let in. */
  readonly isShut: () => string | undefined
}

/** What the door needs. `refused` counts a refusal, `tell` gets one line for the log, `now` is in epoch milliseconds. */
type Parts = { readonly refused: (why: string) => void; readonly tell: (line: string) => void; readonly now: () => number }

/** No request of Slack's is longer, in bytes. */
export const longestBody = 1_000_000

/** Why a request was refused, by the status it got. */
const refusals: Readonly<Record<number, string>> = {
  400: 'a body that cannot be read',
  405: 'a method other than POST',
  413: `a body of more than ${longestBody} bytes`,
}

const unsigned = 'a request without a signature'
const old = 'a signature of more than five minutes ago'
const unfit = 'a signature that does not fit SLACK_SIGNING_SECRET'

/** How that is mended where Slack itself is refused. */
const mends: Readonly<Record<string, string>> = {
  [old]: "set this machine's clock by a time server",
  [unfit]: "copy it again from the app's page Basic Information",
}

/** Slack signs with the time, and wants what is older refused, in seconds. */
const longestWay = 300

/** Makes the door of a process. */
export function createDoor({ refused, tell, now }: Parts): Door {
  let wrong: string | undefined
  let isKnown = false
  return {
    answered: (request, status) => {
      const why = status === 401 ? wrongWith(request, now()) : refusals[status]
      if (status === 200) isKnown = true
      if (why === undefined) return
      refused(why)
      const mend = mends[why]
      // Who shows no signature is a stranger, and tells nothing about ours.
      if (mend === undefined) return
      wrong = `${why}; ${mend}`
      tell(`slack: refused with ${status}: ${wrong}`)
    },
    isShut: () => (isKnown || wrong === undefined ? undefined : `all that came was refused: ${wrong}`),
  }
}

/** What is wrong with a request whose signature was not taken. */
function wrongWith({ headers }: IncomingMessage, now: number): string {
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': time } = headers
  if (signature === undefined || time === undefined) return unsigned
  return Math.abs(now / 1000 - Number(time)) > longestWay ? old : unfit
}
