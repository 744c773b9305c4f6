import { makeBackup } from '../../../src/index.ts'
import type { Command } from '../command.ts'
import { report } from '../report.ts'
import { usage } from '../usage.ts'
import { parsedWords } from '../parsed-words.ts'

/**
 * `npm run backup`: copies the database to a folder, even while Licet is running, and checks the hash chain
 * of the copy.
 */
export const backup: Command = async (environment) => {
  const { arguments: words, config, code, outside, run, write, warn } = environment
  const read = readWords(words)
  if (read === undefined) {
    warn(`write ${usage['backup']}`)
    return 2
  }
  const now = outside.now()
  const folder = read.to ?? `licet-backup-${new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '')}`
  const made = await makeBackup(config().databaseUrl, folder, { now, program: code(), wanted: read.head, run })
  const result = report(environment, made.verdict, read.head)
  if (result !== 0) return result
  write(`written to ${folder}; keep it where this machine cannot change it. LICET_KEYS, settings.yaml and knowledge are not in it\n`)
  return 0
}

function readWords(words: readonly string[]): { readonly to?: string | undefined; readonly head?: string | undefined } | undefined {
  return parsedWords({ args: [...words], options: { to: { type: 'string' }, head: { type: 'string' } } })?.values
}
