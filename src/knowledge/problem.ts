import type { Problem } from './load.ts'
import { nearest } from './nearest.ts'

/** Something that is wrong in the knowledge: where, what, and how to mend it. */
export const problem = (file: string, where: string, what: string, fix: string): Problem => ({ file, where, what, fix })

/** An id that does not exist, with the nearest one that does. */
export function unknownId(file: string, where: string, kind: string, id: string, known: ReadonlySet<string>): Problem[] {
  if (known.has(id)) return []
  const near = nearest(id, known)
  return [
    problem(file, where, `unknown ${kind} \`${id}\``, near === undefined ? `add it or use one that exists` : `did you mean \`${near}\`?`),
  ]
}

/** The same where an id may be left out. */
export function unknownIfGiven(
  file: string,
  where: string,
  id: string | undefined,
  known: ReadonlySet<string>,
  kind = 'country',
): Problem[] {
  return id === undefined ? [] : unknownId(file, where, kind, id, known)
}
