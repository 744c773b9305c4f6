import type { Base } from '../../knowledge/base.ts'
import type { Thing } from '../message.ts'
import { markedAs, type Marks } from '../patterns/marks.ts'
import { typedAt, type Token } from '../text/text.ts'
import { fromFamily } from './named.ts'

/** A mark of words that tell of a service or of data, and what they tell of. */
export type Deed = { readonly mark: string; readonly family: Base['families'][number] }

/** The deeds of a knowledge base that are named by a mark. */
export const deedsNaming = ({ families, language }: Base): readonly Deed[] =>
  language.marks.flatMap(({ mark, names }): Deed[] => {
    const family = names === undefined ? undefined : families.find(({ id }) => id === names)
    return family === undefined ? [] : [{ mark, family }]
  })

/** Services and data that are told by a deed, and not by their name: "put their satellite on our rocket". */
export const deedsIn = (
  deeds: readonly Deed[],
  text: string,
  tokens: readonly Token[],
  marks: Marks,
  things: readonly Thing[],
): readonly Thing[] =>
  deeds.flatMap(({ mark, family }) =>
    markedAs(marks, mark, tokens).flatMap(({ from, to }): Thing[] => {
      const typed = typedAt(text, tokens, from, to)
      const [start, end] = [tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0]
      const isNamed = things.some(({ mention }) => mention.from < to && from < mention.to)
      return isNamed
        ? []
        : [{ mention: { meanings: [{ kind: 'family', family }], from, to, start, end, typed }, reading: fromFamily(family, typed) }]
    }),
  )
