import type { Base } from '../../knowledge/base.ts'
import type { Thing } from '../message.ts'
import { markedAs, type Marks } from '../patterns/marks.ts'
import { typedAt, type Token } from '../text/text.ts'
import { fromFamily } from './named.ts'

/** A mark of words that tell of a service or of data, and what they tell of; `isGravest`: of Category I in any case. */
export type Deed = { readonly mark: string; readonly family: Base['families'][number]; readonly isGravest: boolean }

/** The deeds of a knowledge base that are named by a mark. */
export const deedsNaming = ({ families, language, classes }: Base): readonly Deed[] =>
  language.marks.flatMap(({ mark, names }): Deed[] => {
    const family = names === undefined ? undefined : families.find(({ id }) => id === names)
    const isGravest = family?.lands.every(({ class: id }) => classes.get(id)?.category === 'I') === true
    return family === undefined ? [] : [{ mark, family, isGravest }]
  })

/**
 * The things that are named, and services and data that are told by a deed and not by their name: "put their satellite on our rocket".
 * Where the words tell a graver thing of the same level than the name alone, they count: "the assembly line that builds whole rockets".
 */
export const withDeeds = (
  deeds: readonly Deed[],
  text: string,
  tokens: readonly Token[],
  marks: Marks,
  things: readonly Thing[],
): readonly Thing[] => {
  const given = new Set<Thing>()
  const told = deeds.flatMap(({ mark, family, isGravest }) =>
    markedAs(marks, mark, tokens).flatMap(({ from, to }): Thing[] => {
      const typed = typedAt(text, tokens, from, to)
      const [start, end] = [tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0]
      const named = things.filter(({ mention }) => mention.from < to && from < mention.to)
      const isLess = ({ reading }: Thing): boolean => isGravest && reading.level === family.level && reading.source.id !== family.id
      for (const thing of named.filter(isLess)) given.add(thing)
      return !named.every(isLess)
        ? []
        : [{ mention: { meanings: [{ kind: 'family', family }], from, to, start, end, typed }, reading: fromFamily(family, typed) }]
    }),
  )
  return [...things.filter((thing) => !given.has(thing)), ...told]
}
