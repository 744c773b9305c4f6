/**
 * Slack's limits, in characters or counts (Block Kit reference, read 2026-11-23). Titles and prose are
 * shortened to these limits; for a button whose id is too long, an error is thrown.
 */
export const limits = {
  text: 39_000,
  updateText: 4000,
  header: 150,
  section: 3000,
  fields: 10,
  field: 2000,
  contextElements: 10,
  button: 75,
  /** Some clients cut a longer label on screen (`@slack/types`: "may truncate with ~30 characters"). */
  buttonShown: 30,
  buttonValue: 2000,
  actions: 25,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  overflow: 5,
  containerBlocks: 10,
  messageBlocks: 50,
  /**
   * The limit for the sum of all text in a message. Slack refuses messages above about 11,300 characters
   * (`msg_blocks_too_long`); what exactly it counts is not documented.
   */
  message: 10_900,
  /** If Slack refuses a message as too long, it is sent again with at most this many characters of text. */
  short: 2500,
  viewBlocks: 100,
  optionText: 75,
  optionValue: 75,
  options: 100,
  picked: 20,
  tableRows: 100,
  tableColumns: 20,
  table: 10_000,
  viewTitle: 24,
  input: 3000,
  label: 2000,
  hint: 2000,
  metadata: 3000,
} as const
