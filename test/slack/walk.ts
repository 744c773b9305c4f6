import type { SlackBench } from './bench.ts'
import type { Message } from './fake/types.ts'

/** The action id of a button in a message. */
export const buttonOf = ({ blocks }: Pick<Message, 'blocks'>, id: string): string =>
  new RegExp(`licet:${id}:\\d+`).exec(JSON.stringify(blocks))?.[0] ?? ''

/** The value of a rating button in a message. */
export const ratingOf = ({ blocks }: Message, rating: 'good' | 'bad'): string =>
  new RegExp(`${rating}:\\w+`).exec(JSON.stringify(blocks))?.[0] ?? ''

/** U1 opens a case about a question; returns the packet at the desk. */
export async function openCase({ fake, reply }: SlackBench, filled: Readonly<Record<string, string>> = {}): Promise<Message> {
  const { message } = await fake.mention({ user: 'U1', channel: 'C1', text: '<@U0BOT> drone to Poland' })
  const answer = await reply('C1', message.ts)
  await fake.click({ user: 'U1', message: answer, actionId: buttonOf(answer, 'ask-counsel') })
  await fake.until(() => fake.modal('U1'))
  await fake.submit({ user: 'U1', values: filled })
  return await fake.until(() => fake.messages('CDESK').find((one) => one.bot_id !== undefined))
}
