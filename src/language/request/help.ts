import type { Base } from '../../knowledge/base.ts'
import { keptFor } from '../memo.ts'
import type { Message } from '../message.ts'

const prefix = 'help-'

const helpMarks = keptFor((base: Base): readonly string[] =>
  base.language.marks.flatMap(({ mark }) => (mark.startsWith(prefix) ? [mark] : [])),
)

/** What a message asks about Licet itself: the marks `help-…` of knowledge/language/help.yaml without their prefix, in the order of that file. */
export const helpAsked = (base: Base, { marks }: Message): readonly string[] =>
  helpMarks(base).flatMap((mark) => (marks.any(mark) ? [mark.slice(prefix.length)] : []))
