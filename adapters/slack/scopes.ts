/** A feature in Slack, the OAuth scopes that it needs, and what does not work without these. */
export type Feature = {
  readonly name: string
  readonly scopes: readonly string[]
  /** Whether an admin is free to refuse these scopes. */
  readonly isOptional: boolean
  readonly without: string
}

const needed = (name: string, scopes: readonly string[], without: string): Feature => ({ name, scopes, isOptional: false, without })
const optional = (name: string, scopes: readonly string[], without: string): Feature => ({ name, scopes, isOptional: true, without })

/** All scopes of the manifest, by feature. */
export const features: readonly Feature[] = [
  needed('answers and notices', ['chat:write'], 'nothing can be said'),
  needed('mentions', ['app_mentions:read'], 'a mention is not heard'),
  needed('direct messages', ['im:history', 'im:write'], 'a direct message is not heard, or not answered'),
  needed('the agent view', ['assistant:write'], 'no prompts are offered, and no work under way is shown'),
  needed('/licet and Check with Licet', ['commands'], 'neither is there'),
  needed('names of people', ['users:read'], 'cases show ids, and bots pass for people'),
  optional('counsel as a user group', ['usergroups:read'], 'nobody is counsel by a group; list them one by one'),
  optional('plain replies', ['channels:history', 'groups:history'], 'a reply to counsel or in a packet’s thread needs a button'),
  optional('shared channels', ['channels:read', 'groups:read'], 'an answer may be read by another company, and desks cannot be looked at'),
]
