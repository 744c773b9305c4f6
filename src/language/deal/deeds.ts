import type { Base } from '../../knowledge/base.ts'
import { type Thing, fromFamily } from './item-of-name.ts'
import { markedAs, type Marks } from '../patterns/marks.ts'
import { typedAt, type Token } from '../text/tokens.ts'

/**
 * A mark of words that describe a service or data without naming it ("put their satellite on our rocket"), and the kind of item that they
 * mean. `isGravest`: every class of that item is in MTCR Category I.
 */
export type MarkedService = { readonly mark: string; readonly family: Base['families'][number]; readonly isGravest: boolean }

/** The marks whose field `names` says which kind of item they mean. */
export const markedServices = ({ families, language, classes }: Base): readonly MarkedService[] =>
  language.marks.flatMap(({ mark, names }): MarkedService[] => {
    const family = names === undefined ? undefined : families.find(({ id }) => id === names)
    const isGravest = family?.lands.every(({ class: id }) => classes.get(id)?.category === 'I') === true
    return family === undefined ? [] : [{ mark, family, isGravest }]
  })

/**
 * Adds services and data that words describe without naming them: "put their satellite on our rocket". A description that overlaps a named
 * item adds nothing, except that a description of MTCR Category I ("the assembly line that builds whole rockets") replaces overlapping
 * items of its level.
 */
export const withMarkedServices = (
  deeds: readonly MarkedService[],
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
