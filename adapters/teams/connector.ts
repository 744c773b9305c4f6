import { TokenError } from './token-error.ts'
import { fieldOf } from '../../src/index.ts'

/**
 * A failed call. `status` is the HTTP status, or 0 if there was no response; `code` is the service's error
 * code; `retryAfter` is in seconds.
 */
export class CallError extends Error {
  readonly status: number
  readonly code: string
  readonly retryAfter: number | undefined
  constructor(status: number, code: string, retryAfter?: number) {
    super(`Teams refuses: ${status} ${code}`)
    this.status = status
    this.code = code
    this.retryAfter = retryAfter
  }
}

/** A message was sent but no clear response came, so it is unknown whether it arrived. */
export class UnknownSay extends CallError {}

/** There is no access token. `why` gives the reason and the remedy, if known. */
export class NoToken extends CallError {
  readonly why: string | undefined
  constructor(error: unknown) {
    super(0, 'no_token')
    this.why = error instanceof TokenError ? `${error.message}; ${error.mend}` : undefined
  }
}

/**
 * Statuses after which it is unknown whether the call had its effect. (With 429, 412 and 503 the call was
 * refused before that.)
 */
const maybeDone: ReadonlySet<number> = new Set([408, 500, 502, 504])

/** Error codes for a connection that was never made, so the request was not sent. */
const neverWent = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*|ERR_TLS.*)$/

/** The statuses with which Teams says that Licet is not allowed to write to a person, or in a place. */
export const refusesChat: ReadonlySet<number> = new Set([403, 404])

/** A member of a conversation. */
export type Member = { readonly id: string; readonly name?: string; readonly userRole?: string; readonly tenantId?: string }

/** A message in the Bot Connector's format. */
export type Message = Readonly<Record<string, unknown>>

/**
 * The calls to the Bot Connector and to Graph. They are never retried here, because the outbox does that.
 * Each throws a {@link CallError} if it fails.
 */
export type Connector = {
  /**
   * Sends a message; with `isTargeted` only its `recipient` sees it. Returns the message's id, or '' if the
   * service returns none. Throws an {@link UnknownSay} if it is unknown whether it arrived.
   */
  readonly say: (serviceUrl: string, conversation: string, message: Message, isTargeted?: boolean) => Promise<string>
  /** Replaces a message. `isTargeted` must be the same as when the message was sent. */
  readonly renew: (serviceUrl: string, conversation: string, id: string, message: Message, isTargeted?: boolean) => Promise<void>
  /** Opens the chat with one person and returns its id. */
  readonly open: (serviceUrl: string, with_: { readonly bot: string; readonly tenant: string; readonly user: string }) => Promise<string>
  readonly member: (serviceUrl: string, conversation: string, user: string) => Promise<Member>
  readonly members: (
    serviceUrl: string,
    conversation: string,
    next?: string,
  ) => Promise<{ readonly members: readonly Member[]; readonly next?: string }>
  /** Whether a group of Entra has any member, directly or in nested groups. */
  readonly isPeopled: (group: string) => Promise<boolean>
  /** Those of `groups` (groups of Entra, at most twenty) that a person is in now. */
  readonly groupsOf: (user: string, groups: readonly string[]) => Promise<readonly string[]>
}

/** Gets an access token for a service; `undefined` if none is needed. */
export type TokenFor = (service: 'connector' | 'graph') => Promise<string | undefined>

/** The timeout of a call to the Bot Connector or Graph, in milliseconds. */
const callTimeout = 10_000

/** The query parameter that makes Teams show a message to one person only. */
const forOne = '?isTargetedActivity=true'

/** Returns a function that makes one call over HTTP. It throws a {@link CallError} if the call fails. */
const createCall =
  (tokenFor: TokenFor) =>
  async (service: 'connector' | 'graph', method: string, url: string, body?: unknown): Promise<Told> => {
    const token = await tokenFor(service).catch((error: unknown) => {
      throw new NoToken(error)
    })
    const response = await fetch(url, {
      method,
      signal: AbortSignal.timeout(callTimeout),
      redirect: 'error',
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new CallError(0, codeOf(error))
    })
    return await readAnswer(response)
  }

const at = (serviceUrl: string, ...path: readonly string[]): string =>
  [serviceUrl.replace(/\/+$/, ''), 'v3', 'conversations', ...path.map((one) => encodeURIComponent(one))].join('/')

/** Makes calls over HTTP. `graph` is the address of Graph. */
export function createConnector(tokenFor: TokenFor, graph: string): Connector {
  const call = createCall(tokenFor)
  return {
    say: async (serviceUrl, conversation, message, isTargeted = false) =>
      idIn(
        await call('connector', 'POST', `${at(serviceUrl, conversation, 'activities')}${isTargeted ? forOne : ''}`, message).catch(
          (error: unknown) => {
            throw error instanceof CallError && (error.code === noAnswer || maybeDone.has(error.status))
              ? new UnknownSay(error.status, error.code)
              : error
          },
        ),
      ),
    renew: async (serviceUrl, conversation, id, message, isTargeted = false) =>
      void (await call('connector', 'PUT', `${at(serviceUrl, conversation, 'activities', id)}${isTargeted ? forOne : ''}`, {
        ...message,
        id,
      })),
    open: async (serviceUrl, { bot, tenant, user }) =>
      idIn(
        await call('connector', 'POST', at(serviceUrl), {
          isGroup: false,
          bot: { id: bot },
          members: [{ id: user }],
          tenantId: tenant,
          channelData: { tenant: { id: tenant } },
        }),
      ),
    member: async (serviceUrl, conversation, user) => {
      const { id = '', ...about } = await call('connector', 'GET', at(serviceUrl, conversation, 'members', user))
      return { ...about, id: String(id) }
    },
    members: async (serviceUrl, conversation, next) => {
      const more = next === undefined ? '' : `&continuationToken=${encodeURIComponent(next)}`
      const found = await call('connector', 'GET', `${at(serviceUrl, conversation, 'pagedmembers')}?pageSize=500${more}`)
      return { members: found.members ?? [], ...(found.continuationToken == null ? {} : { next: found.continuationToken }) }
    },
    isPeopled: async (group) => {
      const found = await call('graph', 'GET', `${graph}/v1.0/groups/${encodeURIComponent(group)}/transitiveMembers?$top=1&$select=id`)
      return (found.value ?? []).length > 0
    },
    groupsOf: async (user, groups) => {
      const found = await call('graph', 'POST', `${graph}/v1.0/users/${encodeURIComponent(user)}/checkMemberGroups`, { groupIds: groups })
      return found.value ?? []
    },
  }
}

/** The fields that Licet reads in the response to any call. They are trusted, and not checked. */
type Told = Omit<Partial<Member>, 'id'> & {
  readonly id?: string | number
  readonly members?: readonly Member[]
  readonly continuationToken?: string | null
  readonly value?: readonly string[]
  readonly error?: { readonly code?: unknown }
}

const noAnswer = 'no_answer'

/** The code for a request that got no response: `network` if it was never sent, otherwise `no_answer`. */
function codeOf(error: unknown): string {
  return neverWent.test(String(fieldOf(fieldOf(error, 'cause'), 'code'))) ? 'network' : noAnswer
}

const idIn = ({ id }: Told): string => String(id ?? '')

async function readAnswer(response: Response): Promise<Told> {
  const text = await response.text().catch(() => '')
  const body = readJson(text)
  if (response.ok) return body
  const { error } = body
  const after = Number(response.headers.get('retry-after'))
  throw new CallError(
    response.status,
    typeof error?.code === 'string' ? error.code.slice(0, 80) : 'unknown',
    response.headers.has('retry-after') && Number.isFinite(after) ? after : undefined,
  )
}

function readJson(text: string): Told {
  try {
    return JSON.parse(text) ?? {}
  } catch {
    return {}
  }
}
