import type { Base } from '../../knowledge/base.ts'
import type { Message } from '../message.ts'

const prefix = 'help-'

/** What a message asks about Licet itself: the marks `help-…` of knowledge/language/help.yaml without their prefix, in the order of that file. */
export function helpAsked(base: Base, { marks }: Message): readonly string[] {
  return base.language.marks.flatMap(({ mark }) => (mark.startsWith(prefix) && marks.any(mark) ? [mark.slice(prefix.length)] : []))
}
