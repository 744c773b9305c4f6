import type { ChatReply } from '../port/reply.ts'
import { dateWords } from '../port/date-words.ts'

/** Where an answer comes from: the day whose law it applies (`asOf`), today, the knowledge version and the receipt. Days are ISO days. */
export type Stamp = { readonly asOf: string; readonly today: string; readonly version: string; readonly receipt: string }

/** The stamp of an answer that was given. */
export const stampOf = ({
  asOf,
  today,
  knowledge,
  receipt,
}: Pick<Stamp, 'asOf' | 'today' | 'receipt'> & { readonly knowledge: string }): Stamp => ({ asOf, today, version: knowledge, receipt })

/** The last line of a reply: what kind of answer it is, as of which day, and its receipt. */
export const footOf = (day: string, { receipt }: Stamp): string =>
  `Rules, not AI, not legal advice · as of ${dateWords(day)}${receiptWords(receipt)}`

const receiptWords = (receipt: string): string => ` · receipt ${receipt}`

/** Removes the receipt from the foot of a reply, because an answer that is not recorded has none. */
export const withoutReceipt = ({ foot, ...reply }: ChatReply, receipt: string): ChatReply => ({
  ...reply,
  ...(foot === undefined ? {} : { foot: foot.replace(receiptWords(receipt), '') }),
})

/** The line with the knowledge version, shown below the sources. */
export const versionWords = ({ version }: Stamp): string => `Decided by knowledge ${version}. Your empowered official decides.`
