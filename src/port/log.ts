/** What a line of the log is about: how serious it is, a fixed name of the event, and the ids of the things involved. */
export type About = {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly ids?: Readonly<Record<string, string | number>>
}

/**
 * Writes one line to the log; the line must not contain a person's words. Ids go into `about`, not into the
 * line, so that a repeated problem gives the same line. Without `about` the line is a warning, and the text
 * before its first colon names the event.
 */
export type Tell = (line: string, about?: About) => void

/** How many places of the stack trace are listed. */
const places = 6

/**
 * An unexpected error in one line: its name, the first line of its message, and where it came from. Text in
 * quotes is left out, because it can be somebody's words. A thrown value that is not an `Error` gives only
 * its type.
 */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return `a ${typeof error} was thrown`
  const message = error.message.split('\n', 1)[0]?.replaceAll(quoted, '$1…$1') ?? ''
  const from = [...(error.stack ?? '').matchAll(/^ +at (?:.*[\\/(])?([\w.-]+:\d+):\d+\)?$/gm)].slice(0, places).map(([, place]) => place)
  return `${error.name}: ${message}${from.length === 0 ? '' : ` at ${from.join(' < ')}`}`
}

const quoted = /(["'`])(?:(?!\1).)*(?:\1|$)/g
