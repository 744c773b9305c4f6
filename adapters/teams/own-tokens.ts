import { createHash, createPrivateKey, randomUUID, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { SignJWT } from 'jose'
import type { Registration } from './config.ts'
import type { TokenFor } from './connector.ts'
import type { IdentityHost } from './credentials.ts'
import { refused, TokenError } from './token-error.ts'

/** `early`: how long before its expiry a token is renewed. `tokenTimeout`: the timeout of a request for a token. Both in milliseconds. */
const early = 300_000
const tokenTimeout = 10_000

type Held = { readonly token: string; readonly until: number }
/**
 * A token that was requested. `until` is when to request the next one; `Infinity` as long as this one has
 * not arrived.
 */
type Asked = { readonly token: Promise<string>; until: number }

/**
 * Requests the app's access tokens with the client credentials grant (RFC 6749, 4.4; assertions by RFC
 * 7523), one for each service, and caches them. Fails with a {@link TokenError}. `now` gives epoch
 * milliseconds.
 */
export function createTokens(access: Registration, now: () => number): TokenFor {
  const kept = new Map<string, Asked>()
  return (service) => {
    const known = kept.get(service)
    if (known !== undefined && now() < known.until) return known.token
    const came = fetchToken(access, access.cloud[service], now)
    const asked: Asked = { token: came.then(({ token }) => token), until: Infinity }
    kept.set(service, asked)
    came.then(
      ({ until }) => (asked.until = until - early),
      () => kept.delete(service),
    )
    return asked.token
  }
}

async function fetchToken(access: Registration, audience: string, now: () => number): Promise<Held> {
  const { appId, appTenant, credential, cloud } = access
  if (credential.kind === 'managed') return await fromIdentity(appId, audience, credential.host, now)
  const url = `${cloud.login}/${appTenant}/oauth2/v2.0/token`
  const proof = await proofOf(access, url, now)
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: appId, scope: `${audience}/.default`, ...proof })
  return await ask(url, { method: 'POST', body }, 'Entra', now)
}

/**
 * The proof of the app's identity: its secret, or an assertion. An assertion is signed with the app's certificate, or comes from an
 * issuer that Entra trusts.
 */
async function proofOf({ appId, credential, cloud }: Registration, url: string, now: () => number): Promise<Record<string, string>> {
  const saidBy = (assertion: string) => ({
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  })
  switch (credential.kind) {
    case 'secret':
      return { client_secret: credential.secret }
    case 'certificate':
      return saidBy(await signed(appId, url, credential.file, now))
    case 'vouched':
      return saidBy((await fromIdentity(credential.identity, cloud.exchange, credential.host, now)).token)
    case 'token-file':
      return saidBy((await read('MICROSOFT_APP_FEDERATED_FILE', credential.file)).trim())
    case 'managed':
      return {}
  }
}

async function read(name: string, file: string): Promise<string> {
  return await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new TokenError(`the file of ${name} cannot be read (${error.code ?? 'unknown'})`, `correct ${name}, or who may read that file`)
  })
}

/** An assertion signed with the private key of the app's certificate ("Application authentication certificate credentials"). */
async function signed(appId: string, url: string, file: string, now: () => number): Promise<string> {
  const pem = await read('MICROSOFT_APP_CERTIFICATE', file)
  const seconds = Math.floor(now() / 1000)
  const { certificate, key } = parse(pem)
  if (Date.parse(certificate.validTo) < now())
    throw new TokenError(`the certificate ran out on ${certificate.validTo}`, 'make a new one, and upload it to the app registration')
  return await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'PS256', typ: 'JWT', 'x5t#S256': createHash('sha256').update(certificate.raw).digest('base64url') })
    .setIssuer(appId)
    .setSubject(appId)
    .setAudience(url)
    .setNotBefore(seconds)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 600)
    .sign(key)
}

function parse(pem: string) {
  try {
    const certificate = new X509Certificate(pem)
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'rsa' && certificate.checkPrivateKey(key)) return { certificate, key }
  } catch {
    // The error is thrown below; the original error is not used, because it could contain parts of the key.
  }
  throw new TokenError(
    'the file of MICROSOFT_APP_CERTIFICATE holds no certificate with its RSA key',
    'put both into it, as PEM: -----BEGIN CERTIFICATE----- and -----BEGIN PRIVATE KEY-----',
  )
}

/** The fixed address of the token endpoint on Azure machines ("How to use managed identities to acquire an access token"). */
const machine = 'http://169.254.169.254/metadata/identity/oauth2/token'

/** Requests a token of a managed identity. */
function fromIdentity(identity: string, resource: string, host: IdentityHost | undefined, now: () => number): Promise<Held> {
  const [address, version, headers] =
    host === undefined ? [machine, '2018-02-01', { metadata: 'true' }] : [host.endpoint, '2019-08-01', { 'x-identity-header': host.header }]
  const query = new URLSearchParams({ 'api-version': version, resource, client_id: identity })
  return ask(`${address}?${query.toString()}`, { headers }, 'the managed identity', now)
}

/**
 * Sends a request for a token. For a refusal, the error contains only the status or Entra's own code,
 * because other parts of the response could contain secrets.
 */
async function ask(url: string, request: RequestInit, who: 'Entra' | 'the managed identity', now: () => number): Promise<Held> {
  const response = await fetch(url, { ...request, redirect: 'error', signal: AbortSignal.timeout(tokenTimeout) }).catch(() => {
    const mend =
      who === 'Entra' ? `let this machine reach ${new URL(url).host}` : 'run Licet where that identity is assigned to the machine'
    throw new TokenError(`${who} does not answer`, mend)
  })
  const text = await response.text().catch(() => '')
  const given = response.ok ? readGiven(text) : {}
  if (typeof given.access_token === 'string' && given.access_token !== '') return { token: given.access_token, until: endOf(given, now) }
  throw refused(who, text, String(response.status))
}

type Given = { readonly access_token?: unknown; readonly expires_in?: unknown; readonly expires_on?: unknown }

function readGiven(text: string): Given {
  try {
    const given: Given | null = JSON.parse(text)
    return given ?? {}
  } catch {
    return {}
  }
}

/**
 * When a token expires, in epoch milliseconds. Entra gives a duration, App Service a time. If neither can
 * be read, it counts as expired, so that it is used only once.
 */
function endOf({ expires_in: span, expires_on: end }: Given, now: () => number): number {
  const until = span === undefined ? Number(end) * 1000 : now() + Number(span) * 1000
  return Number.isFinite(until) ? until : now()
}
