import type { Base } from '../../knowledge/base.ts'
import { keptFor } from '../memo.ts'
import type { Message } from '../message.ts'

const prefix = 'help-'

const helpMarks = keptFor((base: Base): readonly string[] =>
  base.language.marks.flatMap(({ mark }) => (mark.startsWith(prefix) ? [mark] : [])),
)

/**
 * The topics about Licet itself that a message asks about, in file order. Each has a mark in knowledge/language/help.yaml; a topic is the
 * mark's name without `help-`.
 */
export const helpAsked = (base: Base, { marks }: Message): readonly string[] =>
  helpMarks(base).flatMap((mark) => (marks.any(mark) ? [mark.slice(prefix.length)] : []))
