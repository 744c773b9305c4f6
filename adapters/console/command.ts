import type { Readable } from 'node:stream'
import type { Config, Licet, Platform, Run, Tell } from '../../src/index.ts'

/**
 * Everything from the outside world that a command gets. The clock and the environment reach a command only
 * through this.
 */
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
  /** Resolves when the reader of the output can take more (backpressure); immediately if it already can. */
  readonly taken: () => Promise<void>
  readonly warn: (text: string) => void
  readonly now: () => number
  /** Loads the knowledge in `folder`; by default this installation's own. */
  readonly load: (folder?: string) => Licet
  /** Reads the configuration. Throws a ConfigError that lists every problem. */
  readonly config: () => Config
  /** The platforms that have credentials. They can be examined, but they do not listen for messages. */
  readonly platforms: () => Promise<readonly Platform[]>
  /** The version of the program; the record stores it with each answer. */
  readonly code: () => string
  /**
   * Clock, randomness and log for a program that keeps running. This `now` gives epoch milliseconds; the
   * `now` above only measures durations.
   */
  readonly outside: { readonly now: () => number; readonly chance: () => number; readonly tell: Tell }
  /**
   * Resolves on SIGINT or SIGTERM. The signals are caught only after the first call; a command that never
   * calls this is ended by them.
   */
  readonly stopped: () => Promise<void>
  /** Runs another program on this machine to its end. */
  readonly run: Run
  /** Runs `work` every `span` milliseconds until the returned function is called. */
  readonly every: (span: number, work: () => Promise<void>) => () => void
}

/** A command returns its exit code. */
export type Command = (environment: Environment) => Promise<number>
