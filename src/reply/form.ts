import type { FormId } from './incoming.ts'
import type { ChatReply } from './reply.ts'

/** One thing a form asks for. `value` is filled in already. */
export type Field = {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly required: boolean
  readonly value?: string
} & (
  | { readonly kind: 'text'; readonly long: boolean; readonly max: number }
  | { readonly kind: 'choice'; readonly options: ReadonlyArray<{ readonly value: string; readonly label: string }> }
  | { readonly kind: 'date' }
  /** One of many names of the knowledge, or several of them (their values in one text, parted by commas), found by typing. */
  | { readonly kind: 'pick'; readonly from: PickSource; readonly many: boolean }
  /** A person of the platform; the value is their id, `PLATFORM:PERSON`. */
  | { readonly kind: 'person' }
)

/** What a field's names are taken from: items and systems, or countries. */
export const pickSources = ['item', 'country'] as const
export type PickSource = (typeof pickSources)[number]

/** One thing to pick. `value` goes back with the form; `label` is read by people. */
export type PickOption = { readonly value: string; readonly label: string }

/** A form, free of any platform: a modal, a dialog, or questions in a terminal. `of` says what it is about. */
export type Form = {
  readonly id: FormId
  readonly of: string
  readonly title: string
  readonly intro: string
  /** What sending the form would show to others, exactly. */
  readonly preview?: ChatReply
  readonly submit: string
  readonly fields: readonly Field[]
}
