import { streamRecord, toOcsf } from '../../../src/index.ts'
import type { Environment } from '../command.ts'
import { withRecord } from './open.ts'

/** The formats of a stream: Licet's own entries as JSON lines, or events of the Open Cybersecurity Schema Framework. */
export const formats = ['jsonl', 'ocsf'] as const

export type Wanted = { readonly since: string; readonly format: (typeof formats)[number]; readonly withWords: boolean }

/** Writes every entry after the cursor `since`, one JSON object per line, for a monitoring system (SIEM). */
export const stream = (environment: Environment, { since, format, withWords }: Wanted): Promise<number> =>
  withRecord(environment, async ({ store }) => {
    const code = environment.code()
    let count = 0
    let cursor = since
    for await (const entry of streamRecord(store, since, withWords)) {
      environment.write(`${JSON.stringify(format === 'ocsf' ? toOcsf(entry, code) : entry)}\n`)
      await environment.taken()
      cursor = entry.cursor
      count++
    }
    environment.warn(`${count} entries; go on with --since ${cursor}\n`)
    return 0
  })
