import { toFrontText, toPlainText, type Answer } from '../../src/index.ts'

/**
 * The JSON form of an answer, which other programs rely on: exactly these fields, in this order. `id` is that of the question in its
 * batch. `receipt` is `null` if the answer was not recorded.
 */
export function contract(id: string, { receipt, ...given }: Given) {
  const { question, asOf, intent, verdict, asks, countries, answers, today, knowledge, read, unused, confirm, reply } = given
  const [text, front] = [toPlainText(reply), toFrontText(reply)]
  return { id, question, asOf, intent, verdict, asks, countries, answers, text, today, knowledge, receipt, read, unused, confirm, front }
}

/** An answer as it is printed: with its receipt if it was recorded, else with `null`. */
export type Given = Omit<Answer, 'receipt'> & { readonly receipt: string | null }
