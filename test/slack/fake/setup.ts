import { newHex, reaches } from './store.ts'
import type { Store } from './store.ts'
import type { Channel, Group, Token, User } from './types.ts'

/** How a test fills the workspace. */
export type Setup = {
  /** Adds or changes a person. */
  readonly user: (id: string, about?: Partial<Omit<User, 'id'>>) => User
  /** Adds or changes a conversation; the app is a member unless `withApp` is false. */
  readonly channel: (id: string, about?: Partial<Omit<Channel, 'id'>> & { readonly withApp?: boolean }) => Channel
  /** Adds or changes a user group. */
  readonly group: (id: string, users: readonly string[], about?: Partial<Omit<Group, 'id' | 'users'>>) => Group
  /** Changes the scopes or the status of a token, the app's bot token unless told. */
  readonly token: (change: Partial<Pick<Token, 'scopes' | 'status'>>, token?: string) => Token
  /** Prepares an installation in a workspace: gives the OAuth code and the token it will be exchanged for. */
  readonly install: (
    team: { readonly id: string; readonly name?: string },
    scopes?: readonly string[],
    about?: Pick<Token, 'enterprise' | 'teams' | 'until' | 'refresh'>,
  ) => { readonly code: string; readonly token: string; readonly botUser: string }
}

const newUser = (store: Store, id: string): User => ({
  id,
  team_id: store.config.teamId,
  name: id.toLowerCase(),
  real_name: id,
  tz: 'Europe/London',
  email: `${id.toLowerCase()}@example.com`,
  is_bot: false,
  is_restricted: false,
  is_ultra_restricted: false,
  deleted: false,
})

const newChannel = (store: Store, id: string): Channel => ({
  id,
  team_id: store.config.teamId,
  name: id.toLowerCase(),
  is_im: id.startsWith('D'),
  is_mpim: false,
  is_private: id.startsWith('G') || id.startsWith('D'),
  is_ext_shared: false,
  is_archived: false,
  members: [],
})

const botOf = (store: Store, teamId: string): string =>
  [...store.tokens.values()].findLast((token) => token.kind === 'bot' && reaches(token, teamId))?.bot_user ?? store.config.botUserId

const membersOf = (store: Store, channel: Channel, withApp: boolean): readonly string[] => {
  const bot = botOf(store, channel.team_id)
  const people = channel.members.filter((each) => each !== bot)
  return withApp ? [bot, ...people] : people
}

const createInstall =
  (store: Store, addUser: Setup['user']): Setup['install'] =>
  ({ id, name = id }, scopes = store.config.scopes, about = {}) => {
    const [code, token, botUser] = [newHex(), `xoxb-${newHex()}`, `UBOT${id}`]
    addUser(botUser, { team_id: id, is_bot: true, name: 'app' })
    const grant: Token = { token, kind: 'bot', team_id: id, bot_user: botUser, scopes, status: 'active', ...about }
    store.installs.set(code, { team: { id, name }, token: grant, used: false })
    return { code, token, botUser }
  }

/** Makes the functions that fill the workspace. */
export const createSetup = (store: Store): Setup => {
  const user: Setup['user'] = (id, about = {}) => {
    const added = { ...(store.users.get(id) ?? newUser(store, id)), ...about }
    store.users.set(id, added)
    return added
  }
  const channel: Setup['channel'] = (id, { withApp = true, ...about } = {}) => {
    const bare = { ...(store.channels.get(id) ?? newChannel(store, id)), ...about }
    const added = { ...bare, members: membersOf(store, bare, withApp) }
    store.channels.set(id, added)
    return added
  }
  const group: Setup['group'] = (id, users, about = {}) => {
    const added = { id, team_id: store.config.teamId, handle: id.toLowerCase(), ...about, users }
    store.groups.set(id, added)
    return added
  }
  const token: Setup['token'] = (change, which = store.config.botToken) => {
    const changed = { ...store.tokens.get(which), ...change } as Token
    store.tokens.set(which, changed)
    return changed
  }
  user(store.config.botUserId, { is_bot: true, name: 'app', real_name: 'App' })
  return { user, channel, group, token, install: createInstall(store, user) }
}
