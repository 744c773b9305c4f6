import { fieldOf } from '../port/field.ts'
import { engines } from './engines.ts'
import { StoreError, type ErrorMeaning } from './errors.ts'

const known = engines.flatMap(({ errors }) => errors)

/**
 * Replaces an error that the database caused by one with the words of {@link storeProblem}; returns any
 * other error unchanged.
 */
export function inStoreWords(error: unknown): unknown {
  const words = storeProblem(error)
  return words === undefined || error instanceof StoreError ? error : new StoreError(words, error)
}

/**
 * Words for a database error while the program runs: what is wrong and how to fix it. `undefined` for any
 * other error.
 */
export function storeProblem(error: unknown): string | undefined {
  if (error instanceof StoreError) return error.message
  const meaning = meaningOf(error)
  return meaning?.slice(1).join('; ')
}

/**
 * An error for a database that could not be opened. Such an error ends the program, so its words do not promise that the program will
 * recover.
 */
export function openingError(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const words =
    meaningOf(error)?.[1] ?? `the database cannot be opened: ${String(error).split('\n', 1)[0]}; look at its server, and at DATABASE_URL`
  return new StoreError(words, error)
}

function meaningOf(error: unknown): ErrorMeaning | undefined {
  const [code, errors] = [fieldOf(error, 'code'), fieldOf(error, 'errors')]
  if (Array.isArray(errors)) return errors.map(meaningOf).find((meaning) => meaning !== undefined)
  const text = `${typeof code === 'string' ? code : ''} ${error instanceof Error ? error.message : String(error)}`
  return known.find(([pattern]) => pattern.test(text))
}
