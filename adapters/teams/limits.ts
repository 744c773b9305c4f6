/** What Teams allows, in characters, bytes or counts (platform pages and schemas, read 2026-11-23). Prose is clipped to them, ids never. */
export const limits = {
  /** Of a whole message as JSON, in bytes: the least that any page names. */
  message: 28_000,
  /** Of one that Teams found too long all the same. */
  short: 14_000,
  actions: 6,
  /** Of what a notification shows: clients cut it at about two lines. */
  summary: 200,
  /** Of what is read aloud in place of a card: some twenty seconds. */
  spoken: 400,
  button: 80,
  title: 150,
  /** Of an id behind a button. */
  of: 300,
  /** Of what somebody writes about an answer in a form that is not ours. */
  reason: 1000,
  dialogTitle: 60,
  input: 4000,
  /** Of names that are typed into a field. */
  typed: 1000,
  choices: 100,
  /** Of names found by typing. */
  names: 15,
  results: 6,
  resultLine: 160,
  /** Of a request to us, in bytes. */
  body: 262_144,
} as const

/** Prose that is too long ends in an ellipsis. */
export const clip = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`)
