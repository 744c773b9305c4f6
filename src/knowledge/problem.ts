import type { Problem } from './parse-file.ts'
import { nearest } from './nearest.ts'

export const problem = (file: string, where: string, what: string, fix: string): Problem => ({ file, where, what, fix })

/** Reports an id that is not `known`, and suggests the nearest one that is. Empty if the id is known. */
export function unknownId(file: string, where: string, kind: string, id: string, known: ReadonlySet<string>): Problem[] {
  if (known.has(id)) return []
  const near = nearest(id, known)
  return [
    problem(file, where, `unknown ${kind} \`${id}\``, near === undefined ? `add it or use one that exists` : `did you mean \`${near}\`?`),
  ]
}

/** Like {@link unknownId}, for an id that may be left out: then there is no problem. */
export function unknownIfGiven(
  file: string,
  where: string,
  id: string | undefined,
  known: ReadonlySet<string>,
  kind = 'country',
): Problem[] {
  return id === undefined ? [] : unknownId(file, where, kind, id, known)
}
