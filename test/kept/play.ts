import { setTimeout as pause } from 'node:timers/promises'
import type { Form } from '../../src/port/form.ts'
import { toPlainText } from '../../src/port/plain.ts'
import { textArg } from '../slack/fake/args.ts'
import { wordsOf } from '../teams/fake/fake.ts'
import type { Payload } from './payload.ts'
import type { World } from './world.ts'

/** Sends a captured payload through its adapter. Returns the immediate response as text. */
async function hand({ slack, teams, app }: World, payload: Payload): Promise<string> {
  switch (payload.door) {
    case 'slack': {
      const { status, body } = await slack.doAgain(payload.sent)
      return `status ${status} ${JSON.stringify(body)}`
    }
    case 'teams': {
      const { status, body } = await teams.deliver(payload.sent)
      return `status ${status} ${JSON.stringify(body ?? '')}`
    }
    case 'console': {
      const accepted = await app.accept(payload.sent)
      if (accepted.kind === 'invalid') return `status 200 Not sent: ${problemText(accepted.problems)}`
      if (accepted.kind !== 'taken') return accepted.kind
      const { form } = await accepted.done
      return `status 200 ${form === undefined ? '' : formText(form)}`
    }
  }
}

const formText = ({ title, intro, submit, fields }: Form): string =>
  [title, intro, ...fields.flatMap((field) => [field.label, field.value ?? '', ...optionsOf(field)]), submit].join('\n')

const problemText = (problems: Readonly<Record<string, string>>): string =>
  Object.entries(problems)
    .map(([field, problem]) => `${field}: ${problem}`)
    .join('\n')

const optionsOf = (field: Form['fields'][number]): readonly string[] =>
  field.kind === 'choice' ? field.options.map(({ label }) => label) : []

/** Returns a function that gives everything shown to anybody since its last call. */
export function lookFromNow({ slack, teams, shown }: World): () => string {
  let [calls, terminal] = [slack.calls().length, shown.length]
  const stood = new Map(teams.world.messages.map(({ id, edits }) => [id, edits]))
  return () => {
    const inSlack = slack.calls().slice(calls)
    const inTerminal = shown.slice(terminal)
    const inTeams = teams.world.messages.filter(({ id, edits }) => stood.get(id) !== edits)
    calls += inSlack.length
    terminal += inTerminal.length
    for (const { id, edits } of inTeams) stood.set(id, edits)
    return [
      ...inSlack
        .filter(({ answer }) => answer['ok'] === true)
        .map(({ args }) => (args['view'] === undefined ? (textArg(args, 'text') ?? '') : viewText(args['view']))),
      ...inTeams.map(({ wire }) => wordsOf(wire)),
      ...inTerminal.map(({ reply }) => toPlainText(reply)),
    ].join('\n')
  }
}

const viewText = (view: unknown): string => (typeof view === 'string' ? view : JSON.stringify(view))

/** How long to wait for an effect, in milliseconds. */
const patience = 4000

/** Sends a captured payload and waits for `must` to appear; returns what appeared instead, or `undefined` on success. */
export async function play(world: World, payload: Payload, must: RegExp): Promise<string | undefined> {
  const look = lookFromNow(world)
  let seen = await hand(world, payload)
  if (!seen.startsWith('status 200')) return seen
  for (const end = Date.now() + patience; Date.now() < end; await pause(3)) {
    await world.settle()
    seen += `\n${look()}`
    if (must.test(seen)) return undefined
  }
  return seen
}
