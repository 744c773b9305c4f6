/** Where an identity that Azure manages gives its tokens, in App Service and Container Apps; elsewhere the machine's own address. */
export type IdentityHost = { readonly endpoint: string; readonly header: string }

/** How the app shows Entra that it is itself. What stands in a file is read anew for each token, so that it can be renewed there. */
export type Credential =
  | { readonly kind: 'secret'; readonly secret: string }
  /** `file`: a certificate and its private key, both PEM. */
  | { readonly kind: 'certificate'; readonly file: string }
  /** The app is an identity that Azure manages. */
  | { readonly kind: 'managed'; readonly host?: IdentityHost }
  /** An identity that Azure manages vouches for the app; `identity` is its client id. */
  | { readonly kind: 'vouched'; readonly identity: string; readonly host?: IdentityHost }
  /** `file` holds a token by which somebody vouches for the app: a Kubernetes service account, say. */
  | { readonly kind: 'token-file'; readonly file: string }

type Env = Readonly<Record<string, string | undefined>>

/** What an admin may set, one of them, and what it is for. */
const ways = ['MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_CERTIFICATE', 'MICROSOFT_APP_FEDERATED_IDENTITY', 'MICROSOFT_APP_FEDERATED_FILE']

/** Everything that is wrong with the credential of a bot of a type. */
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

/** The credential, where nothing is wrong with it. */
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
