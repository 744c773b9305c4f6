import type { TestedChat } from '../tested-platform.ts'
import { openSlack } from './bench.ts'
import type { Message } from './fake/types.ts'
import { buttonOf } from './walk.ts'

/** Licet in direct messages of a fake Slack; each conversation is a thread. */
export async function openChat(): Promise<TestedChat> {
  const { fake, close } = await openSlack('HTTP')
  const say = async (user: string, text: string, thread?: string): Promise<string> =>
    (await fake.dm({ user, text, ...(thread === undefined ? {} : { threadTs: thread }) })).message.ts
  const said = (user: string, thread: string, fits: (message: Message) => boolean): Promise<Message> =>
    fake.until(() => fake.direct(user).findLast((one) => one.thread_ts === thread && fits(one)))
  const answered = (user: string, thread: string, pattern: RegExp) => said(user, thread, ({ text }) => pattern.test(text))
  const userOf = (person: string): string => fake.user(`U${person}`).id
  return {
    talk: async (person, messages) => {
      const user = userOf(person)
      let [thread, last]: [string | undefined, Message | undefined] = [undefined, undefined]
      for (const text of messages) {
        const asked = await say(user, text, thread)
        const before = last?.ts
        thread ??= asked
        last = await said(user, thread, ({ ts }) => ts > asked && ts !== before)
      }
      return last?.text.replaceAll('&gt;', '>') ?? ''
    },
    changeByForm: async (person, deal, field, value, says) => {
      const user = userOf(person)
      const thread = await say(user, deal)
      const answer = await answered(user, thread, /receipt/)
      await fake.click({ user, message: answer, actionId: buttonOf(answer, 'change-fact') })
      await fake.until(() => fake.modal(user))
      const from = { to: 'country', item: 'item' }[field]
      if (from !== undefined) await fake.suggest({ user, actionId: `licet:pick:${from}`, query: { JP: 'Japan' }[value] ?? value })
      await fake.submit({ user, values: { [field]: value } })
      const changed = await answered(user, thread, says)
      if (changed.ts !== answer.ts) throw new Error('another message says that it changed')
      return changed.text
    },
    changeByWords: async (person, deal, words, says) => {
      const user = userOf(person)
      const thread = await say(user, deal)
      await answered(user, thread, /receipt/)
      await say(user, words, thread)
      return (await answered(user, thread, says)).text
    },
    close,
  }
}
