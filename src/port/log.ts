/** What a line of the log is about: how grave it is, a steady name for what happened, and the ids of what it happened to. */
export type About = {
  readonly level: 'info' | 'warn' | 'error'
  readonly event: string
  readonly ids?: Readonly<Record<string, string | number>>
}

/**
 * Tells the log one line, never words of a person. The line itself names no ids where `about` has them, so that what happens
 * again and again is the same line. Without `about` the words before its first colon name the event, as a warning.
 */
export type Tell = (line: string, about?: About) => void

/** So many places of the program are named. */
const places = 6

/** An error that nobody foresaw, in one line: its name, its message without what stands in quotes, which may be somebody's words, and where it came from. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return `a ${typeof error} was thrown`
  const message = error.message.split('\n', 1)[0]?.replaceAll(quoted, '$1…$1') ?? ''
  const from = [...(error.stack ?? '').matchAll(/^ +at (?:.*[\\/(])?([\w.-]+:\d+):\d+\)?$/gm)].slice(0, places).map(([, place]) => place)
  return `${error.name}: ${message}${from.length === 0 ? '' : ` at ${from.join(' < ')}`}`
}

const quoted = /(["'`])(?:(?!\1).)*(?:\1|$)/g
