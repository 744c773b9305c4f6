import type { Form } from '../port/form.ts'
import type { FormId } from '../port/incoming.ts'
import { isOver, type Act, type ActKind, type Case } from './case.ts'
import { caseName } from './asker-card.ts'
import type { Queue } from './queue.ts'
import { hoursFor } from './due.ts'
import { isDay } from '../engine/days.ts'

const longest = 3000
const words = (id: string, label: string, hint: string, value?: string): Form['fields'][number] => ({
  kind: 'text',
  id,
  label,
  hint,
  required: true,
  long: true,
  max: longest,
  ...(value === undefined ? {} : { value }),
})

/**
 * The form to ask counsel about an answer, with defaults filled in. `of` is the record entry of that
 * answer.
 */
export function escalateForm(of: string, question: string, queue: Queue, queues: readonly Queue[]): Form {
  return {
    id: 'escalate',
    of,
    title: 'Ask counsel',
    intro:
      `Counsel gets your question ("${question}"), the facts, what the rules said and the sources. Usual ` +
      `answer: within ${queue.answer} office hours. Add no technical data.`,
    submit: 'Send to counsel',
    fields: [
      {
        kind: 'text',
        id: 'remark',
        label: 'What else should counsel know?',
        hint: 'The deal, the end user, what you need',
        required: false,
        long: true,
        max: longest,
      },
      { kind: 'date', id: 'neededBy', label: 'Needed by', hint: 'YYYY-MM-DD', required: false },
      {
        kind: 'choice',
        id: 'urgency',
        label: 'How urgent is it?',
        required: true,
        value: 'normal',
        options: [
          { value: 'normal', label: 'Normal' },
          {
            value: 'urgent',
            label: `Urgent, a deal waits for it: within ${hoursFor({ urgency: 'urgent' }, queue, 'answer')} office hours`,
          },
        ],
      },
      {
        kind: 'choice',
        id: 'queue',
        label: 'Who should answer',
        required: true,
        value: queue.id,
        options: queues.map(({ id, name }) => ({ value: id, label: name })),
      },
    ],
  }
}

/** The forms of acts on a case. */
export type CaseFormId = Exclude<FormId, 'question' | 'change-fact' | 'share' | 'feedback' | 'escalate' | 'cover' | 'tips'>

const titles: Readonly<Record<CaseFormId, string>> = {
  'ask-info': 'Ask the asker',
  answer: 'Answer',
  note: 'Note',
  reassign: 'Reassign',
  move: 'Move to another queue',
  withdraw: 'Withdraw the answer',
  'still-open': 'Still a question',
  close: 'Close',
}

/**
 * The form for an act on a case. `under` is the record entry of the answer below which the form's button
 * was pressed.
 */
export function caseForm(id: CaseFormId, one: Case, queues: readonly Queue[], under?: string): Form {
  const form = (submit: string, intro: string, ...fields: Form['fields']): Form => ({
    id,
    of: under === undefined ? String(one.number) : `${one.number} ${under}`,
    title: `${titles[id]}: ${caseName(one.number).toLowerCase()}`.slice(0, 60),
    intro,
    submit,
    fields,
  })
  switch (id) {
    case 'ask-info':
      return form(
        'Ask',
        'The asker gets it in the thread of the question and replies there. The clock waits.',
        words('text', 'Your question', 'In plain words'),
      )
    case 'note':
      return form('Keep', 'Only counsel and leads can read notes.', words('text', 'Note', 'For counsel only'))
    case 'withdraw':
      return form('Withdraw', 'Every thread that got the answer is told.', words('text', 'Why', 'The asker reads this'))
    case 'still-open':
      return form(
        'Send to counsel',
        'Counsel has the case again, with these words. Send no technical data.',
        words('text', 'What is still open?', 'In plain words'),
      )
    case 'close':
      return form(
        'Close',
        'The asker got no answer yet; they are told that you close it, and why.',
        words('text', 'Why', 'The asker reads this'),
      )
    case 'reassign':
      return form('Reassign', 'Only counsel of this queue can have it.', { kind: 'person', id: 'person', label: 'To whom', required: true })
    case 'move':
      return form('Move', 'The case is open again in the other queue.', {
        kind: 'choice',
        id: 'queue',
        label: 'Queue',
        required: true,
        options: queues.filter((queue) => queue.id !== one.queue).map((queue) => ({ value: queue.id, label: queue.name })),
      })
    case 'answer':
      return form(
        'Send to the asker',
        'The asker gets it in the thread of the question.',
        words('text', 'Your answer', 'In plain words'),
        { kind: 'text', id: 'conditions', label: 'Conditions', hint: 'One a line', required: false, long: true, max: longest },
        { kind: 'date', id: 'expires', label: 'Good until', hint: 'YYYY-MM-DD', required: false },
        { kind: 'text', id: 'sources', label: 'Sources', hint: 'One a line', required: false, long: true, max: longest },
      )
  }
}

/** The form to name a deputy while away. */
export const coverForm: Form = {
  id: 'cover',
  of: '',
  title: 'Cover while you are away',
  intro: 'Your deputy can do what you can on your cases, and gets the reminders. The askers are told.',
  submit: 'Hand over',
  fields: [
    { kind: 'person', id: 'person', label: 'Deputy', required: true },
    { kind: 'date', id: 'until', label: 'Until, that day included', hint: 'YYYY-MM-DD', required: true },
  ],
}

const required: Readonly<Record<Exclude<FormId, 'question' | 'change-fact' | 'tips'>, readonly string[]>> = {
  share: [],
  feedback: ['reason'],
  escalate: ['urgency', 'queue'],
  'ask-info': ['text'],
  answer: ['text'],
  note: ['text'],
  reassign: ['person'],
  move: ['queue'],
  withdraw: ['text'],
  'still-open': ['text'],
  close: ['text'],
  cover: ['person', 'until'],
}

/** What is wrong with a filled-in form: one sentence for each field with a fault, by the field's id. `today` is an ISO day. */
export function formProblems(
  id: Exclude<FormId, 'question' | 'change-fact' | 'tips'>,
  values: Readonly<Record<string, string>>,
  queues: readonly Queue[],
  today: string,
): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {}
  for (const field of required[id]) if ((values[field] ?? '').trim() === '') problems[field] = 'please fill this in'
  for (const [field, value] of Object.entries(values)) {
    if (value.length > longest) problems[field] = `please shorten this to ${longest} characters; it has ${value.length}`
    if (!['neededBy', 'expires', 'until'].includes(field) || value.trim() === '') continue
    if (!isDay(value.trim())) problems[field] = 'please write a day as YYYY-MM-DD'
    else if (value.trim() < today) problems[field] = 'this day is past; please choose a later one'
  }
  if (values['queue'] !== undefined && !queues.some((queue) => queue.id === values['queue']))
    problems['queue'] = `please choose one of ${queues.map((queue) => queue.id).join(', ')}`
  if (values['urgency'] !== undefined && !['normal', 'urgent'].includes(values['urgency']))
    problems['urgency'] = 'please choose normal or urgent'
  return problems
}

/**
 * The kind of act that a form leads to. "Still a question" reopens a case that is over, and any case if the
 * button was below an answer (`under`); otherwise it adds a message for counsel (`inform`).
 */
export const actKindOf = (id: CaseFormId, one: Case, under: string | undefined): ActKind =>
  id !== 'still-open' ? id : isOver(one) || under !== undefined ? 'reopen' : 'inform'

/** The act that a filled-in case form asks for. */
export function actOf(form: Exclude<CaseFormId, 'still-open'>, values: Readonly<Record<string, string>>): Act {
  const text = values['text']?.trim() ?? ''
  const lines = (field: string): readonly string[] =>
    (values[field] ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  const expires = values['expires']?.trim() ?? ''
  switch (form) {
    case 'ask-info':
    case 'note':
    case 'withdraw':
    case 'close':
      return { kind: form, text }
    case 'answer':
      return { kind: 'answer', text, conditions: lines('conditions'), sources: lines('sources'), ...(expires === '' ? {} : { expires }) }
    case 'reassign': {
      const id = values['person']?.trim() ?? ''
      return { kind: 'reassign', to: { id, name: id.slice(id.indexOf(':') + 1) } }
    }
    case 'move':
      return { kind: 'move', queue: values['queue'] ?? '' }
  }
}
