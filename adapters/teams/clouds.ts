/** The addresses of Entra, Graph and Teams in one of Microsoft's clouds. */
export type Cloud = {
  /** The address of the OpenID metadata, which names the keys that sign the tokens of incoming requests. */
  readonly metadata: string
  readonly issuer: string
  readonly login: string
  /** The audience of Licet's own tokens for the Bot Connector. */
  readonly connector: string
  readonly graph: string
  /** The audience of a federated token. With such a token, another identity vouches for the app. */
  readonly exchange: string
  /** The usual address of the Teams service, which a firewall must let through. Replies go to the address that the event names. */
  readonly service: string
  /** The address of Teams in a browser; links to a conversation begin with it. */
  readonly client: string
  /** The newest version of the app manifest that Teams accepts in this cloud. */
  readonly manifest: '1.10' | '1.30'
}

/** The public cloud. */
export const world: Cloud = {
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
 * The clouds by name; addresses as in Microsoft's packages (`@microsoft/teams.api` 2.1.0,
 * `CloudEnvironment`; `@microsoft/agents-hosting`, `TeamsServiceEndpoints`). GCC is the public cloud with
 * its own Teams service; `us-government` is an old name for GCC High.
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

/** The names to offer an admin; the old name `us-government` still works. */
export const cloudNames: readonly string[] = Object.keys(clouds).filter((name) => name !== 'us-government')

/** The hosts that Licet must reach in a cloud. */
export const hostsOf = ({ login, metadata, service, graph }: Cloud): readonly string[] =>
  [login, metadata, service, graph].map((address) => new URL(address).host)
