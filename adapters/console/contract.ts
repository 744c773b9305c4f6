import { toFrontText, toPlainText, type Answer } from '../../src/index.ts'

/** The answer contract: exactly these fields, in this order. The receipt is `null` where nothing was recorded. */
export function contract(id: string, { receipt, ...given }: Given) {
  const { question, asOf, intent, verdict, asks, countries, answers, today, knowledge, read, unused, confirm, reply } = given
  const [text, front] = [toPlainText(reply), toFrontText(reply)]
  return { id, question, asOf, intent, verdict, asks, countries, answers, text, today, knowledge, receipt, read, unused, confirm, front }
}

/** An answer as it is given: with its receipt where it was recorded. */
export type Given = Omit<Answer, 'receipt'> & { readonly receipt: string | null }
