import { z } from 'zod'
import type { CalendarData } from './calendar-schema.ts'
import type { QuantitiesData } from './quantities-schema.ts'

/** Language as data: knowledge/language. Words stand in classes; rules mark the words of a text by patterns over them. */

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens, such as "send"')
const list = z.array(z.string().min(1)).min(1)

/**
 * A class of words that mean the same to a pattern. `verbs` are given in their base form and found in all forms; `with` takes
 * in the words of other classes. `about`, here and below, is for editors.
 */
export const wordClassSchema = z.strictObject({
  class: name,
  about: z.string().min(1),
  words: list.optional(),
  verbs: list.optional(),
  with: z.array(name).min(1).optional(),
})

/**
 * What marks words: one of `when` finds them and none of `unless` lies over what it finds. `names` is the id of a thing of
 * items.yaml that the marked words stand for, such as a service that is told by its deed. In `holds` the words in brackets,
 * or where there are none some words, have the mark; in `not` the words in brackets, or all words, have it not.
 */
export const markRuleSchema = z.strictObject({
  mark: name,
  about: z.string().min(1),
  names: name.optional(),
  when: list,
  unless: list.optional(),
  holds: list,
  not: list,
})

/**
 * What nobody is helped with, told by what the words of a message hold together: something `done`, `to` something, `so-that`
 * somebody who checks is deceived or a control does not apply. Each names marks, the latter two classes as well, of which one must
 * stand there; a column that is left out asks for nothing. All stand in one sentence, or anywhere in the message.
 */
export const offenceSchema = z.strictObject({
  offence: name,
  about: z.string().min(1),
  done: list,
  to: list.optional(),
  'so-that': list.optional(),
  within: z.enum(['sentence', 'message']).default('sentence'),
  holds: list,
  not: list,
})

/**
 * What speaks for a request to deceive (above zero) or for an honest question (below zero): a mark or a class, and what it weighs.
 * A message that weighs enough is taken for such a request where no offence is told outright.
 */
export const signSchema = z.strictObject({ sign: name, weighs: z.int() })

export type Sign = z.infer<typeof signSchema>
export type Offence = z.infer<typeof offenceSchema>
export type WordClass = z.infer<typeof wordClassSchema>
export type MarkRule = z.infer<typeof markRuleSchema>

/** A file of knowledge/language. The rules of all files are read in the order of the files' names. */
export const languageFileSchema = z.strictObject({
  classes: z.array(wordClassSchema).optional(),
  marks: z.array(markRuleSchema).optional(),
  offences: z.array(offenceSchema).optional(),
  signs: z.array(signSchema).optional(),
})

/** All of knowledge/language. */
export type Language = {
  readonly classes: readonly WordClass[]
  readonly marks: readonly MarkRule[]
  readonly offences: readonly Offence[]
  readonly signs: readonly Sign[]
  readonly quantities: QuantitiesData
  readonly calendar: CalendarData
}
