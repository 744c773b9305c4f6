import { existsSync } from 'node:fs'
import { verifyExport, type Licet } from '../../../src/index.ts'
import type { Environment } from '../command.ts'
import { report } from '../report.ts'

/** Opens the record, runs `work` with it, and closes it even if `work` throws. */
export async function withRecord<T>(
  environment: Environment,
  work: (record: Awaited<ReturnType<Licet['openRecord']>>) => Promise<T>,
): Promise<T> {
  const record = await environment.load().openRecord(environment.config(), environment.outside.now())
  try {
    return await work(record)
  } finally {
    await record.store.close()
  }
}

/** Checks an export and prints the result; runs `work` only if the export is intact. */
export async function openFolder(
  environment: Environment,
  folder: string,
  wanted: string | undefined,
  work: () => Promise<number> = () => Promise.resolve(0),
): Promise<number> {
  if (!existsSync(`${folder}/manifest.json`)) {
    environment.warn(`\`${folder}\` holds no manifest.json; give the folder that record export wrote\n`)
    return 2
  }
  try {
    const { manifest, problems, ...verdict } = await verifyExport(folder, wanted)
    environment.write(
      `export of ${manifest.from} to ${manifest.to}, made ${manifest.madeAt}; ` +
        `${manifest.redaction === 'words' ? 'without words' : 'with words'}\n`,
    )
    const result = report(environment, verdict, wanted, problems)
    return result === 0 ? await work() : result
  } catch (error) {
    environment.warn(`the export cannot be read: ${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}
