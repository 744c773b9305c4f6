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
  /** One of a few, or where `many` several of them: their values in one text, parted by commas. */
  | {
      readonly kind: 'choice'
      readonly options: ReadonlyArray<{ readonly value: string; readonly label: string }>
      readonly many?: boolean
    }
  | { readonly kind: 'date' }
  /** A time of day, as HH:MM. */
  | { readonly kind: 'time' }
  /** One of many names, or several of them as with choices, found by typing. `shown` is how the value that is filled in is read. */
  | { readonly kind: 'pick'; readonly from: PickSource; readonly many: boolean; readonly shown?: string }
  /** A person of the platform; the value is their id, `PLATFORM:PERSON`. */
  | { readonly kind: 'person' }
)

/** What a field's names are taken from: items and systems, countries, or time zones. */
export const pickSources = ['item', 'country', 'zone'] as const
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
