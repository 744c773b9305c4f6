import { randomUUID } from 'node:crypto'
import type { Interface } from 'node:readline'
import { ownChatOf, type App, type Field, type Form, type Person, type IncomingAct } from '../../src/index.ts'
import type { Environment } from './command.ts'
import { render, renderField } from './render.ts'

/** A person at a terminal: the running app, who they are, and how to read their next line. */
export type TerminalUser = {
  readonly environment: Environment
  readonly app: App
  readonly person: Person
  readonly next: () => Promise<string | undefined>
}

/**
 * Returns a function that reads the next line typed; it gives `undefined` at the end of the input. Create
 * it as soon as the interface exists, because lines that arrive earlier are lost.
 */
export function reader(lines: Interface): () => Promise<string | undefined> {
  const iterator = lines[Symbol.asyncIterator]()
  return async () => {
    const { value, done } = await iterator.next()
    return done === true ? undefined : value
  }
}

/**
 * Hands in what was typed. If that opens a form, asks for its fields one by one, and again for those with
 * faults.
 */
export async function submitEvent(user: TerminalUser, what: IncomingAct): Promise<void> {
  const { app, environment, person } = user
  try {
    const accepted = await app.accept({
      event: `console:${randomUUID()}`,
      person,
      place: ownChatOf(person.id),
      said: what,
    })
    if (accepted.kind === 'invalid' && what.kind === 'submit') return complain(environment, accepted.problems)
    const { form } = accepted.kind === 'taken' ? await accepted.done : {}
    await app.tick()
    if (form !== undefined) await fill(user, form)
  } catch (error) {
    environment.warn(`not sent, and not lost if you type it again: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}

/** Prints the problems with a form. Names each field by its label if `fields` has it, otherwise by its id. */
const complain = (environment: Environment, problems: Readonly<Record<string, string>>, fields: readonly Field[] = []): void =>
  environment.write(
    `Not sent:\n${Object.entries(problems)
      .map(([field, problem]) => `  - ${fields.find(({ id }) => id === field)?.label ?? field}: ${problem}\n`)
      .join('')}`,
  )

async function fill(user: TerminalUser, form: Form): Promise<void> {
  const { environment, app, person } = user
  const preview = form.preview === undefined ? '' : `\n${render(form.preview, environment)}`
  environment.write(
    `\n${form.title}\n${form.intro}\n${preview}Enter keeps what stands in brackets, | begins a new line, cancel gives up.\n`,
  )
  const values: Record<string, string> = {}
  for (let fields = form.fields; fields.length > 0;) {
    for (const field of fields) {
      environment.write(renderField(field))
      const line = await user.next()
      if (line === undefined || /^\W*cancel\W*$/i.test(line)) return environment.write('Not sent.\n')
      values[field.id] = valueOf(field, line)
    }
    const accepted = await app.accept({
      event: `console:${randomUUID()}`,
      person,
      place: ownChatOf(person.id),
      said: { kind: 'submit', form: form.id, of: form.of, values },
    })
    if (accepted.kind === 'taken') await accepted.done
    if (accepted.kind === 'invalid') complain(environment, accepted.problems, form.fields)
    fields = accepted.kind === 'invalid' ? form.fields.filter(({ id }) => accepted.problems[id] !== undefined) : []
  }
  await app.tick()
}

/**
 * The value that a typed line gives to a field; an empty line leaves the field's value unchanged. A choice is
 * typed as its number, label or value; several choices are separated by commas.
 */
function valueOf(field: Field, line: string): string {
  const typed = line.trim().replaceAll('|', '\n')
  if (typed === '') return field.value ?? ''
  if (field.kind !== 'choice') return typed
  const valueOfOne = (one: string): string =>
    (field.options[Number(one) - 1] ?? field.options.find(({ label, value }) => [label.toLowerCase(), value].includes(one.toLowerCase())))
      ?.value ?? one
  return field.many === true
    ? typed
        .split(',')
        .map((one) => valueOfOne(one.trim()))
        .join(',')
    : valueOfOne(typed)
}
