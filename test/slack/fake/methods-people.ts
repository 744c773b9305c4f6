import { neededArg, page, textArg } from './args.ts'
import { fail } from './failure.ts'
import type { Method, MethodCall } from './method.ts'
import type { User } from './types.ts'
import { knownUser, openDirect, seenChannel, wireChannel, wireUser } from './workspace.ts'

const seesEmail = ({ token }: MethodCall) => token.scopes.includes('users:read.email')

const usersInfo: Method = (call) => ({ user: wireUser(knownUser(call.store, call.token, neededArg(call.args, 'user')), seesEmail(call)) })

const usersList: Method = (call) => {
  const all = [...call.store.users.values()].filter((each) => each.team_id === call.token.team_id)
  const { items, next } = page(all, call.args)
  return { members: items.map((each) => wireUser(each, seesEmail(call))), response_metadata: { next_cursor: next } }
}

const lookupByEmail: Method = (call) => {
  const email = neededArg(call.args, 'email').toLowerCase()
  const near = (each: User) => each.team_id === call.token.team_id && !each.deleted
  const user = [...call.store.users.values()].find((each) => each.email.toLowerCase() === email && near(each))
  return { user: wireUser(user ?? fail('users_not_found'), true) }
}

const groupUsers: Method = ({ store, args, token }) => {
  const group = store.groups.get(neededArg(args, 'usergroup'))
  return group?.team_id === token.team_id ? { users: group.users } : fail('no_such_subteam')
}

const conversationsInfo: Method = ({ store, args, token }) => {
  const channel = seenChannel(store, token, neededArg(args, 'channel'))
  const count = textArg(args, 'include_num_members') === 'true' ? { num_members: channel.members.length } : {}
  return { channel: { ...wireChannel(channel, token), ...count } }
}

const conversationsMembers: Method = ({ store, args, token }) => {
  const { items, next } = page(seenChannel(store, token, neededArg(args, 'channel')).members, args)
  return { members: items, response_metadata: { next_cursor: next } }
}

const reachable = ({ store, token }: MethodCall, id: string): string => {
  const user = knownUser(store, token, id)
  if (user.deleted) fail('user_disabled')
  return user.is_bot ? fail('cannot_dm_bot') : user.id
}

const conversationsOpen: Method = (call) => {
  const { store, args, token } = call
  const known = textArg(args, 'channel')
  const users = known ? [] : (textArg(args, 'users') ?? fail('users_list_not_supplied')).split(',')
  const channel = known
    ? seenChannel(store, token, known)
    : openDirect(
        store,
        token,
        users.map((id) => reachable(call, id)),
      )
  return { channel: textArg(args, 'return_im') === 'true' ? wireChannel(channel, token) : { id: channel.id } }
}

/** The methods that tell who and what there is. */
export const peopleMethods: Readonly<Record<string, Method>> = {
  'users.info': usersInfo,
  'users.list': usersList,
  'users.lookupByEmail': lookupByEmail,
  'usergroups.users.list': groupUsers,
  'conversations.info': conversationsInfo,
  'conversations.members': conversationsMembers,
  'conversations.open': conversationsOpen,
}
