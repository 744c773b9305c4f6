import { randomUUID } from 'node:crypto'
import { createInterface, type Interface } from 'node:readline'
import { parseArgs } from 'node:util'
import type { App, Field, Form, Person, Said } from '../../../src/index.ts'
import type { Command, Environment } from '../app.ts'
import { render, renderField, renderUpdate } from '../render.ts'
import { createTerminal, type Terminal } from '../terminal.ts'

/** `npm run console -- --as NAME`: a conversation on the shared database, until the input ends or somebody says bye. */
export const converse: Command = async (environment) => {
  const name = readName(environment.arguments)
  if (name === undefined) {
    environment.warn('write npm run console -- --as NAME, with a name of letters and digits such as asker or counsel\n')
    return 2
  }
  const licet = environment.load()
  const terminal = createTerminal(name, (reply, isUpdate) => {
    environment.write(`\n${isUpdate ? renderUpdate(reply, environment) : render(reply, environment)}`)
    if (environment.interactive) environment.write('\n> ')
  })
  const app = await licet.start(environment.config(), environment.code(), { ...environment.outside, platforms: [terminal] })
  const lines = createInterface({ input: environment.input, crlfDelay: Number.POSITIVE_INFINITY })
  const next = reader(lines)
  environment.write(`Licet, knowledge ${licet.version}, as ${name}. Ask, or type help; form; why; ask counsel; cases; bye to leave.\n`)
  if (environment.interactive) environment.write('\n> ')
  const stop = environment.every(1000, () => app.tick())
  try {
    await app.tick()
    await talk({ environment, app, terminal, person: { id: `console:${name}`, name }, next })
  } finally {
    stop()
    lines.close()
    await app.tick()
    await app.close()
  }
  return 0
}

function readName(words: readonly string[]): string | undefined {
  try {
    const { values } = parseArgs({ args: [...words], options: { as: { type: 'string', default: 'asker' } } })
    return /^[A-Za-z0-9._-]{1,40}$/.test(values.as) ? values.as : undefined
  } catch {
    return undefined
  }
}

type Seat = {
  readonly environment: Environment
  readonly app: App
  readonly terminal: Terminal
  readonly person: Person
  readonly next: () => Promise<string | undefined>
}

/** The next line typed, or `undefined` at the end of the input. Made at once: lines that nobody listens for are lost. */
function reader(lines: Interface): () => Promise<string | undefined> {
  const iterator = lines[Symbol.asyncIterator]()
  return async () => {
    const { value, done } = await iterator.next()
    return done === true ? undefined : value
  }
}

async function talk(seat: Seat): Promise<void> {
  for (let line = await seat.next(); line !== undefined; line = await seat.next()) {
    if (/^\W*(?:bye|exit|quit|:q)\W*$/i.test(line)) return
    if (line.trim() !== '') await hand(seat, said(seat.terminal, line))
    if (seat.environment.interactive) seat.environment.write('> ')
  }
}

function said(terminal: Terminal, line: string): Said {
  const button = terminal.button(line)
  if (button === undefined) return { kind: 'message', text: line }
  const { id: action, of, choice } = button
  return { kind: 'action', action, ...(of === undefined ? {} : { of }), ...(choice === undefined ? {} : { choice }) }
}

/** Hands in what was typed; a form is filled in line by line, and again where something in it is wrong. */
async function hand(seat: Seat, what: Said): Promise<void> {
  const { app, environment, person } = seat
  try {
    const accepted = await app.accept({
      event: `console:${randomUUID()}`,
      person,
      place: { platform: 'console', id: person.name },
      said: what,
    })
    if (accepted.kind === 'invalid' && what.kind === 'submit') return complain(environment, accepted.problems)
    const { form } = accepted.kind === 'taken' ? await accepted.done : {}
    await app.tick()
    if (form !== undefined) await fill(seat, form)
  } catch (error) {
    environment.warn(`not sent, and not lost if you type it again: ${error instanceof Error ? error.message : String(error)}\n`)
  }
}

const complain = (environment: Environment, problems: Readonly<Record<string, string>>): void =>
  environment.write(
    `Not sent:\n${Object.entries(problems)
      .map(([field, problem]) => `  - ${field}: ${problem}\n`)
      .join('')}`,
  )

async function fill(seat: Seat, form: Form): Promise<void> {
  const { environment, app, person } = seat
  const preview = form.preview === undefined ? '' : `\n${render(form.preview, environment)}`
  environment.write(
    `\n${form.title}\n${form.intro}\n${preview}Enter keeps what stands in brackets, | begins a new line, cancel gives up.\n`,
  )
  const values: Record<string, string> = {}
  for (let fields = form.fields; fields.length > 0;) {
    for (const field of fields) {
      environment.write(renderField(field))
      const line = await seat.next()
      if (line === undefined || /^\W*cancel\W*$/i.test(line)) return environment.write('Not sent.\n')
      values[field.id] = valueOf(field, line)
    }
    const accepted = await app.accept({
      event: `console:${randomUUID()}`,
      person,
      place: { platform: 'console', id: person.name },
      said: { kind: 'submit', form: form.id, of: form.of, values },
    })
    if (accepted.kind === 'taken') await accepted.done
    if (accepted.kind === 'invalid') complain(environment, accepted.problems)
    fields = accepted.kind === 'invalid' ? form.fields.filter(({ id }) => accepted.problems[id] !== undefined) : []
  }
  await app.tick()
}

/** A choice may be typed as its number, its label or its value. */
function valueOf(field: Field, line: string): string {
  const typed = line.trim().replaceAll('|', '\n')
  if (typed === '') return field.value ?? ''
  if (field.kind !== 'choice') return typed
  const option =
    field.options[Number(typed) - 1] ?? field.options.find(({ label, value }) => [label.toLowerCase(), value].includes(typed.toLowerCase()))
  return option?.value ?? typed
}
