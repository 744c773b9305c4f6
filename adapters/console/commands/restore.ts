import { restoreBackup } from '../../../src/index.ts'
import type { Command } from '../command.ts'
import { report } from '../report.ts'
import { usage } from '../usage.ts'
import { parsedWords } from '../parsed-words.ts'

/** `npm run restore`: restores a backup into an empty database and checks its chain there. */
export const restore: Command = async (environment) => {
  const { arguments: words, config, run, write, warn } = environment
  const read = readWords(words)
  if (read === undefined) {
    warn(`write ${usage['restore']}`)
    return 2
  }
  const { backup, verdict } = await restoreBackup(config().databaseUrl, read.folder, { wanted: read.head, run })
  write(`backup of ${backup.madeAt}, ${backup.engine}, schema ${backup.migration}, made by ${backup.program}\n`)
  const result = report(environment, verdict, read.head)
  write(
    result === 0
      ? 'restored; npm start goes on from there, and says what waited to be said when the backup was made\n'
      : 'NOT restored: take another backup, and clear what this one left\n',
  )
  return result
}

function readWords(words: readonly string[]): { readonly folder: string; readonly head: string | undefined } | undefined {
  const read = parsedWords({ args: [...words], allowPositionals: true, options: { head: { type: 'string' } } })
  const [folder, ...more] = read?.positionals ?? []
  return folder === undefined || more.length > 0 ? undefined : { folder, head: read?.values.head }
}
