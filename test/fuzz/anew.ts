import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The first half of `npm run fuzz`: runs all property tests with a new seed, and all sampled tests in full (see test/seed.ts). */
const root = fileURLToPath(new URL('../..', import.meta.url))
const drawn = readdirSync(join(root, 'test'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((path) => /from 'fast-check'|\b(?:isFuzz|sampled)\b/.test(readFileSync(path, 'utf8')))
const { status } = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--testTimeout=300000', ...drawn], {
  cwd: root,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
