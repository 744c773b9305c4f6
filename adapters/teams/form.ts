import { z } from 'zod'
import { clip, formIds, pickSources, fieldOf, type Field, type Form } from '../../src/index.ts'
import { alarming, attach, line, paragraphs, type Attached, type Card, type Element } from './card.ts'
import { limits } from './limits.ts'
import { renderCard } from './render.ts'

/** The response that opens a dialog or replaces its content. */
export type Dialog = {
  readonly task: {
    readonly type: 'continue'
    readonly value: { readonly title: string; readonly height: 'medium'; readonly width: 'medium'; readonly card: Attached }
  }
}

/** The problems of a form by field, and what was filled in. */
type Faults = { readonly problems: Readonly<Record<string, string>>; readonly values: Readonly<Record<string, string>> }

/**
 * How names are picked: from suggestions while typing (`offered`), or by typing the full name (`typed`),
 * which works in every client.
 */
export type Picking = 'offered' | 'typed'

/**
 * Renders a form as a dialog. The dialog's data contain the form (`again`), so that it can be shown again
 * with its problems; nothing is stored in between.
 */
export function renderForm(form: Form, picking: Picking, faults: Faults = { problems: {}, values: {} }): Dialog {
  const { preview, ...again } = form
  const wrong = Object.keys(faults.problems).length
  const card: Card = {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      ...paragraphs(form.intro),
      ...(wrong === 0 ? [] : [line(alarming(`Not sent yet: ${wrong === 1 ? 'one answer needs' : `${wrong} answers need`} another look.`))]),
      ...(preview === undefined
        ? []
        : [{ type: 'Container' as const, style: 'emphasis' as const, items: renderCard({ ...preview, actions: [] }).body }]),
      ...form.fields.flatMap((field) => renderField(pickedBy(picking, { ...field, ...valueIn(faults, field) }), faults.problems[field.id])),
      ...Object.entries(faults.problems)
        .filter(([name]) => !form.fields.some(({ id }) => id === name))
        .map(([name, problem]) => line(alarming(`${name}: ${problem}`))),
    ],
    actions: [
      { type: 'Action.Submit', title: clip(form.submit, limits.button), data: { licet: 'form', form: form.id, of: form.of, again } },
    ],
  }
  return dialog(form.title, card)
}

const valueIn = ({ values }: Faults, { id }: Field): { readonly value?: string } => (values[id] === undefined ? {} : { value: values[id] })

/**
 * Turns a field with suggestions into a text field if the client does not support them. If the typed name is not known, the form is
 * shown again with similar names.
 */
function pickedBy(picking: Picking, field: Field): Field {
  if (picking === 'offered' || field.kind !== 'pick') return field
  const { from: _from, shown: _shown, many, ...rest } = field
  const how = many ? 'with commas between them' : field.from === 'item' ? 'the name, or the list entry' : 'the name'
  return { ...rest, kind: 'text', long: false, max: limits.typed, hint: [rest.hint, how].filter((one) => one !== undefined).join('; ') }
}

/** Renders a field. A problem is shown above the field, and also in its label, which screen readers read. */
function renderField(field: Field, problem: string | undefined): readonly Element[] {
  return [...(problem === undefined ? [] : [line(alarming(`${field.label}: ${problem}`))]), renderInput(field, problem)]
}

function renderInput(field: Field, problem: string | undefined): Element {
  const hint = field.kind === 'date' || field.hint === undefined ? '' : ` (${field.hint})`
  const labelled = {
    id: field.id,
    label: `${field.label}${hint}${problem === undefined ? '' : `: ${problem}`}`,
    isRequired: field.required,
    ...(field.required ? { errorMessage: 'Please fill this in' } : {}),
    ...(field.value === undefined || field.value === '' ? {} : { value: field.value }),
  }
  switch (field.kind) {
    case 'text':
      return { type: 'Input.Text', ...labelled, isMultiline: field.long, maxLength: Math.min(field.max, limits.input) }
    case 'date':
      return { type: 'Input.Date', ...labelled }
    case 'time':
      return { type: 'Input.Time', ...labelled }
    case 'choice':
      return {
        type: 'Input.ChoiceSet',
        ...labelled,
        style: 'compact',
        ...(field.many === true ? { isMultiSelect: true } : {}),
        choices: field.options.slice(0, limits.choices).map(({ value, label }) => ({ title: label, value })),
      }
    case 'person':
      return {
        type: 'Input.ChoiceSet',
        ...labelled,
        style: 'filtered',
        choices: picked(field.value, () => 'The person you picked'),
        'choices.data': { type: 'Data.Query', dataset: 'graph.microsoft.com/users' },
      }
    case 'pick':
      return {
        type: 'Input.ChoiceSet',
        ...labelled,
        style: 'filtered',
        isMultiSelect: field.many,
        choices: picked(field.value, (name) => field.shown ?? name),
        'choices.data': { type: 'Data.Query', dataset: field.from },
      }
  }
}

/** The values that were picked before, as choices: the client shows only values that are among the choices. */
const picked = (values: string | undefined, titleOf: (value: string) => string) =>
  (values ?? '')
    .split(',')
    .filter((value) => value !== '')
    .map((value) => ({ title: titleOf(value), value }))

const about = {
  id: z.string(),
  label: z.string(),
  hint: z.string().exactOptional(),
  required: z.boolean(),
  value: z.string().exactOptional(),
}
const fieldSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...about, kind: z.literal('text'), long: z.boolean(), max: z.number() }),
  z.strictObject({
    ...about,
    kind: z.literal('choice'),
    options: z.array(z.strictObject({ value: z.string(), label: z.string() })),
    many: z.boolean().exactOptional(),
  }),
  z.strictObject({ ...about, kind: z.literal('date') }),
  z.strictObject({ ...about, kind: z.literal('time') }),
  z.strictObject({ ...about, kind: z.literal('pick'), from: z.enum(pickSources), many: z.boolean(), shown: z.string().exactOptional() }),
  z.strictObject({ ...about, kind: z.literal('person') }),
])
const againSchema = z.strictObject({
  id: z.enum(formIds),
  of: z.string(),
  title: z.string(),
  intro: z.string(),
  submit: z.string(),
  fields: z.array(fieldSchema).max(20),
})

/**
 * The definition of the form that a submitted dialog carries with it (`again`), so that it can be shown once
 * more with its problems; `undefined` if it carries none.
 */
export const formToShowAgain = (data: unknown): Form | undefined => againSchema.safeParse(fieldOf(data, 'again')).data

/** A dialog that shows a note instead of a form. */
export const notice = (text: string): Dialog => dialog('Licet', { type: 'AdaptiveCard', version: '1.5', body: paragraphs(text) })

const dialog = (title: string, card: Card): Dialog => ({
  task: { type: 'continue', value: { title: clip(title, limits.dialogTitle), height: 'medium', width: 'medium', card: attach(card) } },
})
