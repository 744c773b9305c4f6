import type { FormId } from './incoming.ts'
import type { ChatReply } from './reply.ts'

/** One input of a form. `value` is the input's initial value. */
export type Field = {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly required: boolean
  readonly value?: string
} & (
  | { readonly kind: 'text'; readonly long: boolean; readonly max: number }
  /** One of a few options; or, with `many`, several, their values joined by commas. */
  | {
      readonly kind: 'choice'
      readonly options: ReadonlyArray<{ readonly value: string; readonly label: string }>
      readonly many?: boolean
    }
  | { readonly kind: 'date' }
  /** A time of day, as HH:MM. */
  | { readonly kind: 'time' }
  /**
   * One of many names, found by typing; with `many` several, their values joined by commas. `shown` is the
   * text that the field shows for its initial `value`.
   */
  | { readonly kind: 'pick'; readonly from: PickSource; readonly many: boolean; readonly shown?: string }
  /** A person on the platform; the value is their id, `PLATFORM:PERSON`. */
  | { readonly kind: 'person' }
)

/** What the names of a `pick` field are taken from: items and systems, countries, or time zones. */
export const pickSources = ['item', 'country', 'zone'] as const
export type PickSource = (typeof pickSources)[number]

/** One name to pick. `value` is sent with the form; `label` is what people read. */
export type PickOption = { readonly value: string; readonly label: string }

/**
 * A form on any platform: a modal, a dialog, or questions in a terminal. `of` is the id of the thing that the form is about, e.g. of an
 * answer.
 */
export type Form = {
  readonly id: FormId
  readonly of: string
  readonly title: string
  readonly intro: string
  /** Exactly what others will see if the form is sent, shown in the form as a preview. */
  readonly preview?: ChatReply
  readonly submit: string
  readonly fields: readonly Field[]
}
