import type { Base } from '../../knowledge/base.ts'
import { keptFor } from '../memo.ts'
import type { Message } from '../message.ts'

const prefix = 'help-'

const helpMarks = keptFor((base: Base): readonly string[] =>
  base.language.marks.flatMap(({ mark }) => (mark.startsWith(prefix) ? [mark] : [])),
)

/**
 * The topics about Licet itself that a message asks about: the marks `help-…` of knowledge/language/help.yaml without the prefix,
 * in file order.
 */
export const helpAsked = (base: Base, { marks }: Message): readonly string[] =>
  helpMarks(base).flatMap((mark) => (marks.any(mark) ? [mark.slice(prefix.length)] : []))
