import { textArg } from './args.ts'
import { fail } from './failure.ts'
import type { Store } from './store.ts'
import { channelType } from './workspace.ts'
import type { Json, Token } from './types.ts'

/** The default scopes of the fake app: all that its methods may need. */
export const allScopes: readonly string[] = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'links:read',
  'links:write',
  'mpim:read',
  'mpim:write',
  'usergroups:read',
  'users:read',
  'users:read.email',
]

const readScope = { channel: 'channels:read', group: 'groups:read', im: 'im:read', mpim: 'mpim:read' } as const

const reading = (store: Store, args: Json): readonly string[] => {
  const channel = store.channels.get(textArg(args, 'channel') ?? '')
  return [readScope[channel ? channelType(channel) : 'channel']]
}

const opening = (_store: Store, args: Json): readonly string[] => [textArg(args, 'users')?.includes(',') ? 'mpim:write' : 'im:write']

type Scopes = readonly string[] | ((store: Store, args: Json) => readonly string[])

const accepted: Readonly<Record<string, Scopes>> = {
  'chat.postMessage': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.update': ['chat:write'],
  'chat.delete': ['chat:write'],
  'chat.unfurl': ['links:write'],
  'conversations.info': reading,
  'conversations.members': reading,
  'conversations.open': opening,
  'users.info': ['users:read'],
  'users.list': ['users:read'],
  'users.lookupByEmail': ['users:read.email'],
  'usergroups.users.list': ['usergroups:read'],
  'assistant.threads.setStatus': ['chat:write', 'assistant:write'],
  'assistant.threads.setTitle': ['assistant:write'],
  'assistant.threads.setSuggestedPrompts': ['assistant:write'],
  'apps.connections.open': ['connections:write'],
}

/** The scopes of which a call needs one; none needed if empty. */
export const acceptedScopes = (store: Store, method: string, args: Json): readonly string[] => {
  const scopes = accepted[method] ?? []
  return typeof scopes === 'function' ? scopes(store, args) : scopes
}

/** The token a call may use, or the error Slack gives for a missing, unknown or dead one. */
export const activeToken = (store: Store, given: string | undefined): Token => {
  const token = store.tokens.get(given ?? fail('not_authed')) ?? fail('invalid_auth')
  if (token.status === 'revoked') fail('token_revoked')
  if (token.until !== undefined && token.until <= store.clock.now()) fail('token_expired')
  return token.status === 'inactive' ? fail('account_inactive') : token
}

/** Refuses a call with the wrong kind of token or without the scope it needs. */
export const authorize = (store: Store, token: Token, method: string, args: Json): void => {
  if ((token.kind === 'app') !== (method === 'apps.connections.open')) fail('not_allowed_token_type')
  const accepts = acceptedScopes(store, method, args)
  const granted = accepts.length === 0 || accepts.some((scope) => token.scopes.includes(scope))
  if (!granted) fail('missing_scope', { needed: accepts[0], provided: token.scopes.join(',') })
}
