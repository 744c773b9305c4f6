import type { Env } from '../platform-kind.ts'

/**
 * The endpoint that gives tokens to a managed identity in App Service and Container Apps. (Other Azure
 * machines use a fixed address.)
 */
export type IdentityHost = { readonly endpoint: string; readonly header: string }

/**
 * How the app authenticates itself to Entra. Files are read again for each token, so that they can be
 * replaced while the program runs.
 */
export type Credential =
  | { readonly kind: 'secret'; readonly secret: string }
  /** `file` holds a certificate and its private key, both as PEM. */
  | { readonly kind: 'certificate'; readonly file: string }
  /** The app itself is a managed identity in Azure. */
  | { readonly kind: 'managed'; readonly host?: IdentityHost }
  /** A managed identity in Azure vouches for the app (federated credential); `identity` is its client id. */
  | { readonly kind: 'vouched'; readonly identity: string; readonly host?: IdentityHost }
  /**
   * `file` holds a token with which another issuer vouches for the app, e.g. that of a Kubernetes service
   * account.
   */
  | { readonly kind: 'token-file'; readonly file: string }

/** The settings for a credential. Exactly one must be set; for a managed identity, none must be set. */
const ways = ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_CERTIFICATE', 'MICROSOFT_APP_FEDERATED_IDENTITY', 'MICROSOFT_APP_FEDERATED_FILE']

/** Every problem with the credential. `isManaged` is true if the app is a managed identity. */
export function credentialProblems(env: Env, isManaged: boolean, isGuid: (text: string) => boolean): readonly string[] {
  const set = ways.filter((name) => env[name] !== undefined)
  if (isManaged) return set.map((name) => `${name}: a managed identity has none; leave it out`)
  if (set.length === 0)
    return [
      "MICROSOFT_APP_PASSWORD: is missing; make a client secret on the app registration's page and copy its value, or set " +
        `${ways.slice(1).join(' or ')} (see manifest/README.md)`,
    ]
  if (set.length > 1) return [`${set.join(' and ')}: only one can be the app's; leave the others out`]
  const identity = env['MICROSOFT_APP_FEDERATED_IDENTITY']
  return identity === undefined || isGuid(identity)
    ? []
    : ["MICROSOFT_APP_FEDERATED_IDENTITY: is not an id; copy the Client ID from the managed identity's Overview"]
}

/** Reads the credential from an environment that has no problems. */
export function readCredential(env: Env, isManaged: boolean): Credential {
  const { IDENTITY_ENDPOINT: endpoint, IDENTITY_HEADER: header } = env
  const host = endpoint === undefined || header === undefined ? {} : { host: { endpoint, header } }
  if (isManaged) return { kind: 'managed', ...host }
  const [secret, certificate, identity, file] = ways.map((name) => env[name])
  if (certificate !== undefined) return { kind: 'certificate', file: certificate }
  if (identity !== undefined) return { kind: 'vouched', identity, ...host }
  if (file !== undefined) return { kind: 'token-file', file }
  return { kind: 'secret', secret: secret ?? '' }
}
