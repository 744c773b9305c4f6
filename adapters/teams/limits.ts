/** The longest body of an incoming request, in bytes. */
const longestBody = 262_144

/**
 * Teams' limits, in characters, bytes or counts (platform pages and schemas, read 2026-11-23). Prose is
 * shortened to these limits; for a button whose id is too long, an error is thrown.
 */
export const limits = {
  /** Size of a message as JSON, in bytes; the lowest limit in the documentation. */
  message: 28_000,
  /** If Teams refuses a message as too long, it is sent again with at most this size, in bytes. */
  short: 14_000,
  actions: 6,
  /** Text of a notification; clients cut it after about two lines. */
  summary: 200,
  /** Text that screen readers speak instead of a card; this takes about twenty seconds. */
  spoken: 400,
  button: 80,
  title: 150,
  /** The longest id that a button may carry (`of` in its data). */
  buttonId: 300,
  /** What somebody writes about an answer in a client's own form. */
  reason: 1000,
  dialogTitle: 60,
  input: 4000,
  /** The text of a field into which names are typed. */
  typed: 1000,
  choices: 100,
  /** Names suggested while somebody types. */
  names: 15,
  results: 6,
  resultLine: 160,
  body: longestBody,
} as const
