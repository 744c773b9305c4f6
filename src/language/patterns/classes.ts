import type { WordClass } from '../../knowledge/language-schema.ts'
import type { Token } from '../text/tokens.ts'
import { addName, emptyNames, namesAt } from '../names/trie.ts'
import { formsOf } from './verbs.ts'
import type { Span } from './found-in-text.ts'

/** Finds, for each word, the classes with a member that begins there. */
export type Classes = (tokens: readonly Token[]) => ReadonlyArray<readonly Span[]>

/** A text's words and, for each word, the word classes whose members begin there. */
export type Classed = { readonly tokens: readonly Token[]; readonly classes: ReadonlyArray<readonly Span[]> }

/** Whether a member of the class `name` begins at word `at`. */
export const isIn = ({ classes }: Pick<Classed, 'classes'>, at: number, name: string): boolean =>
  classes[at]?.some((span) => span.name === name) === true

const none: readonly Span[] = []

/**
 * Makes the function that finds the word classes of knowledge/language in a text. A class also has the members of the classes in its
 * `with`.
 */
export function createClasses(classes: readonly WordClass[]): Classes {
  const names = emptyNames<string>()
  const membersOf = new Map(classes.map((one) => [one.class, one]))
  const add = (name: string, one: WordClass): void => {
    for (const word of [...(one.words ?? []), ...(one.verbs ?? []).flatMap(formsOf)]) addName(names, word, name, Object.is)
    for (const other of one.with ?? []) {
      const included = membersOf.get(other)
      if (included !== undefined) add(name, included)
    }
  }
  for (const one of classes) add(one.class, one)
  return (tokens) =>
    tokens.map((_, at) => {
      let spans: Span[] | undefined
      namesAt(names, tokens, at, (name, to) => (spans ??= []).push({ name, to }))
      return spans ?? none
    })
}
