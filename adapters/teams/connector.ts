import { TokenError } from './token-error.ts'

/** How a call failed: the HTTP status (0 where nothing answered) and the service's own code. `retryAfter` is in seconds. */
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

/** Nobody knows whether something was said: the request went, and what came back does not tell. */
export class UnknownSay extends CallError {}

/** There is no token to ask with. `why` says the reason and how that is mended, in words of ours, where it is known. */
export class NoToken extends CallError {
  readonly why: string | undefined
  constructor(error: unknown) {
    super(0, 'no_token')
    this.why = error instanceof TokenError ? `${error.message}; ${error.mend}` : undefined
  }
}

/** The service, or a gateway before it, gave up: what was asked may have been done all the same. 429, 412 and 503 refuse before that. */
const tellsNothing: ReadonlySet<number> = new Set([408, 500, 502, 504])

/** Nobody was there to take the request: it never went. */
const neverWent = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|.*CERT.*|ERR_TLS.*)$/

/** The statuses by which Teams says that somebody has not let Licet write to them. */
export const refusesChat: ReadonlySet<number> = new Set([403, 404])

/** Somebody in a conversation. */
export type Member = { readonly id: string; readonly name?: string; readonly userRole?: string; readonly tenantId?: string }

/** A message as the service takes it. */
export type Message = Readonly<Record<string, unknown>>

/** What Licet asks of the Bot Connector and of Graph. Nothing is tried twice here: the outbox knows when to. Throws a {@link CallError}. */
export type Connector = {
  /**
   * Says something; `isTargeted`: to the one recipient in it alone. Returns the message's id, or an empty one where the service
   * accepted it and does not tell. Throws an {@link UnknownSay} where nobody knows whether it was said.
   */
  readonly say: (serviceUrl: string, conversation: string, message: Message, isTargeted?: boolean) => Promise<string>
  /** Makes a message new; `isTargeted`: one that the one recipient in it sees alone. */
  readonly renew: (serviceUrl: string, conversation: string, id: string, message: Message, isTargeted?: boolean) => Promise<void>
  /** The conversation with one person alone. */
  readonly open: (serviceUrl: string, with_: { readonly bot: string; readonly tenant: string; readonly user: string }) => Promise<string>
  readonly member: (serviceUrl: string, conversation: string, user: string) => Promise<Member>
  readonly members: (
    serviceUrl: string,
    conversation: string,
    next?: string,
  ) => Promise<{ readonly members: readonly Member[]; readonly next?: string }>
  /** Whether anybody is in a group of Entra, or in a group within it. */
  readonly isPeopled: (group: string) => Promise<boolean>
  /** Which of at most twenty groups of Entra a person is in at this moment. */
  readonly groupsOf: (user: string, groups: readonly string[]) => Promise<readonly string[]>
}

/** Gives a token for a service, or `undefined` where none is needed. */
export type TokenFor = (service: 'connector' | 'graph') => Promise<string | undefined>

const patience = 10_000

/** Added to the address of a call: Teams then shows the message to one person alone. */
const forOne = '?isTargetedActivity=true'

/** The connector over HTTP. `graph` is the address of Graph. */
export function createConnector(tokenFor: TokenFor, graph: string): Connector {
  const call = async (service: 'connector' | 'graph', method: string, url: string, body?: unknown): Promise<unknown> => {
    const token = await tokenFor(service).catch((error: unknown) => {
      throw new NoToken(error)
    })
    const response = await fetch(url, {
      method,
      signal: AbortSignal.timeout(patience),
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
  return {
    say: async (serviceUrl, conversation, message, isTargeted = false) =>
      idIn(
        await call('connector', 'POST', `${at(serviceUrl, conversation, 'activities')}${isTargeted ? forOne : ''}`, message).catch(
          (error: unknown) => {
            throw error instanceof CallError && (error.code === broken || tellsNothing.has(error.status))
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
    member: async (serviceUrl, conversation, user) =>
      (await call('connector', 'GET', at(serviceUrl, conversation, 'members', user))) as Member,
    members: async (serviceUrl, conversation, next) => {
      const more = next === undefined ? '' : `&continuationToken=${encodeURIComponent(next)}`
      const found = (await call('connector', 'GET', `${at(serviceUrl, conversation, 'pagedmembers')}?pageSize=500${more}`)) as {
        readonly members?: readonly Member[]
        readonly continuationToken?: string | null
      }
      return { members: found.members ?? [], ...(found.continuationToken == null ? {} : { next: found.continuationToken }) }
    },
    isPeopled: async (group) => {
      const found = await call('graph', 'GET', `${graph}/v1.0/groups/${encodeURIComponent(group)}/transitiveMembers?$top=1&$select=id`)
      return ((found as { readonly value?: readonly unknown[] }).value ?? []).length > 0
    },
    groupsOf: async (user, groups) => {
      const found = await call('graph', 'POST', `${graph}/v1.0/users/${encodeURIComponent(user)}/checkMemberGroups`, { groupIds: groups })
      return (found as { readonly value?: readonly string[] }).value ?? []
    },
  }
}

const broken = 'no_answer'

/** Why nothing answered: the request never went, or went and was not answered. */
function codeOf(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly code?: unknown } }
  return neverWent.test(String(cause?.code)) ? 'network' : broken
}

const idIn = (answer: unknown): string => String((answer as { readonly id?: string | number }).id ?? '')

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => '')
  const body = readJson(text)
  if (response.ok) return body
  const { error } = body as { readonly error?: { readonly code?: unknown } }
  const after = Number(response.headers.get('retry-after'))
  throw new CallError(
    response.status,
    typeof error?.code === 'string' ? error.code.slice(0, 80) : 'unknown',
    response.headers.has('retry-after') && Number.isFinite(after) ? after : undefined,
  )
}

function readJson(text: string): unknown {
  try {
    return (JSON.parse(text) as unknown) ?? {}
  } catch {
    return {}
  }
}
