import type { FormId } from './incoming.ts'

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
)

/** A form, free of any platform: a modal, a dialog, or questions in a terminal. `of` says what it is about. */
export type Form = {
  readonly id: FormId
  readonly of: string
  readonly title: string
  readonly intro: string
  readonly submit: string
  readonly fields: readonly Field[]
}
