import type { Readable } from 'node:stream'
import type { Licet } from '../../src/index.ts'
import { ask } from './commands/ask.ts'
import { check } from './commands/check.ts'
import { converse } from './commands/converse.ts'
import { prove } from './commands/prove.ts'

/** What a command may use of the machine. Time enters as a value. */
export type Environment = {
  readonly arguments: readonly string[]
  readonly today: string
  readonly color: boolean
  readonly interactive: boolean
  readonly width: number
  readonly input: Readable
  readonly write: (text: string) => void
  readonly warn: (text: string) => void
  readonly now: () => number
  readonly load: () => Licet
}

/** A command returns its exit code. */
export type Command = (environment: Environment) => Promise<number>

/** The commands of the terminal, by the name of their npm script. */
export const commands: Readonly<Record<string, Command>> = { ask, console: converse, check, prove }
