/** What Slack gave for one workspace. With an app token events come over a socket (Socket Mode); else they are posted to us, signed. */
export type SlackAccess = {
  readonly botToken: string
  readonly signingSecret: string
  readonly appToken?: string
  readonly apiUrl?: string
}

/** Reads Slack's part of the environment: `undefined` where Slack is not wanted, or what is wrong with it. */
export function readAccess(env: Readonly<Record<string, string | undefined>>): SlackAccess | { readonly problem: string } | undefined {
  const { SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_APP_TOKEN: appToken, SLACK_API_URL: apiUrl } = env
  if (botToken === undefined) return undefined
  if (signingSecret === undefined && appToken === undefined)
    return {
      problem: "SLACK_SIGNING_SECRET: is missing; copy it from the app's Basic Information page, or set SLACK_APP_TOKEN for Socket Mode",
    }
  return {
    botToken,
    signingSecret: signingSecret ?? '',
    ...(appToken === undefined ? {} : { appToken }),
    ...(apiUrl === undefined ? {} : { apiUrl }),
  }
}
