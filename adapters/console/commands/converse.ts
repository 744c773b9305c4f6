import { createInterface } from 'node:readline'
import type { Command } from '../app.ts'
import { render } from '../render.ts'

/** `npm run console`: a conversation, until the input ends or somebody says bye. */
export const converse: Command = async (environment) => {
  const licet = environment.load()
  const conversation = licet.converse()
  const days = { asOf: environment.today, today: environment.today }
  const prompt = environment.interactive ? '\n> ' : ''
  environment.write(`Licet, knowledge ${licet.version}. Ask, or type help; why, what would change it; bye to leave.\n${prompt}`)
  for await (const line of createInterface({ input: environment.input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (/^\W*(?:bye|exit|quit|:q)\W*$/i.test(line)) break
    if (line.trim() !== '') environment.write(`\n${render(conversation.handle({ kind: 'message', text: line }, days).reply, environment)}`)
    environment.write(prompt)
  }
  return 0
}
