import { readFileSync } from 'node:fs'

/** Reads a file by its path in the project. */
export const file = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
