import { actionsOf, wordsOf, type Dialog, type FakeTeams } from '../teams/fake/fake.ts'
import type { Conversation, Message, User } from '../teams/fake/service.ts'
import { heads, type Cast, type Door, type Found } from './door.ts'
import type { Payload } from './payload.ts'
import { counselGroup, type World } from './world.ts'

const parts = [
  'asker',
  'counsel',
  'deputy',
  'away',
  'admin',
  'reader',
  'paused',
  'curious',
  'joining',
  'doubting',
  'linked',
  'erased',
] as const satisfies ReadonlyArray<keyof Cast>

/** The conversations of the tenant. */
export type Rooms = {
  readonly desk: Conversation
  readonly deals: Conversation
  readonly news: Conversation
  readonly guests: Conversation
}

/** Adds the people of the tenant, their channels, and the group of counsel. People are named by their Entra ids. */
export function peopleInTeams(teams: FakeTeams): { readonly cast: Cast; readonly rooms: Rooms } {
  const made = parts.map((part) => [part, teams.user(`Tess ${part}`)] as const)
  const users = made.map(([, user]) => user)
  const cast = Object.fromEntries(made.map(([part, { aad }]) => [part, aad])) as Cast
  const desks = users.slice(1, 4)
  teams.world.groups.set(
    counselGroup,
    desks.map(({ aad }) => aad),
  )
  const guest = teams.user('Gus guest', true)
  return {
    cast,
    rooms: {
      desk: teams.channel(desks),
      deals: teams.channel(users),
      news: teams.channel(users),
      guests: teams.channel([...users, guest]),
    },
  }
}

/** Captures the next request to Licet instead of sending it. */
export async function kept(teams: FakeTeams, kind: string, label: string, act: () => Promise<unknown>): Promise<Payload> {
  teams.world.held = []
  await act()
  const [sent] = teams.world.held
  teams.world.held = undefined
  if (sent === undefined) throw new Error(`nothing was sent for ${kind}`)
  return { kind, label, door: 'teams', sent: sent as Readonly<Record<string, unknown>> }
}

export const userIn = ({ world }: FakeTeams, aad: string): User => {
  const user = world.users.get(aad)
  if (user === undefined) throw new Error(`nobody is ${aad}`)
  return user
}

export const messageIn = ({ world }: FakeTeams, { where, id }: Found): Message => {
  const message = world.messages.find((one) => one.id === id && one.conversation === where)
  if (message === undefined) throw new Error(`there is no message ${id}`)
  return message
}

export function teamsDoor({ teams, settle }: World, cast: Cast): Door {
  const sees = (user: User, { conversation }: Message): boolean =>
    teams.world.conversations.get(conversation)?.members.some(({ aad }) => aad === user.aad) === true
  const open = async (who: string, on: Found, label: string): Promise<Dialog> => {
    const { dialog } = await teams.press(userIn(teams, who), messageIn(teams, on), label)
    if (dialog === undefined) throw new Error(`no dialog came of ${label}`)
    return dialog
  }
  const submitOf = ({ card }: Dialog): string => String((card['actions'] as ReadonlyArray<{ readonly title: string }>)[0]?.title)
  const find: Door['find'] = (who, words, { label, isShared } = {}) => {
    const fits = (one: Message): boolean =>
      words.test(wordsOf(one.wire)) &&
      (label === undefined || labelsIn(one).some((title) => label.test(title))) &&
      (isShared === undefined || isShared === one.conversation.startsWith('19:'))
    const found = teams.world.messages.findLast((one) => sees(userIn(teams, who), one) && fits(one))
    if (found === undefined)
      throw new Error(`nobody said ${words} with ${label} to ${who}: ${heads(teams.world.messages.map(({ wire }) => wordsOf(wire)))}`)
    return Promise.resolve({ where: found.conversation, id: found.id })
  }
  const say: Door['say'] = async (who, text) => {
    const user = userIn(teams, who)
    await teams.say(user, teams.personal(user), text)
    await settle()
  }
  return {
    name: 'teams',
    cast,
    named: (who) => who,
    say,
    reply: (who, _on, text) => say(who, text),
    find,
    words: (on) => wordsOf(messageIn(teams, on).wire),
    labels: (_who, on) => labelsIn(messageIn(teams, on)),
    press: async (who, on, label) => {
      await teams.press(userIn(teams, who), messageIn(teams, on), label)
      await settle()
    },
    fill: async (who, on, label, values) => {
      await teams.send(userIn(teams, who), messageIn(teams, on), await open(who, on, label), values)
      await settle()
    },
    keepPress: (kind, who, on, label) => kept(teams, kind, label, () => teams.press(userIn(teams, who), messageIn(teams, on), label)),
    keepFill: async (kind, who, on, label, values) => {
      const dialog = await open(who, on, label)
      return await kept(teams, kind, submitOf(dialog), () => teams.send(userIn(teams, who), messageIn(teams, on), dialog, values))
    },
    openHome: async (who) => {
      await say(who, 'home')
      for (let looks = 0; looks < 500; looks++) {
        const home = teams.world.messages.findLast((one) => sees(userIn(teams, who), one) && isHome(one))
        if (home !== undefined) return { where: home.conversation, id: home.id }
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      throw new Error('no home was shown')
    },
  }
}

const isHome = ({ wire }: Message): boolean =>
  actionsOf(wire).some((one) => one['title'] === 'Ask with a form') && wordsOf(wire).startsWith('Licet')

const labelsIn = ({ wire }: Message): readonly string[] => actionsOf(wire).map(({ title }) => String(title))
