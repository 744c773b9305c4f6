import { listArg, neededArg, refuseArguments, textArg } from './args.ts'
import { fail } from './failure.ts'
import type { Method, MethodCall } from './method.ts'
import { isObject } from './schema.ts'
import { getMessage, newHex } from './store.ts'
import type { Store } from './store.ts'
import type { Assistant, Json, Token } from './types.ts'
import { seenChannel } from './workspace.ts'

const authTest: Method = ({ store, token }) => ({
  url: `https://${store.config.teamDomain}.slack.com/`,
  team: store.config.teamName,
  user: store.users.get(token.bot_user)?.name ?? 'app',
  team_id: token.team_id,
  user_id: token.bot_user,
  bot_id: store.config.botId,
  ...(token.enterprise === undefined ? {} : { enterprise_id: token.enterprise }),
  is_enterprise_install: token.teams !== undefined,
})

const authRevoke: Method = ({ store, args, token }) => {
  if (textArg(args, 'test') === 'true') return { revoked: false }
  store.tokens.set(token.token, { ...token, status: 'revoked' })
  return { revoked: true }
}

const connectionsOpen: Method = ({ socketUrl }) => ({ url: socketUrl() })

const checkClient = ({ store, args, basic }: MethodCall) => {
  const [id, secret] = basic ? basic.split(':') : [textArg(args, 'client_id'), textArg(args, 'client_secret')]
  if (id !== store.config.clientId) fail('invalid_client_id')
  if (secret !== store.config.clientSecret) fail('bad_client_secret')
}

const oauthAccess: Method = (call) => {
  const { store, args } = call
  checkClient(call)
  if (textArg(args, 'grant_type') === 'refresh_token') return rotate(store, textArg(args, 'refresh_token'))
  const code = textArg(args, 'code') ?? fail('invalid_code')
  const install = store.installs.get(code) ?? fail('invalid_code')
  if (install.used) fail('code_already_used')
  store.installs.set(code, { ...install, used: true })
  store.tokens.set(install.token.token, install.token)
  return {
    access_token: install.token.token,
    token_type: 'bot',
    scope: install.token.scopes.join(','),
    bot_user_id: install.token.bot_user,
    app_id: store.config.appId,
    team: install.token.teams === undefined ? install.team : null,
    enterprise: install.token.enterprise === undefined ? null : { id: install.token.enterprise, name: `Org ${install.token.enterprise}` },
    is_enterprise_install: install.token.teams !== undefined,
    ...rotating(install.token, store.clock.now()),
    authed_user: { id: 'UINSTALLER' },
  }
}

const lasts = 12 * 3_600_000

const rotating = ({ refresh, until }: Token, now: number): Json =>
  refresh === undefined || until === undefined ? {} : { refresh_token: refresh, expires_in: Math.floor((until - now) / 1000) }

/** Exchanges a refresh token for the next token, once. The old token stays valid until it expires. */
const rotate = (store: Store, refresh: string | undefined): Json => {
  const old = [...store.tokens.values()].find((token) => token.refresh !== undefined && token.refresh === refresh)
  if (old === undefined) return fail('invalid_refresh_token')
  const { refresh: _used, ...rest } = old
  store.tokens.set(old.token, rest)
  const next = { ...old, token: `xoxe.xoxb-${newHex()}`, refresh: `xoxe-${newHex()}`, until: store.clock.now() + lasts }
  store.tokens.set(next.token, next)
  return { access_token: next.token, token_type: 'bot', scope: next.scopes.join(','), ...rotating(next, store.clock.now()) }
}

const teamsList: Method = ({ token }) => ({ teams: (token.teams ?? fail('not_allowed_token_type')).map((id) => ({ id, name: id })) })

const remember = (store: Store, channel: string, thread: string | undefined, news: Assistant) => {
  const key = `${channel}/${thread ?? ''}`
  store.assistants.set(key, { ...store.assistants.get(key), ...news })
  store.changed()
  return {}
}

const threadOf = ({ store, args, token }: MethodCall) => {
  const channel = seenChannel(store, token, neededArg(args, 'channel_id')).id
  const thread = neededArg(args, 'thread_ts')
  return getMessage(store, channel, thread) ? { channel, thread } : fail('invalid_thread_ts')
}

const setStatus: Method = (call) => {
  const { channel, thread } = threadOf(call)
  const loading = (listArg(call.args, 'loading_messages') ?? []).map(String)
  if (loading.length > 10) refuseArguments(['no more than 10 items allowed [json-pointer:/loading_messages]'])
  return remember(call.store, channel, thread, { status: textArg(call.args, 'status') ?? '', loading_messages: loading })
}

const setTitle: Method = (call) => {
  const { channel, thread } = threadOf(call)
  return remember(call.store, channel, thread, { title: neededArg(call.args, 'title') })
}

const isPrompt = (each: unknown): each is Json => isObject(each) && Boolean(textArg(each, 'title')) && Boolean(textArg(each, 'message'))

const setSuggestedPrompts: Method = ({ store, args, token }) => {
  const channel = seenChannel(store, token, neededArg(args, 'channel_id'))
  const prompts = listArg(args, 'prompts') ?? []
  if (prompts.length > 4) refuseArguments(['no more than 4 items allowed [json-pointer:/prompts]'])
  if (!prompts.every(isPrompt)) refuseArguments(['each prompt needs title and message [json-pointer:/prompts]'])
  const title = textArg(args, 'title')
  const news = { prompts: prompts as readonly Json[], ...(title === undefined ? {} : { prompts_title: title }) }
  return remember(store, channel.id, textArg(args, 'thread_ts'), news)
}

/** The methods around the app itself: tokens, connections, installation, assistant threads. */
export const appMethods: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'auth.revoke': authRevoke,
  'auth.teams.list': teamsList,
  'apps.connections.open': connectionsOpen,
  'oauth.v2.access': oauthAccess,
  'assistant.threads.setStatus': setStatus,
  'assistant.threads.setTitle': setTitle,
  'assistant.threads.setSuggestedPrompts': setSuggestedPrompts,
}
