import { ConfigError } from '../../src/index.ts'
import { asCallError, isPassing } from './web.ts'

/** Connects to Slack at the start, in steps. */
export type FirstConnection = {
  /**
   * Runs the steps in order. If Slack refuses one, it throws a ConfigError with the remedy `mend`, in which
   * "…" is replaced by Slack's error code. If Slack is unreachable, it returns, so that other platforms can
   * start, and keeps trying in the background. A refusal there ends the attempts, and `waits` then returns
   * it.
   */
  readonly begin: (steps: readonly Step[], mend: string) => Promise<void>
  /** Why the steps are not finished yet; `undefined` when they are. */
  readonly waits: () => string | undefined
  readonly stop: () => void
}

/** One step. Throws if Slack refuses it or cannot be reached. */
type Step = () => Promise<void>

/** The interval between attempts, in milliseconds. */
const soon = 5000

/** Creates a {@link FirstConnection}. `again` is the interval between attempts, in milliseconds. */
export function createFirstConnection(tell: (line: string) => void, again = soon): FirstConnection {
  let waits: string | undefined
  let timer: NodeJS.Timeout | undefined
  const take = async (steps: readonly Step[], mend: string): Promise<void> => {
    for (const [index, step] of steps.entries()) {
      try {
        await step()
      } catch (error) {
        const { code } = asCallError(error)
        if (!isPassing(code)) throw new ConfigError([mend.replace('…', () => code)])
        const words = `Slack cannot be reached (${code}); it is tried again until it can`
        if (waits !== words) tell(`slack: ${words}`)
        waits = words
        timer = setTimeout(() => void take(steps.slice(index), mend).catch(giveUp), again)
        timer.unref()
        return
      }
    }
    if (waits !== undefined) tell('slack: Slack is there now, and Licet answers in it')
    waits = undefined
  }
  const giveUp = (error: unknown): void => {
    waits = error instanceof ConfigError ? (error.problems[0] ?? '') : 'it fails in a way that nobody foresaw'
    tell(`slack: ${waits}`)
  }
  return { begin: take, waits: () => waits, stop: () => clearTimeout(timer) }
}
