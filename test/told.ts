import type { Tell } from '../src/port/log.ts'

/** A log that collects each line with its ids. */
export const keepsIn =
  (told: string[]): Tell =>
  (line, about) =>
    void told.push([line, ...Object.values(about?.ids ?? {})].join(' '))
