import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * The version of the program: the number in package.json, and the first twelve hex digits of a hash over
 * every file of `src`.
 */
export function codeVersion(home: string): string {
  const { version }: { readonly version: string } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const folder = join(home, 'src')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${relative(folder, file)}\n`).update(readFileSync(file))
  return `${version}+${hash.digest('hex').slice(0, 12)}`
}
