import type { Env, Problems } from '../platform-kind.ts'

/**
 * Slack's credentials. With `appToken`, events come over a socket (Socket Mode); without it, Slack posts
 * them to Licet, signed with `signingSecret`. `botToken` is for one workspace, `installing` for many.
 */
export type SlackAccess = {
  readonly signingSecret: string
  readonly appToken?: string
  readonly apiUrl?: string
} & ({ readonly botToken: string; readonly installing?: undefined } | { readonly botToken?: undefined; readonly installing: Installing })

/**
 * Installation by OAuth, with which workspaces install Licet themselves. `url` is Licet's public address;
 * `allowed` lists the ids of the workspaces (T…) and organizations (E…) that may install it.
 */
export type Installing = {
  readonly clientId: string
  readonly clientSecret: string
  readonly url: string
  readonly allowed: readonly string[]
}

/** Reads Slack's part of the environment: the credentials, or every problem with them; `undefined` if Slack is not configured. */
export function readAccess(env: Env): SlackAccess | Problems | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl } = env
  const { SLACK_SIGNING_SECRET: signingSecret } = env
  if (botToken === undefined && clientId === undefined) return undefined
  const installing = clientId === undefined ? undefined : readInstalling(clientId, env)
  const problems = [
    ...(botToken !== undefined && clientId !== undefined
      ? ['SLACK_BOT_TOKEN: is there beside SLACK_CLIENT_ID; keep the token for one workspace, or the client id for many']
      : []),
    ...(signingSecret === undefined && appToken === undefined
      ? ["SLACK_SIGNING_SECRET: is missing; copy it from the app's Basic Information page, or set SLACK_APP_TOKEN for Socket Mode"]
      : []),
    ...mixedUp(env),
    ...(installing !== undefined && 'problems' in installing ? installing.problems : []),
  ]
  if (problems.length > 0) return { problems }
  return {
    signingSecret: signingSecret ?? '',
    ...(appToken === undefined ? {} : { appToken }),
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...(installing === undefined || 'problems' in installing ? { botToken: botToken ?? '' } : { installing }),
  }
}

/** The form of each secret, so that a secret pasted in the wrong place is found before Slack is asked. */
const looks: ReadonlyArray<readonly [name: string, fits: RegExp, words: string]> = [
  [
    'SLACK_BOT_TOKEN',
    /^(?!xapp-|xoxp-)/,
    "that is another token; copy the Bot User OAuth Token (xoxb-…) from the app's OAuth & Permissions page",
  ],
  ['SLACK_APP_TOKEN', /^(?!xox)/, "that is another token; copy the app-level token (xapp-…) from the app's Basic Information page"],
  ['SLACK_SIGNING_SECRET', /^(?!xapp-|xox)/, "that is a token; copy the Signing Secret from the app's Basic Information page"],
]

const mixedUp = (env: Env): readonly string[] =>
  looks.flatMap(([name, fits, words]) => (fits.test(env[name] ?? '') ? [] : [`${name}: ${words}`]))

const idPattern = /^[TE][A-Z0-9]{2,}$/

function readInstalling(clientId: string, env: Env): Installing | Problems {
  const { SLACK_CLIENT_SECRET: clientSecret, SLACK_WORKSPACES: workspaces = '', LICET_URL: url = '', LICET_KEYS: keys } = env
  const allowed = workspaces.split(/[\s,]+/).filter((id) => id !== '')
  const odd = allowed.filter((id) => !idPattern.test(id))
  const problems = [
    ...(clientSecret === undefined ? ["SLACK_CLIENT_SECRET: is missing; copy it from the app's Basic Information page"] : []),
    ...(allowed.length === 0
      ? ['SLACK_WORKSPACES: is missing; list the ids of the workspaces (T…) and organizations (E…) that may install Licet']
      : []),
    ...odd.map((id) => `SLACK_WORKSPACES: \`${id}\` is no id of a workspace or organization; write ids such as T0123ABCD or E0123ABCD`),
    ...(isPublic(url) ? [] : ['LICET_URL: is not where Licet is found from outside; write https://HOST without a path']),
    ...(keys === undefined ? ['LICET_KEYS: is missing; tokens are sealed with it; make a key with openssl rand -base64 32'] : []),
  ]
  return problems.length > 0 ? { problems } : { clientId, clientSecret: clientSecret ?? '', url: new URL(url).origin, allowed }
}

/**
 * Whether a text is a web address without a path, on HTTPS; or on plain HTTP of this machine, to try Licet
 * out.
 */
function isPublic(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname } = new URL(text)
  return pathname === '/' && (protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.0\.0\.1)$/.test(hostname)))
}

/** The configuration of the Slack platform. */
export type SlackConfig = SlackAccess & {
  /**
   * The ids of the user groups that the settings name. At a click, Licet looks up which of these groups the
   * person is in; at other events, it uses a look-up that is at most half a minute old.
   */
  readonly groups: readonly string[]
  readonly tell: (line: string) => void
  /** Gives epoch milliseconds. */
  readonly now: () => number
  /** The timeout of a call to Slack, in milliseconds; ten seconds by default. */
  readonly longestCall?: number
  /** If Slack is unreachable at the start: the interval between attempts, in milliseconds; five seconds by default. */
  readonly again?: number
}
