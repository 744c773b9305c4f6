import type { InputBlock, ModalView } from '@slack/web-api'
import { clip, joinId, pickSources, type Field, type Form, type PickOption, type PickSource } from '../../src/index.ts'
import { limits } from './limits.ts'
import { type FormState } from './read.ts'
import { escapeMrkdwn } from './blocks.ts'
import { renderView } from './render.ts'

/** Renders a form as a modal. The modal's metadata store what the form is about and where it was opened. */
export function renderForm(form: Form, opened: Omit<FormState, 'of'>): ModalView {
  return {
    type: 'modal',
    callback_id: `licet:${form.id}`,
    title: { type: 'plain_text', text: clip(form.title, limits.viewTitle) },
    submit: { type: 'plain_text', text: clip(form.submit, limits.viewTitle) },
    close: { type: 'plain_text', text: 'Cancel' },
    private_metadata: JSON.stringify({ of: form.of, ...opened } satisfies FormState),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: clip(escapeMrkdwn(form.intro), limits.section), verbatim: true } },
      ...(form.preview === undefined ? [] : renderView({ ...form.preview, actions: [] })),
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
    case 'time':
      return { type: 'timepicker', action_id: 'value', ...(field.value === undefined ? {} : { initial_time: field.value }) }
    case 'person':
      return { type: 'users_select', action_id: 'value' }
    case 'pick':
      return renderPick(field)
    case 'choice':
      return renderChoice(field)
  }
}

function renderPick({ from, many, value, shown }: Extract<Field, { readonly kind: 'pick' }>): InputBlock['element'] {
  const asked = { action_id: pickId(from), min_query_length: 1 }
  if (many) return { type: 'multi_external_select', ...asked, max_selected_items: limits.picked }
  const initial = value === undefined || shown === undefined ? {} : { initial_option: optionOf({ value, label: shown }) }
  return { type: 'external_select', ...asked, ...initial }
}

function renderChoice({ options: given, many, value = '' }: Extract<Field, { readonly kind: 'choice' }>): InputBlock['element'] {
  const options = given.slice(0, limits.options).map(optionOf)
  const chosen = options.filter((option) => (many === true ? value.split(',') : [value]).includes(option.value))
  if (many === true)
    return { type: 'multi_static_select', action_id: 'value', options, ...(chosen.length === 0 ? {} : { initial_options: chosen }) }
  const [initial] = chosen
  return { type: 'static_select', action_id: 'value', options, ...(initial === undefined ? {} : { initial_option: initial }) }
}

const optionOf = ({ value, label }: PickOption) => ({ value, text: { type: 'plain_text' as const, text: clip(label, limits.optionText) } })

/** The action id of a field that suggests names while somebody types; it contains the source of the names. */
const pickId = (from: PickSource): string => `licet:pick:${from}`

/**
 * The source of the names that a field suggests, by the field's action id; `undefined` if the field is not
 * one of Licet's.
 */
export const pickSource = (actionId: string): PickSource | undefined => pickSources.find((from) => actionId === pickId(from))

type Entered = {
  readonly value?: string | null
  readonly selected_date?: string | null
  readonly selected_time?: string | null
  readonly selected_option?: { readonly value?: string } | null
  readonly selected_options?: ReadonlyArray<{ readonly value?: string }>
  readonly selected_user?: string | null
}

/** The values of a submitted form, by field. A picked person becomes their full id, `slack:TEAM.USER`. */
export function readValues(
  team: string,
  values: Readonly<Record<string, Readonly<Record<string, Entered>>>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([field, elements]) => [field, valueOf(team, Object.values(elements)[0] ?? {})]))
}

function valueOf(team: string, { value, selected_date, selected_time, selected_option, selected_options, selected_user }: Entered): string {
  if (selected_user != null) return `slack:${joinId(team, selected_user)}`
  if (selected_options !== undefined) return selected_options.map((option) => option.value ?? '').join(',')
  return value ?? selected_date ?? selected_time ?? selected_option?.value ?? ''
}
