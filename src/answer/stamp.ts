import type { ChatReply } from '../port/reply.ts'
import { dateWords } from '../port/date-words.ts'

/** What every reply ends with: the day of the law, today, the knowledge's version and the receipt. ISO days. */
export type Stamp = { readonly asOf: string; readonly today: string; readonly version: string; readonly receipt: string }

/** The last line of every reply: what kind of words these are, as of which day, and the receipt. */
export const footOf = (day: string, { receipt }: Stamp): string =>
  `Rules, not AI, not legal advice · as of ${dateWords(day)}${receiptWords(receipt)}`

const receiptWords = (receipt: string): string => ` · receipt ${receipt}`

/** A reply that nothing was recorded of, so that its receipt would find nothing. */
export const withoutReceipt = ({ foot, ...reply }: ChatReply, receipt: string): ChatReply => ({
  ...reply,
  ...(foot === undefined ? {} : { foot: foot.replace(receiptWords(receipt), '') }),
})

/** By which version of the knowledge it was decided, for whoever looks at the sources. */
export const versionWords = ({ version }: Stamp): string => `Decided by knowledge ${version}. Your empowered official decides.`
