/** The fields that Licet reads in the responses of Slack's methods. */
type Answers = {
  readonly 'auth.test': {
    readonly team?: string
    readonly team_id?: string
    readonly enterprise_id?: string
    readonly is_enterprise_install?: boolean
    readonly user_id?: string
    readonly bot_id?: string
    readonly response_metadata?: { readonly scopes?: readonly string[] }
  }
  readonly 'auth.teams.list': {
    readonly teams?: ReadonlyArray<{ readonly id: string }>
    readonly response_metadata?: { readonly next_cursor?: string }
  }
  readonly 'chat.postMessage': {
    readonly ts?: string
    readonly channel?: string
    readonly message?: { readonly thread_ts?: string }
  }
  readonly 'conversations.info': { readonly channel?: SlackChannel }
  readonly 'conversations.members': { readonly members?: readonly string[] }
  readonly 'conversations.open': { readonly channel?: { readonly id?: string } }
  readonly 'oauth.v2.access': { readonly access_token: string; readonly refresh_token: string; readonly expires_in: number }
  readonly 'usergroups.users.list': { readonly users?: readonly string[] }
  readonly 'users.info': { readonly user?: SlackUser }
}

/** A person as `users.info` describes them. */
type SlackUser = {
  readonly name?: string
  readonly team_id?: string
  readonly enterprise_user?: { readonly enterprise_id?: string }
  readonly tz?: string
  readonly real_name?: string
  readonly is_bot?: boolean
  readonly deleted?: boolean
  readonly is_restricted?: boolean
  readonly is_ultra_restricted?: boolean
  readonly profile?: { readonly display_name?: string }
}

/** A channel as `conversations.info` describes it. */
export type SlackChannel = {
  readonly name?: string
  readonly is_archived?: boolean
  readonly is_member?: boolean
  readonly is_ext_shared?: boolean
  readonly is_pending_ext_shared?: boolean
  readonly num_members?: number
}

/**
 * The response of a method, as far as Licet reads it. Its types follow Slack's documentation; they are not
 * checked at run time.
 */
export type AnswerTo<Method extends string> = Method extends keyof Answers ? Answers[Method] : Readonly<Record<string, unknown>>
