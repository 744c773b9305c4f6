import { createAudit, verifyRecord, type Store } from '../../../src/index.ts'
import type { Command, Environment } from '../command.ts'
import { erase } from '../record/erase.ts'
import { exportDays } from '../record/export.ts'
import { listGivenUp } from '../record/given-up.ts'
import { openFolder, withRecord } from '../record/open.ts'
import { replayReceipt } from '../record/replay.ts'
import { formats, stream } from '../record/stream.ts'
import { report } from '../report.ts'
import { usage } from '../usage.ts'
import { parsedWords } from '../parsed-words.ts'

/**
 * `npm run record`: the subcommands with which auditors and admins check, replay and export the record, and
 * erase words in it.
 */
export const record: Command = async (environment) => {
  const done = dispatch(environment)
  if (done !== undefined) return await done
  environment.warn(`write one of\n${usage['record']}`)
  return 2
}

/** Starts the subcommand that the arguments name. `undefined` if they name none, or lack something that the subcommand needs. */
function dispatch(environment: Environment): Promise<number> | undefined {
  const read = readWords(environment.arguments)
  if (read === undefined) return undefined
  const { what, name, options } = read
  const { head, from, to, folder, reason = '', since, format } = options
  switch (what ?? '') {
    case 'verify':
      return name === undefined
        ? withRecord(environment, ({ store }) => verify(environment, store, head))
        : openFolder(environment, name, head)
    case 'given-up':
      return withRecord(environment, ({ store }) => listGivenUp(environment, store))
    case 'replay':
      return name === undefined ? undefined : replayReceipt(environment, name, options.today, folder)
    case 'export':
      return from === undefined || to === undefined
        ? undefined
        : exportDays(environment, { from, to, folder, withWords: !options['without-words'] })
    case 'stream': {
      const known = formats.find((one) => one === format)
      return since === undefined || known === undefined
        ? undefined
        : stream(environment, { since, format: known, withWords: options['with-words'] })
    }
    case 'erase':
      return name === undefined || reason.trim() === ''
        ? undefined
        : erase(environment, { person: name, reason, by: options.by ?? environment.account, isSure: options.yes })
    default:
      return undefined
  }
}

function readWords(words: readonly string[]) {
  const read = parsedWords({
    args: [...words],
    allowPositionals: true,
    options: {
      head: { type: 'string' },
      today: { type: 'boolean', default: false },
      from: { type: 'string' },
      to: { type: 'string' },
      folder: { type: 'string' },
      'without-words': { type: 'boolean', default: false },
      'with-words': { type: 'boolean', default: false },
      since: { type: 'string' },
      format: { type: 'string', default: 'jsonl' },
      reason: { type: 'string' },
      by: { type: 'string' },
      yes: { type: 'boolean', default: false },
    },
  })
  if (read === undefined) return undefined
  const [what, name] = read.positionals
  return { what, name, options: read.values }
}

/** Checks the hash chain of the record, and that the other tables (words, outbox, cases) agree with it. */
async function verify(environment: Environment, store: Store, wanted: string | undefined): Promise<number> {
  const audit = createAudit()
  let count = 0
  const each = (link: Parameters<typeof audit.hear>[0]): void => {
    audit.hear(link)
    if (environment.interactive && ++count % 50_000 === 0) environment.warn(`${count} entries …\n`)
  }
  const verdict = await verifyRecord(store, { wanted, each })
  const result = report(environment, verdict, wanted, verdict.broken === undefined ? await audit.problems(store) : [])
  if (wanted === undefined)
    environment.write('give --head and a hash that was posted: without one nobody can tell a record that was written anew as a whole\n')
  return result
}
