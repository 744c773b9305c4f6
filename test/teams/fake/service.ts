import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Issuer } from './issuer.ts'
import { faultsOf, type Wire } from './rules.ts'

/** A person in the tenant. */
export type User = {
  readonly id: string
  readonly aad: string
  readonly name: string
  readonly isGuest: boolean
  /** The person's time zone, sent with everything they do. */
  readonly zone?: string
}

/** A conversation: one person with the bot, a group chat, or a channel of a team. */
export type Conversation = {
  readonly id: string
  readonly type: 'personal' | 'groupChat' | 'channel'
  readonly members: readonly User[]
  readonly team?: string
  /** People from elsewhere with whom a channel is shared; they are in no team. */
  readonly shared?: readonly User[]
}

/** A message of the bot in its present form. `only` is the one person who sees it. */
export type Message = {
  readonly id: string
  readonly conversation: string
  readonly thread: string | undefined
  readonly wire: Wire
  readonly edits: number
  readonly only: string | undefined
}

/**
 * A failure for a call. With `arrives` the call takes effect, and only its response differs: a gateway timeout (502, 504), a
 * broken connection (0), an untold message id (202).
 */
export type Fault = {
  readonly path: RegExp
  readonly status: number
  readonly code?: string
  readonly retryAfter?: number
  readonly arrives?: boolean
  /** Only for calls that send a card. */
  readonly onlyCards?: boolean
  times: number
}

/** The state of the service. */
export type World = {
  readonly tenant: string
  readonly bot: string
  readonly users: Map<string, User>
  readonly conversations: Map<string, Conversation>
  readonly groups: Map<string, readonly string[]>
  readonly messages: Message[]
  readonly faults: Fault[]
  /** Each call to the connector, with its authorization. */
  readonly calls: Array<{ readonly method: string; readonly path: string; readonly authorization: string | undefined }>
  /** The paths at which keys were requested, including failed requests. */
  readonly asked: string[]
  /** The faults of messages that Teams would have refused. */
  readonly refused: string[]
  /** Whether targeted messages (private ones in shared conversations) are supported. */
  knowsTargets: boolean
  /** Whether every list of members continues forever. */
  endless: boolean
  /** While set, activities are collected here instead of being sent to Licet. */
  held: unknown[] | undefined
  count: number
}

/** A running Bot Connector with Graph and the published keys. */
export type Service = { readonly url: string; readonly stop: () => Promise<void> }

type Given = { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }

/** Starts it on a free port of this machine. */
export async function startService(world: World, keys: () => Issuer['keys']): Promise<Service> {
  const server = createServer((request, response) => {
    void read(request).then((body) => send(response, answer(world, keys, request, body, urlOf(server.address()))))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: urlOf(server.address()),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const urlOf = (address: string | AddressInfo | null): string => `http://127.0.0.1:${(address as AddressInfo).port}`

async function read(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request as AsyncIterable<Buffer>) text += chunk.toString()
  return text === '' ? {} : JSON.parse(text)
}

function send(response: ServerResponse, { status, body, headers = {} }: Given): void {
  if (status === 0) return void response.destroy()
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body ?? {}))
}

const refuse = (status: number, code: string): Given => ({ status, body: { error: { code, message: code } } })

function answer(world: World, keys: () => Issuer['keys'], request: IncomingMessage, body: unknown, url: string): Given {
  const [method, path] = [request.method ?? '', decodeURIComponent(request.url ?? '')]
  const { authorization } = request.headers
  if (method === 'GET' && !path.startsWith('/v')) world.asked.push(path)
  const hasCard = (body as Wire).attachments !== undefined
  const fault = world.faults.find((one) => one.times > 0 && one.path.test(`${method} ${path}`) && (one.onlyCards !== true || hasCard))
  if (fault !== undefined) {
    fault.times--
    if (fault.arrives === true) connect(world, method, path, body)
    const headers = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
    return fault.status === 202 ? unnamed : { ...refuse(fault.status, fault.code ?? 'Fault'), headers }
  }
  if (path === '/openid') return { status: 200, body: { issuer: 'https://api.botframework.com', jwks_uri: `${url}/keys` } }
  if (path === '/keys') return { status: 200, body: { keys: keys() } }
  world.calls.push({ method, path, authorization })
  if (authorization !== 'Bearer token-for-licet') return refuse(401, 'Unauthorized')
  return path.startsWith('/v1.0/') ? graph(world, path, body) : connect(world, method, path, body)
}

/** Graph: whether a group has members, and which of some groups a person is in. */
function graph({ groups }: World, path: string, body: unknown): Given {
  const [, group] = /^\/v1\.0\/groups\/([^/]+)\/transitiveMembers\?/.exec(path) ?? []
  if (group !== undefined) {
    const members = groups.get(group)
    return members === undefined ? refuse(404, 'Request_ResourceNotFound') : { status: 200, body: { value: members.map((id) => ({ id })) } }
  }
  const [, user = ''] = /^\/v1\.0\/users\/([^/]+)\/checkMemberGroups$/.exec(path) ?? []
  const { groupIds = [] } = body as { readonly groupIds?: readonly string[] }
  return { status: 200, body: { value: groupIds.filter((group) => groups.get(group)?.includes(user)) } }
}

const say = /^\/v3\/conversations\/([^/?]+)\/activities(\?isTargetedActivity=true)?$/
const renew = /^\/v3\/conversations\/([^/?]+)\/activities\/([^/?]+)(\?isTargetedActivity=true)?$/
const members = /^\/v3\/conversations\/([^/?]+)\/(?:pagedmembers\?.*|members\/(.+))$/

function connect(world: World, method: string, path: string, body: unknown): Given {
  if (method === 'POST' && path === '/v3/conversations')
    return open(world, body as { readonly members?: ReadonlyArray<{ readonly id: string }> })
  const [, whole = '', query] = (say.exec(path) ?? []) as readonly string[]
  if (method === 'POST' && whole !== '') return post(world, whole, body as Wire, query !== undefined)
  const [, where = '', id = '', targeted] = (renew.exec(path) ?? []) as ReadonlyArray<string | undefined>
  if (method === 'PUT' && id !== '') return edit(world, where, id, body as Wire, targeted !== undefined)
  const [, listed = '', who] = members.exec(path) ?? []
  return method === 'GET' && listed !== '' ? list(world, listed, who) : refuse(404, 'NotFound')
}

const faulty = (world: World, wire: Wire): Given | undefined => {
  const faults = faultsOf(wire)
  if (faults.length === 0) return undefined
  world.refused.push(...faults)
  return refuse(faults.some((fault) => fault.includes('bytes')) ? 413 : 400, 'BadSyntax')
}

/** Accepted without telling the message's id. */
const unnamed: Given = { status: 202, body: {} }

/**
 * Teams splits an activity with text and a card into two messages, and tells the id of neither ("Messages in bot conversations",
 * note on message splitting; OfficeDev/BotBuilder-MicrosoftTeams#125, microsoft/BotFramework-Services#98).
 */
const partsOf = ({ text = '', attachments = [], ...rest }: Wire): readonly Wire[] =>
  text === '' || attachments.length === 0
    ? [{ ...rest, ...(text === '' ? {} : { text }), ...(attachments.length === 0 ? {} : { attachments }) }]
    : [
        { ...rest, text },
        { ...rest, attachments },
      ]

function post(world: World, whole: string, wire: Wire, isTargeted: boolean): Given {
  const [conversation = '', thread] = whole.split(';messageid=')
  const where = world.conversations.get(conversation)
  if (where === undefined) return refuse(404, 'ConversationNotFound')
  if ((wire.type ?? '') === 'typing') return { status: 201, body: { id: 'typing' } }
  if (isTargeted && (!world.knowsTargets || where.type === 'personal')) return refuse(400, 'BadArgument')
  const fault = faulty(world, wire)
  if (fault !== undefined) return fault
  const parts = partsOf(wire).map((part) => ({ id: String(1_700_000_000_000 + ++world.count), wire: part }))
  for (const part of parts)
    world.messages.push({ ...part, conversation, thread, edits: 0, only: isTargeted ? wire.recipient?.id : undefined })
  return parts.length > 1 ? unnamed : { status: 201, body: { id: parts[0]?.id } }
}

/** A targeted message can be edited only as a targeted message ("Targeted messages", Teams' page for agents). */
function edit(world: World, whole: string, id: string, wire: Wire, isTargeted: boolean): Given {
  const [conversation] = whole.split(';messageid=')
  const index = world.messages.findIndex((message) => message.id === id && message.conversation === conversation)
  const before = world.messages[index]
  if (before === undefined || before.only !== (isTargeted ? wire.recipient?.id : undefined))
    return refuse(404, 'ActivityNotFoundInConversation')
  // "Activity resulted into multiple skype activities" (OfficeDev/BotBuilder-MicrosoftTeams#126).
  if (partsOf(wire).length > 1) return refuse(400, 'BadSyntax')
  const fault = faulty(world, wire)
  if (fault !== undefined) return fault
  world.messages[index] = { ...before, wire, edits: before.edits + 1 }
  return { status: 200, body: { id } }
}

function open(world: World, { members: [one] = [] }: { readonly members?: ReadonlyArray<{ readonly id: string }> }): Given {
  const user = [...world.users.values()].find(({ id, aad }) => id === one?.id || aad === one?.id)
  if (user === undefined) return refuse(403, 'BotNotInConversationRoster')
  return { status: 201, body: { id: personalOf(world, user).id } }
}

/** The chat of a person with the bot. */
export function personalOf({ conversations }: World, user: User): Conversation {
  const id = `a:1${user.aad.replaceAll('-', '')}`
  const known = conversations.get(id) ?? { id, type: 'personal', members: [user] }
  conversations.set(id, known)
  return known
}

function list(world: World, id: string, who: string | undefined): Given {
  const where = world.conversations.get(id) ?? [...world.conversations.values()].find(({ team }) => team === id)
  if (where === undefined) return refuse(404, 'ConversationNotFound')
  const found = [...where.members, ...(where.id === id ? (where.shared ?? []) : [])].map((user) => ({
    id: user.id,
    aadObjectId: user.aad,
    name: user.name,
    tenantId: world.tenant,
    userRole: user.isGuest ? 'guest' : 'user',
  }))
  if (who === undefined) return { status: 200, body: { members: found, ...(world.endless ? { continuationToken: 'more' } : {}) } }
  const one = found.find((member) => member.id === who || member.aadObjectId === who)
  return one === undefined ? refuse(404, 'MemberNotFoundInConversation') : { status: 200, body: one }
}
