import { parseArgs } from 'node:util'
import { fieldOf, isDay } from '../../src/index.ts'

/** The options of the `ask` command. */
export type AskOptions = {
  readonly question: string | undefined
  readonly batch: string | undefined
  readonly asOf: string | undefined
  readonly today: string | undefined
  readonly json: boolean
  /** Also record the answers to a `batch`. */
  readonly record: boolean
  /** Print the whole answer, not only its front. */
  readonly full: boolean
  /** Print how each word was read instead of the answer. */
  readonly reading: boolean
}

/** One line of a batch: a question, or a conversation whose last message is answered. */
export type BatchLine = { readonly id: string; readonly messages: readonly string[]; readonly asOf: string | undefined }

/** Parses the arguments of `ask`. Returns the options, or every problem with them. */
export function readAsk(words: readonly string[]): { readonly options: AskOptions } | { readonly problems: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        'as-of': { type: 'string' },
        today: { type: 'string' },
        json: { type: 'boolean', default: false },
        full: { type: 'boolean', default: false },
        reading: { type: 'boolean', default: false },
        batch: { type: 'string' },
        record: { type: 'boolean', default: false },
      },
    })
    const question = positionals.join(' ').trim()
    const problems = [
      ...(['as-of', 'today'] as const).flatMap((name) =>
        values[name] !== undefined && !isDay(values[name]) ? [`--${name} \`${values[name]}\` is not a day; write it as YYYY-MM-DD`] : [],
      ),
      ...(question === '' && values.batch === undefined
        ? ['no question; write it in quotes, for example npm run -s ask -- "can we sell an SLV stage to Australia?"']
        : []),
      ...(values.reading && values.batch !== undefined ? ['--reading and --batch; give one question with --reading'] : []),
      ...(values.record && values.batch === undefined ? ['--record goes with --batch; a question is recorded by itself'] : []),
      ...(question !== '' && values.batch !== undefined ? ['a question and --batch; use one of them'] : []),
    ]
    return problems.length > 0
      ? { problems }
      : {
          options: {
            question: question === '' ? undefined : question,
            batch: values.batch,
            asOf: values['as-of'],
            today: values.today,
            json: values.json,
            record: values.record,
            full: values.full,
            reading: values.reading,
          },
        }
  } catch (error) {
    return { problems: [`${firstSentence(error)}; npm run -s ask -- --help shows all that can be written`] }
  }
}

/** The first sentence of Node's message about a wrong option. (The second one says how to pass such an option anyway.) */
const firstSentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.\s[^]*$/, '').replace(/\.$/, '')

/** Parses one JSON line of a batch, or says what is wrong with it. */
export function readBatchLine(line: string, number: number): BatchLine | { readonly problem: string } {
  try {
    const value: unknown = JSON.parse(line)
    const [id, q, asOf, turns] = ['id', 'q', 'asOf', 'turns'].map((name) => fieldOf(value, name))
    const messages = Array.isArray(turns) ? turns : [q]
    if (!messages.every((message): message is string => typeof message === 'string') || messages.length === 0)
      return { problem: `line ${number}: no question; give \`q\` as text, or \`turns\` as a list of texts` }
    if (asOf !== undefined && asOf !== null && (typeof asOf !== 'string' || !isDay(asOf)))
      return { problem: `line ${number}: asOf \`${JSON.stringify(asOf)}\` is not a day; write it as YYYY-MM-DD` }
    return { id: typeof id === 'string' ? id : String(number), messages, asOf: typeof asOf === 'string' ? asOf : undefined }
  } catch {
    return { problem: `line ${number}: not JSON; write one object a line` }
  }
}
