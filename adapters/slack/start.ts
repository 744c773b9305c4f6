import { ConfigError } from '../../src/index.ts'
import { asCallError, isPassing } from './web.ts'

/** How Licet begins with Slack. */
export type Beginning = {
  /**
   * Takes the steps one after the other. Where Slack is away, the rest follows by itself once it is there; other platforms are
   * served meanwhile. Throws a ConfigError, with `mend`, where Slack refuses at once.
   */
  readonly begin: (steps: readonly Step[], mend: string) => Promise<void>
  /** What keeps it from beginning, where it has not begun. */
  readonly waits: () => string | undefined
  readonly stop: () => void
}

/** Throws what Slack, or the way to it, has against it. */
type Step = () => Promise<void>

/** How soon Slack is asked again, in milliseconds. */
const soon = 5000

/** Makes a beginning. */
export function createBeginning(tell: (line: string) => void, again = soon): Beginning {
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
