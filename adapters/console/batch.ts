import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Licet } from '../../src/index.ts'
import type { Environment } from './command.ts'
import { toJsonAnswer, type PrintedAnswer } from './json-answer.ts'
import { keepsNothing, openKept, type AnswerRecorder } from './recording.ts'
import { readBatchLine, type AskOptions, type BatchLine } from './ask-options.ts'

type Days = { readonly asOf: string | undefined; readonly today: string }

/**
 * Answers a file of questions, one JSON object on each line. The answers are recorded only with `--record`. Returns the exit code: 1 if
 * the file or a line could not be read.
 */
export async function answerBatch(
  environment: Environment,
  licet: Licet,
  { batch = '', record, asOf, today = environment.today }: AskOptions,
): Promise<number> {
  const kept = record ? await openKept(environment, licet) : keepsNothing
  let number = 0
  let failed = 0
  try {
    for await (const line of createInterface({ input: createReadStream(batch, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
      number++
      if (line.trim() === '') continue
      const read = readBatchLine(line, number)
      if ('problem' in read) {
        environment.warn(`${read.problem}\n`)
        failed++
      } else environment.write(`${JSON.stringify(toJsonAnswer(read.id, await answerLine(licet, kept, read, { asOf, today })))}\n`)
    }
  } catch (error) {
    environment.warn(`cannot read \`${batch}\`: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  } finally {
    await kept.close()
  }
  return failed === 0 ? 0 : 1
}

/** Reads the messages of one line as a conversation and returns the answer to the last one. */
async function answerLine(licet: Licet, kept: AnswerRecorder, { messages, asOf }: BatchLine, days: Days): Promise<PrintedAnswer> {
  const on = { asOf: asOf ?? days.asOf ?? days.today, today: days.today }
  const played = licet.talk(messages, on) ?? { given: licet.ask(messages.at(-1) ?? '', on), before: [] }
  return await kept.keep(played.given, played.before, on.asOf)
}
