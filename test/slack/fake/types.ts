/** Any JSON object as Slack sends or takes it. */
export type Json = Readonly<Record<string, unknown>>

/** A block of a message or a view. */
export type Block = Json & { readonly type: string; readonly block_id?: string }

/** A person or a bot of a workspace, with Slack's own field names. */
export type User = {
  readonly id: string
  readonly team_id: string
  readonly name: string
  readonly real_name: string
  readonly tz: string
  readonly email: string
  /** The organization of the person's workspace, if it has one. */
  readonly enterprise?: string
  readonly is_bot: boolean
  readonly is_restricted: boolean
  readonly is_ultra_restricted: boolean
  readonly deleted: boolean
}

/** A conversation of any kind, with Slack's own field names. */
export type Channel = {
  readonly id: string
  readonly team_id: string
  readonly name: string
  readonly is_im: boolean
  readonly is_mpim: boolean
  readonly is_private: boolean
  readonly is_ext_shared: boolean
  readonly is_archived: boolean
  readonly is_read_only?: boolean
  readonly members: readonly string[]
}

/** A user group and its members. */
export type Group = { readonly id: string; readonly team_id: string; readonly handle: string; readonly users: readonly string[] }

/** What people entered so far, by block id and action id. */
export type Entered = Readonly<Record<string, Readonly<Record<string, Json>>>>

/** A message as it stands now, with its earlier texts in `edits`. */
export type Message = {
  readonly channel: string
  readonly ts: string
  readonly thread_ts?: string
  readonly user: string
  readonly bot_id?: string
  readonly text: string
  readonly blocks: readonly Block[]
  readonly attachments: readonly Json[]
  readonly files?: readonly Json[]
  readonly metadata?: Json
  readonly unfurls?: Json
  readonly edited?: { readonly user: string; readonly ts: string }
  readonly edits: readonly { readonly text: string; readonly blocks: readonly Block[] }[]
  readonly ephemeral_user?: string
  readonly deleted: boolean
  readonly entered: Entered
}

/** A modal or a Home tab, with Slack's own field names. */
export type View = Json & {
  readonly id: string
  readonly team_id: string
  readonly type: 'modal' | 'home'
  readonly blocks: readonly Block[]
  readonly callback_id: string
  readonly private_metadata: string
  readonly external_id: string
  readonly hash: string
  readonly root_view_id: string
  readonly previous_view_id: string | null
  readonly clear_on_close: boolean
  readonly notify_on_close: boolean
}

/** A view, who sees it, and what they did with it. */
export type OpenView = {
  readonly view: View
  readonly user: string
  readonly open: boolean
  readonly entered: Entered
  readonly errors: Readonly<Record<string, string>>
}

/** One call of a Web API method as the fake received and answered it. */
export type Call = {
  readonly method: string
  readonly args: Json
  readonly at: number
  readonly token: string
  readonly status: number
  readonly answer: Json
}

/** One post to a response_url. */
export type Response = { readonly url: string; readonly body: Json; readonly at: number; readonly status: number; readonly answer: Json }

/** A token and what it may do. */
export type Token = {
  readonly token: string
  readonly kind: 'bot' | 'app'
  readonly team_id: string
  readonly bot_user: string
  readonly scopes: readonly string[]
  readonly status: 'active' | 'revoked' | 'inactive'
  /** The organization of the workspace, or the organization that the token is for; then `teams` are its workspaces. */
  readonly enterprise?: string
  readonly teams?: readonly string[]
  /** If tokens rotate: when this one expires, and the refresh token for the next, which works once. */
  readonly until?: number
  readonly refresh?: string
}

/** What the assistant.threads methods set for one thread (or for the Messages tab as a whole). */
export type Assistant = {
  readonly status?: string
  readonly loading_messages?: readonly string[]
  readonly title?: string
  readonly prompts?: readonly Json[]
  readonly prompts_title?: string
}

/** One request to the app and its answer. */
export type Attempt = { readonly status: number; readonly body: unknown; readonly ms: number; readonly problem?: string }

/** What came of a delivery: the last attempt, with all attempts beside it; status 0 means no answer in time. */
export type Delivery = Attempt & { readonly attempts: readonly Attempt[] }

/** How a delivery is sent. */
export type DeliverOptions = {
  /** Send it this many times in a row, the later ones marked as retries. */
  readonly times?: number
  /** With `times`: send all at once. */
  readonly parallel?: boolean
  /** Wait this long between making and sending it, in milliseconds. */
  readonly delayMs?: number
  /** Resend after each of these pauses until the app answers 2xx, as the Events API does. */
  readonly retryAfterMs?: readonly number[]
  /** The x-slack-retry-reason of resent requests; `http_timeout` unless told. */
  readonly retryReason?: string
  /** Sign with a wrong secret. */
  readonly badSignature?: boolean
  /** Stamp the request six minutes ago, with a signature that fits. */
  readonly staleTimestamp?: boolean
  /** Give up waiting for the app after this long, in milliseconds; 3000 by default. */
  readonly timeoutMs?: number
  /** Choose the way; Socket Mode unless `connect(url)` was called. */
  readonly via?: 'http' | 'socket'
}
