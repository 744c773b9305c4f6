import { createInterface } from 'node:readline'
import { erasePerson, isOnHold } from '../../../src/index.ts'
import type { Environment } from '../command.ts'
import { reader } from '../terminal-user.ts'
import { withRecord } from './open.ts'

/** Whose words to erase, why, and who ordered the erasure. `isSure` skips the confirmation. */
export type Erasing = { readonly person: string; readonly reason: string; readonly by: string; readonly isSure: boolean }

/**
 * Erases a person's words from the record. Refuses under a legal hold; otherwise warns about the laws on
 * keeping records and, unless `isSure`, asks for a "yes".
 */
export async function erase(environment: Environment, { person, reason, by, isSure }: Erasing): Promise<number> {
  const { warn, write, outside } = environment
  const { settings } = environment.config()
  if (isOnHold(settings.hold, person)) {
    warn(
      `\`${person}\` is under a legal hold; it stands under hold in settings.yaml, and nothing of theirs ` +
        `is erased until it is taken away there\n`,
    )
    return 1
  }
  warn(law)
  if (!isSure && !(await isYes(environment, `Erase the words of \`${person}\`? They cannot be brought back. Type yes: `))) {
    warn('nothing was erased; a script says --yes\n')
    return 2
  }
  return await withRecord(environment, async ({ store }) => {
    const count = await erasePerson(store, settings, person, { why: reason, by }, outside.now())
    write(`the words of ${count} entries by \`${person}\` are erased; the chain says so, and by whom\n`)
    write('Conversations in Redis end by themselves within two days. Backups and exports made before still hold the words.\n')
    return 0
  })
}

const law =
  'Keep in mind: 22 CFR 122.5 and 15 CFR Part 762 ask that export records be kept for five years; a ' +
  'subpoena or an open case may ask for more.\n'

async function isYes({ input, interactive, warn }: Environment, question: string): Promise<boolean> {
  if (!interactive) return false
  warn(question)
  const lines = createInterface({ input })
  const said = await reader(lines)()
  lines.close()
  return said?.trim().toLowerCase() === 'yes'
}
