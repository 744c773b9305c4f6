import { z } from 'zod'
import type { CalendarData } from './calendar-schema.ts'
import type { QuantitiesData } from './quantities-schema.ts'

/**
 * The shape of the files in knowledge/language, which describe how people write: word classes, patterns
 * that put marks on words, and signs of deceit. (language/quantities.yaml and language/calendar.yaml have
 * other shapes.)
 */

const name = z.string().regex(/^[a-z][a-z0-9-]*$/, 'small letters, digits and hyphens, such as "send"')
const list = z.array(z.string().min(1)).min(1)

/**
 * A class of words that mean the same to a pattern. `verbs` are given in their base form ("send") and found in all forms; `with` adds the
 * words of other classes. `about`, here and below, is a note for editors.
 */
export const wordClassSchema = z.strictObject({
  class: name,
  about: z.string().min(1),
  words: list.optional(),
  verbs: list.optional(),
  with: z.array(name).min(1).optional(),
})

/**
 * Puts `mark` on words: a pattern of `when` finds them, unless a pattern of `unless` overlaps them.
 * - `names`: the id of a family in items.yaml that the marked words stand for, e.g. a service named by a verb.
 * - `holds`, `not`: test sentences. In `holds` the words in brackets (without brackets: some words) get the mark; in `not` the words in
 *   brackets (without brackets: all words) do not.
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
 * A kind of request that is refused. It is recognized by three things that a message says: something is
 * `done`, `to` something, `so-that` a check is deceived or a control does not apply. Each of the three
 * lists has marks (the last two also word classes); one of each list must be found, in one sentence or,
 * with `within: message`, in one message. A list that is left out requires nothing. `named-once`: the words
 * of what is done must not occur again in the message, because goods that are named again elsewhere are
 * really part of the deal.
 */
export const offenceSchema = z.strictObject({
  offence: name,
  about: z.string().min(1),
  done: list,
  to: list.optional(),
  'so-that': list.optional(),
  within: z.enum(['sentence', 'message']).default('sentence'),
  'named-once': z.boolean().optional(),
  holds: list,
  not: list,
})

/**
 * A mark or a word class that suggests a request for help to deceive (`weighs` above 0) or an honest
 * question (below 0). If the signs in a message weigh enough together, it is refused even if no offence
 * matches.
 */
export const signSchema = z.strictObject({ sign: name, weighs: z.int() })

export type Sign = z.infer<typeof signSchema>
export type Offence = z.infer<typeof offenceSchema>
export type WordClass = z.infer<typeof wordClassSchema>
export type MarkRule = z.infer<typeof markRuleSchema>

/** A file of knowledge/language. The lists of all files are joined in the order of the file names. */
export const languageFileSchema = z.strictObject({
  classes: z.array(wordClassSchema).optional(),
  marks: z.array(markRuleSchema).optional(),
  offences: z.array(offenceSchema).optional(),
  signs: z.array(signSchema).optional(),
})

/** All files of knowledge/language together. */
export type Language = {
  readonly classes: readonly WordClass[]
  readonly marks: readonly MarkRule[]
  readonly offences: readonly Offence[]
  readonly signs: readonly Sign[]
  readonly quantities: QuantitiesData
  readonly calendar: CalendarData
}
