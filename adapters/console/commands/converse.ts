import { createInterface } from 'node:readline'
import type { IncomingAct } from '../../../src/index.ts'
import type { Command } from '../command.ts'
import { submitEvent, reader, type TerminalUser } from '../terminal-user.ts'
import { render, renderUpdate } from '../render.ts'
import { usage } from '../usage.ts'
import { createTerminal, isShownWhole, pressed, type Terminal } from '../terminal.ts'
import { parsedWords } from '../parsed-words.ts'

/**
 * `npm run console -- --as NAME`: a conversation in the terminal, on the database that other processes
 * share. It lasts until the input ends or NAME types "bye".
 */
export const converse: Command = async (environment) => {
  const name = readName(environment.arguments)
  if (name === undefined) {
    environment.warn(`write ${usage['console']}`)
    return 2
  }
  const licet = environment.load()
  const terminal = createTerminal(name, (reply, isUpdate) => {
    environment.write(`\n${isUpdate ? renderUpdate(reply, environment) : render(reply, environment, isShownWhole(reply))}`)
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
    await talk({ environment, app, person: { id: `console:${name}`, name }, next }, terminal)
  } finally {
    stop()
    lines.close()
    await app.tick()
    await app.close()
  }
  return 0
}

function readName(words: readonly string[]): string | undefined {
  const name = parsedWords({ args: [...words], options: { as: { type: 'string', default: 'asker' } } })?.values.as
  return name !== undefined && /^[A-Za-z0-9._-]{1,40}$/.test(name) ? name : undefined
}

async function talk(user: TerminalUser, terminal: Terminal): Promise<void> {
  for (let line = await user.next(); line !== undefined; line = await user.next()) {
    if (/^\W*(?:bye|exit|quit|:q)\W*$/i.test(line)) return
    if (line.trim() !== '') await submitEvent(user, said(terminal, line))
    if (user.environment.interactive) user.environment.write('> ')
  }
}

function said(terminal: Terminal, line: string): IncomingAct {
  const button = terminal.button(line)
  return button === undefined ? { kind: 'message', text: line } : pressed(button)
}
