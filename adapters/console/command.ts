import type { Readable } from 'node:stream'
import type { Config, Licet, Platform, Run, Tell } from '../../src/index.ts'

/** Everything that a command may use of the outside world. A command gets the clock and the environment only through this. */
export type Environment = {
  readonly arguments: readonly string[]
  /** The account that runs the command and its machine, e.g. `ann@laptop`. */
  readonly account: string
  readonly today: string
  readonly color: boolean
  readonly interactive: boolean
  readonly width: number
  readonly input: Readable
  readonly write: (text: string) => void
  /** Resolves once the reader of the output can take more (backpressure); at once if it can now. */
  readonly taken: () => Promise<void>
  readonly warn: (text: string) => void
  readonly now: () => number
  /** Loads the knowledge in `folder`; by default this installation's own. */
  readonly load: (folder?: string) => Licet
  /** Reads the configuration. Throws a ConfigError that lists every problem. */
  readonly config: () => Config
  /** The platforms that have credentials. They can be examined, but none of them listens for messages. */
  readonly platforms: () => Promise<readonly Platform[]>
  /** The version of the program; the record stores it with each answer. */
  readonly code: () => string
  /**
   * Clock, randomness and log for a program that keeps running. `now` is in epoch milliseconds; the other `now` above only
   * measures durations.
   */
  readonly outside: { readonly now: () => number; readonly chance: () => number; readonly tell: Tell }
  /** Resolves on SIGINT or SIGTERM. The signals are caught only from the first call on; they end a command that never calls this. */
  readonly stopped: () => Promise<void>
  /** Runs another program of this machine to its end. */
  readonly run: Run
  /** Runs `work` every `span` milliseconds until the returned function is called. */
  readonly every: (span: number, work: () => Promise<void>) => () => void
}

/** A command returns its exit code. */
export type Command = (environment: Environment) => Promise<number>
