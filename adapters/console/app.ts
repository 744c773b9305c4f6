import type { Command } from './command.ts'
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

/** The commands of the terminal, by the name of their npm script (`npm run check`). */
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
