import type { Answer, Answerer, Turn } from '../answer/conversation-types.ts'
import type { Config } from '../config.ts'
import { recentAnswers, recordAnswer } from '../record/answers.ts'
import { keepVersions } from '../record/versions.ts'
import { ownChatOf, type Person } from '../port/incoming.ts'
import { asTyped, type Action } from '../port/reply.ts'
import { openMemory } from '../store/memory.ts'
import { openStore } from '../store/store.ts'
import type { Tell } from '../port/log.ts'
import { personalKey, talkLasts, type RememberedConversation } from './conversation-memory.ts'

/**
 * The person who asks at a command line, identified by their account on the machine (`ann@laptop`). So each
 * person continues their own conversation, even on a shared database. Usage figures, and lists of questions
 * that were not understood, leave these people out.
 */
export function atCommandLine(account: string): Person {
  const known = account.trim().replaceAll(/\s+/g, '-')
  return { id: `console:ask/${known}`, name: known }
}

/** The opened record, for the questions of one person at the command line. */
export type CommandLine = {
  /**
   * Records an answer, so that it can be replayed by its receipt and its buttons can be typed. `turns` is the conversation before it;
   * `asOf` is the ISO day whose law it applies; `now` is in epoch milliseconds.
   */
  readonly keep: (given: Answer, said: { readonly turns: readonly Turn[]; readonly asOf: string; readonly now: number }) => Promise<void>
  /** The button of the last answer whose label was typed ("ask counsel"); `undefined` if no button has that label. */
  readonly buttonSaid: (words: string) => Promise<Action | undefined>
  readonly close: () => Promise<void>
}

/**
 * Opens the record for a person at the command line. `now` is in epoch milliseconds. Throws a StoreError if
 * the database cannot be opened.
 */
export async function openCommandLine(
  config: Config,
  answerer: Answerer,
  person: Person,
  { code, now, tell }: { readonly code: string; readonly now: number; readonly tell: Tell },
): Promise<CommandLine> {
  const store = await openStore(config.databaseUrl)
  const memory = openMemory(store, config.redisUrl, talkLasts, tell)
  const close = async (): Promise<void> => {
    await memory.close()
    await store.close()
  }
  const place = ownChatOf(person.id)
  try {
    await keepVersions(store, answerer, now)
  } catch (error) {
    await close()
    throw error
  }
  return {
    keep: async (given, { turns, asOf, now: at }) => {
      const { id } = await store.write((tx) => recordAnswer(tx, given, { person, place, turns, asOf, at, code }))
      await memory.set(personalKey(place, person), { turns: given.turns, last: id } satisfies RememberedConversation)
    },
    buttonSaid: async (words) => {
      const [last] = await recentAnswers(store, [person.id], 1)
      const said = asTyped(words)
      const button = last?.words?.reply.actions.find(({ label }) => asTyped(label) === said)
      return button === undefined || last === undefined ? undefined : { ...button, of: last.id }
    },
    close,
  }
}
