/** What is wrong with the database, in plain words, and how to fix it. `cause` is the driver's own error. */
export class StoreError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause })
    this.name = 'StoreError'
  }
}

/**
 * A pattern of driver errors, words for what they mean and how to fix them, and `meanwhile`: what a running
 * Licet does until they are fixed.
 */
export type ErrorMeaning = readonly [pattern: RegExp, words: string, meanwhile?: string]

/** Pairs an engine's pattern for the error of a full disk with the words that Licet says about it. */
export const diskFull = (pattern: RegExp): ErrorMeaning => [pattern, 'the disk of the database is full; free some space, nothing was lost']

/** The same for the error of an engine that accepts no writes, with what Licet does meanwhile. */
export const readOnly = (pattern: RegExp): ErrorMeaning => [
  pattern,
  'the database can only be read now; give the account Licet runs under write access, or wait until its server is the writing one again',
  'Licet goes on by itself once it can be written, and nothing is lost',
]
