import { existsSync } from 'node:fs'
import { exportRecord } from '../../../src/index.ts'
import type { Environment } from '../command.ts'
import { withRecord } from './open.ts'
import { isDay } from '../../../src/index.ts'

/**
 * The first and the last day to export (YYYY-MM-DD), and whether to export the words, too. `folder` is
 * where to write; by default a folder named after the days.
 */
export type Days = { readonly from: string; readonly to: string; readonly folder: string | undefined; readonly withWords: boolean }

/** Writes the record of some days to a folder. Refuses days that are invalid, out of order or in the future. */
export async function exportDays(environment: Environment, { from, to, folder: given, withWords }: Days): Promise<number> {
  const problem = problemOf(from, to, environment.today)
  const folder = given ?? `licet-export-${from}-${to}`
  if (problem !== undefined || existsSync(`${folder}/manifest.json`)) {
    environment.warn(`${problem ?? `\`${folder}\` holds an export already; give another --folder`}\n`)
    return 2
  }
  return await withRecord(environment, async ({ store }) => {
    const { start, end } = await exportRecord(store, folder, { from, to, now: environment.outside.now(), withWords })
    environment.write(
      start.seq === end.seq
        ? `nothing was recorded on these days; ${folder} says so\n`
        : `entries ${start.seq + 1} to ${end.seq} written to ${folder}; check it with npm run record -- verify ${folder}\n`,
    )
    return 0
  })
}

function problemOf(from: string, to: string, today: string): string | undefined {
  const odd = [from, to].find((day) => !isDay(day))
  if (odd !== undefined) return `\`${odd}\` is not a day; write it as YYYY-MM-DD`
  if (from > to) return `no days lie between ${from} and ${to}; --from is the earlier one`
  return from > today ? `${from} is still to come; nothing is recorded then` : undefined
}
