import type { InputBlock, ModalView } from '@slack/web-api'
import type { Field, Form, Place } from '../../src/index.ts'
import { clip, limits } from './limits.ts'
import { escape } from './render.ts'

/** What a modal must remember of where it was opened; the values stay in Slack. */
export type FormState = { readonly of: string; readonly place: Place }

/** A form as a modal. */
export function renderForm(form: Form, place: Place): ModalView {
  return {
    type: 'modal',
    callback_id: `licet:${form.id}`,
    title: { type: 'plain_text', text: clip(form.title, limits.viewTitle) },
    submit: { type: 'plain_text', text: clip(form.submit, limits.viewTitle) },
    close: { type: 'plain_text', text: 'Cancel' },
    private_metadata: JSON.stringify({ of: form.of, place } satisfies FormState),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: clip(escape(form.intro), limits.section), verbatim: true } },
      ...form.fields.map(renderField),
    ],
  }
}

function renderField(field: Field): InputBlock {
  return {
    type: 'input',
    block_id: field.id,
    optional: !field.required,
    label: { type: 'plain_text', text: clip(field.label, limits.label) },
    ...(field.hint === undefined ? {} : { hint: { type: 'plain_text', text: clip(field.hint, limits.hint) } }),
    element: renderElement(field),
  }
}

function renderElement(field: Field): InputBlock['element'] {
  switch (field.kind) {
    case 'text':
      return {
        type: 'plain_text_input',
        action_id: 'value',
        multiline: field.long,
        max_length: Math.min(field.max, limits.input),
        ...(field.value === undefined || field.value === '' ? {} : { initial_value: field.value }),
      }
    case 'date':
      return { type: 'datepicker', action_id: 'value', ...(field.value === undefined ? {} : { initial_date: field.value }) }
    case 'choice': {
      const options = field.options
        .slice(0, limits.options)
        .map(({ value, label }) => ({ value, text: { type: 'plain_text' as const, text: clip(label, limits.optionText) } }))
      const initial = options.find(({ value }) => value === field.value)
      return { type: 'static_select', action_id: 'value', options, ...(initial === undefined ? {} : { initial_option: initial }) }
    }
  }
}

type Entered = {
  readonly value?: string | null
  readonly selected_date?: string | null
  readonly selected_option?: { readonly value?: string } | null
}

/** What was filled in, field by field. */
export function readValues(values: Readonly<Record<string, Readonly<Record<string, Entered>>>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([field, { value }]) => [
      field,
      value?.value ?? value?.selected_date ?? value?.selected_option?.value ?? '',
    ]),
  )
}
