import { atCommandLine, ConfigError, storeProblem, withoutReceipt, type Answer, type CommandLine, type Licet } from '../../src/index.ts'
import type { Environment } from './command.ts'
import type { PrintedAnswer } from './json-answer.ts'

type Keeping = CommandLine['keep']

/** Records the answers given at the command line. If the record cannot be opened, answers are given without a receipt. */
export type AnswerRecorder = Pick<CommandLine, 'buttonSaid' | 'close'> & {
  /**
   * Records an answer; `before` are the earlier messages of its conversation. Returns the answer with its receipt, or without one if
   * recording failed.
   */
  readonly keep: (answer: Answer, before: Parameters<Keeping>[1]['turns'], asOf: string) => Promise<PrintedAnswer>
}

/** Opens the record. If it cannot be opened, prints one warning, and every answer is given without a receipt. */
export async function openKept(environment: Environment, licet: Licet): Promise<AnswerRecorder> {
  const { outside, code, warn, account } = environment
  let asked: CommandLine | undefined
  const giveUp = async (error: unknown): Promise<void> => {
    warn(`not recorded, so there is no receipt: ${problemOf(error)}\n`)
    const open = asked
    asked = undefined
    await open?.close()
  }
  try {
    asked = await licet.openCommandLine(environment.config(), atCommandLine(account), code(), outside)
  } catch (error) {
    await giveUp(error)
  }
  return {
    keep: async (answer, turns, asOf) => {
      try {
        await asked?.keep(answer, { turns, asOf, now: outside.now() })
      } catch (error) {
        await giveUp(error)
      }
      return asked === undefined ? unkept(answer) : answer
    },
    buttonSaid: async (words) => await asked?.buttonSaid(words).catch(() => undefined),
    close: async () => await asked?.close(),
  }
}

/** Records nothing. Used for a batch without `--record`. */
export const keepsNothing: AnswerRecorder = {
  keep: (answer) => Promise.resolve(unkept(answer)),
  buttonSaid: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
}

const unkept = (answer: Answer): PrintedAnswer => ({ ...answer, reply: withoutReceipt(answer.reply, answer.receipt), receipt: null })

/** The error as one line. */
function problemOf(error: unknown): string {
  if (error instanceof ConfigError) return `the configuration has problems; npm run doctor names them`
  return storeProblem(error) ?? (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
