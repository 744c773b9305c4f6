import { sqlite } from '../store/sqlite.ts'
import type { TestedChat } from '../tested-platform.ts'
import { openTeams, signIn } from './bench.ts'

/** Licet in personal chats of a fake Teams. */
export async function openChat(): Promise<TestedChat> {
  signIn()
  const { fake, until, close } = await openTeams(sqlite)
  const inChat = (name: string) => {
    const person = fake.user(name)
    const chat = fake.personal(person)
    const heard = () => fake.at(chat)
    return { person, chat, heard, say: (text: string) => fake.say(person, chat, text) }
  }
  return {
    talk: async (name, messages) => {
      const { heard, say } = inChat(name)
      for (const [index, message] of messages.entries()) {
        await say(message)
        await until(() => heard()[index])
      }
      return heard().at(-1)?.words ?? ''
    },
    changeByForm: async (name, deal, field, value, says) => {
      const { person, heard, say } = inChat(name)
      await say(deal)
      const answer = await until(() => heard().find((one) => one.words.includes('receipt')))
      const { dialog } = await fake.press(person, answer, 'Change a fact')
      if (dialog === undefined) throw new Error('no dialog')
      await fake.send(person, answer, dialog, { [field]: value })
      const changed = await until(() => heard().find((one) => says.test(one.words)))
      if (changed.id !== answer.id) throw new Error('another card says that it changed')
      return changed.words
    },
    changeByWords: async (name, deal, words, says) => {
      const { heard, say } = inChat(name)
      await say(deal)
      await until(() => heard()[0])
      await say(words)
      return (await until(() => heard().find((one) => says.test(one.words)))).words
    },
    close,
  }
}
