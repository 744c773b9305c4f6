import { cloudNames, clouds, world, type Cloud } from './clouds.ts'
import type { Env, Problems } from '../platform-kind.ts'
import { credentialProblems, readCredential, type Credential } from './credentials.ts'

/** A bot that is registered with Entra. */
export type Registration = {
  readonly kind: 'registered'
  readonly appId: string
  readonly appTenant: string
  readonly credential: Credential
  /**
   * Who requests Licet's access tokens from Entra: Licet itself, or Microsoft's botbuilder package if it is
   * installed.
   */
  readonly tokens: 'own' | 'botbuilder'
  /** The tenants whose people may use Licet, in lower case. */
  readonly tenants: readonly string[]
  /** Whether private answers are allowed in a shared conversation ("targeted messages"). */
  readonly targets: boolean
  readonly cloud: Cloud
}

/**
 * How Teams is reached: as a registered bot; or without a registration, only from this machine, to try
 * Licet in the Agents Playground.
 */
export type TeamsAccess = Registration | { readonly kind: 'playground' }

/** Whether `text` is a GUID, as Entra's ids are. */
export const isGuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** Reads the settings of Teams from the environment, or returns every problem with them; `undefined` if Teams is not configured. */
export function readAccess(given: Env): TeamsAccess | Problems | undefined {
  const env = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const names = ['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_CERTIFICATE', 'MICROSOFT_APP_TENANT_ID', 'MICROSOFT_APP_TYPE']
  if (names.every((name) => env[name] === undefined)) return undefined
  const problems = env['MICROSOFT_APP_TYPE'] === 'Playground' ? playgroundProblems(env) : registrationProblems(env)
  if (problems.length > 0) return { problems }
  return env['MICROSOFT_APP_TYPE'] === 'Playground' ? { kind: 'playground' } : registrationOf(env)
}

const playgroundProblems = (env: Env): readonly string[] => [
  ...(env['NODE_ENV'] === 'production'
    ? ['MICROSOFT_APP_TYPE: Playground asks nobody who they are, so it does not start where NODE_ENV is production; register the bot']
    : []),
  ...(env['MICROSOFT_APP_ID'] === undefined
    ? []
    : ['MICROSOFT_APP_ID: Playground uses no registration; leave it out, or set another type']),
]

function registrationProblems(env: Env): readonly string[] {
  const type = env['MICROSOFT_APP_TYPE'] ?? 'SingleTenant'
  const isManaged = type === 'UserAssignedMSI'
  const mustBeGuid = (name: string, where: string): readonly string[] =>
    isGuid(env[name] ?? '') ? [] : [`${name}: ${env[name] === undefined ? 'is missing' : 'is not an id'}; copy it from ${where}`]
  return [
    ...(type === 'SingleTenant' || isManaged
      ? []
      : [`MICROSOFT_APP_TYPE: \`${type}\` is none that Licet knows; write SingleTenant, UserAssignedMSI or Playground`]),
    ...mustBeGuid('MICROSOFT_APP_ID', "the app registration's Overview, Application (client) ID"),
    ...mustBeGuid('MICROSOFT_APP_TENANT_ID', "the app registration's Overview, Directory (tenant) ID"),
    ...credentialProblems(env, isManaged, isGuid),
    ...tenantsIn(env)
      .filter((tenant) => !isGuid(tenant))
      .map((tenant) => `TEAMS_TENANTS: \`${tenant}\` is not a tenant's id; list ids with commas between them`),
    ...(['on', 'off', undefined].includes(env['TEAMS_TARGETED_MESSAGES'])
      ? []
      : [`TEAMS_TARGETED_MESSAGES: \`${env['TEAMS_TARGETED_MESSAGES']}\` is neither on nor off; write one of them`]),
    ...tokensProblems(env),
    ...(!Object.hasOwn(clouds, env['MICROSOFT_CLOUD'] ?? 'public')
      ? [`MICROSOFT_CLOUD: \`${env['MICROSOFT_CLOUD']}\` is none that Licet knows; write ${cloudNames.join(', ')}`]
      : []),
  ]
}

function tokensProblems(env: Env): readonly string[] {
  const { TEAMS_TOKENS: tokens = 'own' } = env
  if (tokens === 'own') return []
  if (tokens !== 'botbuilder') return [`TEAMS_TOKENS: \`${tokens}\` is none that Licet knows; write own or botbuilder`]
  const { MICROSOFT_APP_TYPE: type = 'SingleTenant', MICROSOFT_APP_PASSWORD: password } = env
  return type === 'UserAssignedMSI' || password !== undefined
    ? []
    : ['TEAMS_TOKENS: botbuilder is used with a client secret or a managed identity alone; write own']
}

const tenantsIn = (env: Env): readonly string[] =>
  (env['TEAMS_TENANTS'] ?? '')
    .split(',')
    .map((tenant) => tenant.trim().toLowerCase())
    .filter((tenant) => tenant !== '')

function registrationOf(env: Env): Registration {
  const appTenant = (env['MICROSOFT_APP_TENANT_ID'] ?? '').toLowerCase()
  const tenants = tenantsIn(env)
  return {
    kind: 'registered',
    appId: (env['MICROSOFT_APP_ID'] ?? '').toLowerCase(),
    appTenant,
    credential: readCredential(env, env['MICROSOFT_APP_TYPE'] === 'UserAssignedMSI'),
    tokens: env['TEAMS_TOKENS'] === 'botbuilder' ? 'botbuilder' : 'own',
    tenants: tenants.length > 0 ? tenants : [appTenant],
    targets: env['TEAMS_TARGETED_MESSAGES'] === 'on',
    cloud: clouds[env['MICROSOFT_CLOUD'] ?? 'public'] ?? world,
  }
}
