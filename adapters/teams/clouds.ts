/** Where a cloud of Microsoft's says who is who, and where Teams is in it. */
export type Cloud = {
  /** Names the keys that inbound tokens are signed with. */
  readonly metadata: string
  readonly issuer: string
  readonly login: string
  /** What our own tokens are for. */
  readonly connector: string
  readonly graph: string
  /** What the token of another identity has to be for, that vouches for the app. */
  readonly exchange: string
  /** Where Teams itself is reached; each event says it anew. */
  readonly service: string
  /** Where people open Teams itself in a browser: links to a conversation begin so. */
  readonly client: string
  /** The newest manifest that its Teams takes. */
  readonly manifest: '1.10' | '1.30'
}

const world: Cloud = {
  metadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.com',
  login: 'https://login.microsoftonline.com',
  connector: 'https://api.botframework.com',
  graph: 'https://graph.microsoft.com',
  exchange: 'api://AzureADTokenExchange',
  service: 'https://smba.trafficmanager.net',
  client: 'https://teams.microsoft.com',
  manifest: '1.30',
}

const gccHigh: Cloud = {
  metadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.us',
  login: 'https://login.microsoftonline.us',
  connector: 'https://api.botframework.us',
  graph: 'https://graph.microsoft.us',
  exchange: 'api://AzureADTokenExchangeUSGov',
  service: 'https://smba.infra.gov.teams.microsoft.us',
  client: 'https://gov.teams.microsoft.us',
  manifest: '1.10',
}

/**
 * The clouds by their names, as Microsoft's own packages have them (`@microsoft/teams.api` 2.1.0, `CloudEnvironment`;
 * `@microsoft/agents-hosting`, `TeamsServiceEndpoints`). GCC is the world's cloud with a Teams of its own; `us-government` is
 * what GCC High was called here before.
 */
export const clouds: Readonly<Record<string, Cloud>> = {
  public: world,
  gcc: { ...world, service: 'https://smba.infra.gcc.teams.microsoft.com' },
  'gcc-high': gccHigh,
  dod: {
    ...gccHigh,
    graph: 'https://dod-graph.microsoft.us',
    service: 'https://smba.infra.dod.teams.microsoft.us',
    client: 'https://dod.teams.microsoft.us',
  },
  'us-government': gccHigh,
}

/** What an admin may write; `us-government` still works. */
export const cloudNames: readonly string[] = Object.keys(clouds).filter((name) => name !== 'us-government')

/** The hosts that Licet has to reach in a cloud. */
export const hostsOf = ({ login, metadata, service, graph }: Cloud): readonly string[] =>
  [login, metadata, service, graph].map((address) => new URL(address).host)
