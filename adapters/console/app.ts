import type { Readable } from 'node:stream'
import type { Config, Licet, Platform, Run, Tell } from '../../src/index.ts'
import { ask } from './commands/ask.ts'
import { backup } from './commands/backup.ts'
import { check } from './commands/check.ts'
import { converse } from './commands/converse.ts'
import { doctor } from './commands/doctor.ts'
import { impact } from './commands/impact.ts'
import { prove } from './commands/prove.ts'
import { record } from './commands/record.ts'
import { restore } from './commands/restore.ts'
import { tips } from './commands/tips.ts'

/** What a command may use of the machine. Time enters as a value. */
export type Environment = {
  readonly arguments: readonly string[]
  /** Under which account of which machine the command runs, such as `ann@laptop`. */
  readonly account: string
  readonly today: string
  readonly color: boolean
  readonly interactive: boolean
  readonly width: number
  readonly input: Readable
  readonly write: (text: string) => void
  /** A promise, kept once the reader has taken so much of what was written that more may come. */
  readonly taken: () => Promise<void>
  readonly warn: (text: string) => void
  readonly now: () => number
  /** Loads the knowledge of a folder; this installation's where none is given. */
  readonly load: (folder?: string) => Licet
  /** Reads the configuration. Throws a ConfigError that lists every problem. */
  readonly config: () => Config
  /** The platforms that have credentials; none of them listens. */
  readonly platforms: () => Promise<readonly Platform[]>
  /** The version of the deciding program, for the record. */
  readonly code: () => string
  /** Time, chance and the log, for a program that runs. */
  readonly outside: { readonly now: () => number; readonly chance: () => number; readonly tell: Tell }
  /** A promise, kept when somebody asks the program to end. A command that never asks for it is ended at once, as any program is. */
  readonly stopped: () => Promise<void>
  /** Runs another program of this machine. */
  readonly run: Run
  /** Does something every so many milliseconds, until the function it returns is called. */
  readonly every: (span: number, work: () => Promise<void>) => () => void
}

/** A command returns its exit code. */
export type Command = (environment: Environment) => Promise<number>

/** The commands of the terminal, by the name of their npm script. */
export const commands: Readonly<Record<string, Command>> = {
  ask,
  console: converse,
  check,
  prove,
  record,
  impact,
  doctor,
  tips,
  backup,
  restore,
}
