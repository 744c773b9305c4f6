import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sampled } from '../seed.ts'

/** Every tenth sentence of a file in this folder: those that bin/learn-opinions.mjs does not learn from. */
const heldBack = (name: string): readonly string[] =>
  readFileSync(fileURLToPath(new URL(name, import.meta.url)), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .filter((_, index) => index % 10 === 9)

/** The percentage of a file's held-back sentences for which `isSo` is true, of every second of them in `npm test`. */
export function shareOf(name: string, isSo: (line: string) => boolean): number {
  const lines = sampled(heldBack(name), 2, 1)
  return Math.floor((100 * lines.filter(isSo).length) / lines.length)
}
