import { toFrontText, toPlainText, type Answer } from '../../src/index.ts'

/**
 * The JSON form of an answer, which other programs rely on: exactly these fields, in this order. `id` is
 * the id of the question in its batch. `receipt` is `null` if the answer was not recorded.
 */
export function toJsonAnswer(id: string, { receipt, ...given }: PrintedAnswer) {
  const { question, asOf, intent, verdict, asks, countries, answers, today, knowledge, read, unused, confirm, reply } = given
  const [text, front] = [toPlainText(reply), toFrontText(reply)]
  return { id, question, asOf, intent, verdict, asks, countries, answers, text, today, knowledge, receipt, read, unused, confirm, front }
}

/** An answer as it is printed. Its receipt is `null` if it was not recorded. */
export type PrintedAnswer = Omit<Answer, 'receipt'> & { readonly receipt: string | null }
