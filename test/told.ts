import type { Tell } from '../src/port/log.ts'

/** A log that keeps each line with the ids it is about. */
export const keepsIn =
  (told: string[]): Tell =>
  (line, about) =>
    void told.push([line, ...Object.values(about?.ids ?? {})].join(' '))
