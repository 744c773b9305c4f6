import { createInterface } from 'node:readline'
import { atCommandLine, ownChatOf, readSpoken, type ActionId, type Licet, type IncomingAct } from '../../../src/index.ts'
import type { Command, Environment } from '../command.ts'
import { answerBatch } from '../batch.ts'
import { toJsonAnswer } from '../json-answer.ts'
import { submitEvent, reader } from '../terminal-user.ts'
import { openKept, type AnswerRecorder } from '../recording.ts'
import { readAsk, type AskOptions } from '../ask-options.ts'
import { renderReading } from '../render-reading.ts'
import { render } from '../render.ts'
import { createTerminal, isShownWhole, pressed } from '../terminal.ts'

/**
 * `npm run -s ask`: answers one question, presses a button of the last answer, or answers a file of questions. Single questions
 * are recorded if the database can be opened.
 */
export const ask: Command = async (environment) => {
  const read = readAsk(environment.arguments)
  if ('problems' in read) {
    environment.warn(`${read.problems.join('\n')}\n`)
    return 2
  }
  const { question = '', batch, reading, today = environment.today } = read.options
  const licet = environment.load()
  if (batch !== undefined) return await answerBatch(environment, licet, read.options)
  if (reading) {
    const answer = licet.ask(question, { asOf: read.options.asOf ?? today, today })
    // The guard withholds text that looks like controlled technical data. Then `question` is null, and
    // nothing of the text may be printed here.
    const words = answer.question === null ? [] : licet.reading(answer.question, today)
    environment.write(renderReading(words, answer))
    return 0
  }
  return await answerOne(environment, licet, read.options, question)
}

async function answerOne(environment: Environment, licet: Licet, options: AskOptions, question: string): Promise<number> {
  const { json, full, asOf, today = environment.today } = options
  const mayBeButton = !json && asOf === undefined && options.today === undefined
  const kept = await openKept(environment, licet)
  try {
    const button = mayBeButton ? await buttonSaid(kept, question) : undefined
    if (button !== undefined) return await press(environment, licet, button, full)
    const on = { asOf: asOf ?? today, today }
    const given = await kept.keep(licet.ask(question, on), [], on.asOf)
    environment.write(json ? `${JSON.stringify(toJsonAnswer('1', given))}\n` : render(given.reply, environment, full))
    return 0
  } finally {
    await kept.close()
  }
}

/** The actions on the last answer that are possible without an interactive conversation. */
const possibleAtCommandLine: ReadonlySet<ActionId> = new Set([
  'why',
  'changes',
  'layer',
  'change-fact',
  'ask-counsel',
  'ask',
  'cases',
  'show-case',
])

/** The action or button that `words` name, e.g. "why"; `undefined` if they are an ordinary question. */
async function buttonSaid(kept: AnswerRecorder, words: string): Promise<IncomingAct | undefined> {
  const spoken = readSpoken(words, false)
  if (spoken?.kind === 'feedback' || (spoken?.kind === 'action' && possibleAtCommandLine.has(spoken.action))) return spoken
  const button = await kept.buttonSaid(words)
  return button === undefined ? undefined : pressed(button)
}

/** Carries out a button, in the conversation of this account's last answer. */
async function press(environment: Environment, licet: Licet, said: IncomingAct, full: boolean): Promise<number> {
  const person = atCommandLine(environment.account)
  const terminal = createTerminal(ownChatOf(person.id).id, (reply) =>
    environment.write(render(reply, environment, full || isShownWhole(reply))),
  )
  const app = await licet.start(environment.config(), environment.code(), { ...environment.outside, platforms: [terminal] })
  const lines = createInterface({ input: environment.input, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    await submitEvent({ environment, app, person, next: reader(lines) }, said)
  } finally {
    lines.close()
    await app.close()
  }
  return 0
}
