import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { toFrontText, type Answer, type Licet } from '../../../src/index.ts'
import type { Command, Environment } from '../app.ts'
import { readAsk, readBatchLine, type BatchLine } from '../read.ts'
import { renderReading } from '../render-reading.ts'
import { render } from '../render.ts'

/** `npm run -s ask`: one question, or a file of them. */
export const ask: Command = async (environment) => {
  const read = readAsk(environment.arguments)
  if ('problems' in read) {
    environment.warn(`${read.problems.join('\n')}\n`)
    return 2
  }
  const { question, batch, json, full, reading, asOf, today = environment.today } = read.options
  const licet = environment.load()
  if (batch !== undefined) return await answerBatch(environment, licet, batch, { asOf, today })
  const answer = licet.ask(question ?? '', { asOf: asOf ?? today, today })
  if (reading) {
    // What the guard withholds is not shown word by word either.
    const words = answer.question === null ? [] : licet.reading(answer.question, today)
    environment.write(renderReading(words, answer))
    return 0
  }
  environment.write(json ? `${JSON.stringify(contract('1', answer))}\n` : render(answer.reply, environment, full))
  return 0
}

async function answerBatch(
  environment: Environment,
  licet: Licet,
  file: string,
  days: { readonly asOf: string | undefined; readonly today: string },
): Promise<number> {
  let number = 0
  let failed = 0
  try {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
      number++
      if (line.trim() === '') continue
      const read = readBatchLine(line, number)
      if ('problem' in read) {
        environment.warn(`${read.problem}\n`)
        failed++
      } else environment.write(`${JSON.stringify(contract(read.id, answerLine(licet, read, days)))}\n`)
    }
  } catch (error) {
    environment.warn(`cannot read \`${file}\`: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
  return failed === 0 ? 0 : 1
}

/** Plays the messages of a line as one conversation; the last answer counts. */
function answerLine(
  licet: Licet,
  { messages, asOf }: BatchLine,
  days: { readonly asOf: string | undefined; readonly today: string },
): Answer {
  const on = { asOf: asOf ?? days.asOf ?? days.today, today: days.today }
  return licet.talk(messages, on) ?? licet.ask(messages.at(-1) ?? '', on)
}

/** The answer contract: exactly these fields, in this order. */
function contract(
  id: string,
  { question, asOf, intent, verdict, asks, countries, answers, text, today, knowledge, receipt, read, unused, confirm, reply }: Answer,
) {
  const front = toFrontText(reply)
  return { id, question, asOf, intent, verdict, asks, countries, answers, text, today, knowledge, receipt, read, unused, confirm, front }
}
