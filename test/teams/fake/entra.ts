import { createHash, X509Certificate } from 'node:crypto'
import { decodeProtectedHeader, jwtVerify } from 'jose'
import nock from 'nock'

/** What Entra knows about the app. */
export type Known = {
  readonly login: string
  readonly tenant: string
  readonly app: string
  /** The resources for which tokens can be requested. */
  readonly resources: readonly string[]
  readonly secret?: string
  /** An uploaded certificate, as PEM. */
  readonly certificate?: string
  /** Accepted tokens of other issuers that vouch for the app. */
  readonly vouchers?: readonly string[]
}

/** The fields of a token request. */
export type Asked = Readonly<Record<string, string>>

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/**
 * Why Entra would refuse a token request, as its error text beginning with its code (codes from Microsoft's page "Authentication
 * and authorization error codes"); `undefined` if it would not.
 */
async function faultOf(known: Known, url: string, asked: Asked, seen: Set<unknown>): Promise<string | undefined> {
  if (asked['grant_type'] !== 'client_credentials') return 'AADSTS70003: The app requested an unsupported grant type.'
  if (asked['client_id'] !== known.app) return 'AADSTS700016: Application was not found in the directory.'
  if (!known.resources.some((one) => asked['scope'] === `${one}/.default`)) return 'AADSTS500011: The resource principal was not found.'
  const { client_secret: secret, client_assertion: assertion = '' } = asked
  if (secret !== undefined)
    return secret === known.secret ? undefined : `AADSTS7000215: Invalid client secret provided: ${secret.slice(0, 3)}.`
  if (asked['client_assertion_type'] !== assertionType) return 'AADSTS7000218: The request body must contain client_assertion.'
  if (known.certificate === undefined)
    return known.vouchers?.includes(assertion) === true ? undefined : 'AADSTS700213: No matching federated identity record found.'
  return await assertionFault(known, known.certificate, url, assertion, seen)
}

/** The fault of an assertion signed by a certificate ("Microsoft identity platform application authentication certificate credentials"). */
async function assertionFault(
  { app }: Known,
  pem: string,
  url: string,
  assertion: string,
  seen: Set<unknown>,
): Promise<string | undefined> {
  const certificate = new X509Certificate(pem)
  const print = createHash('sha256').update(certificate.raw).digest('base64url')
  if (decodeProtectedHeader(assertion)['x5t#S256'] !== print) return 'AADSTS700027: The certificate with identifier is not registered.'
  const claims = {
    issuer: app,
    subject: app,
    audience: url,
    algorithms: ['PS256'],
    requiredClaims: ['exp', 'nbf', 'jti'],
    clockTolerance: 300,
  }
  const read = await jwtVerify(assertion, certificate.publicKey, claims).catch(() => undefined)
  if (read === undefined) return 'AADSTS700027: Client assertion failed signature validation.'
  const { jti, exp = 0, nbf = 0 } = read.payload
  if (exp - nbf > 86_400) return 'AADSTS700024: Client assertion is not within its valid time range.'
  if (seen.has(jti)) return 'AADSTS7000229: The assertion was used before.'
  seen.add(jti)
  return undefined
}

/** A fake Entra that gives tokens, and remembers the requests. */
export function startEntra(known: Known) {
  const asked: Asked[] = []
  const seen = new Set<unknown>()
  const path = `/${known.tenant}/oauth2/v2.0/token`
  nock(known.login)
    .persist()
    .post(path)
    .query(true)
    .reply(async (request: Request) => {
      if (request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded') !== true) return [400]
      const fields = Object.fromEntries(new URLSearchParams(await request.text()))
      const index = asked.push(fields)
      const fault = await faultOf(known, `${known.login}${path}`, fields, seen)
      return fault === undefined
        ? [200, { token_type: 'Bearer', expires_in: 3599, access_token: `token-${index}` }]
        : [401, { error: 'invalid_client', error_description: `${fault} Trace ID: secret-of-the-app` }]
    })
  return { asked }
}

/** A managed identity of Azure on a virtual machine. It refuses requests without its header or through a proxy. */
export function startIdentity(id: string, tokens: Readonly<Record<string, string>>) {
  const asked: string[] = []
  nock('http://169.254.169.254', { reqheaders: { metadata: 'true' }, badheaders: ['x-forwarded-for'] })
    .persist()
    .get('/metadata/identity/oauth2/token')
    .query(true)
    .reply(({ url }: Request) => {
      const query = new URL(url).searchParams
      asked.push(url)
      const token = tokens[query.get('resource') ?? '']
      return query.get('client_id') === id && query.get('api-version') === '2018-02-01' && token !== undefined
        ? [200, { access_token: token, expires_in: '86399', expires_on: '1', resource: query.get('resource'), token_type: 'Bearer' }]
        : [400, { error: 'invalid_request', error_description: 'Identity not found' }]
    })
  return { asked }
}

/** A managed identity in App Service, which tells when a token expires instead of how long it lasts ("2019-08-01"). */
export function startAppService(id: string, tokens: Readonly<Record<string, string>>, until: number) {
  const host = { endpoint: 'http://127.0.0.1:41999/msi/token', header: 'header-of-app-service' }
  nock('http://127.0.0.1:41999', { reqheaders: { 'x-identity-header': host.header } })
    .persist()
    .get('/msi/token')
    .query(({ 'api-version': version, client_id: client }) => version === '2019-08-01' && client === id)
    .reply(({ url }: Request) => {
      const token = tokens[new URL(url).searchParams.get('resource') ?? '']
      return token === undefined
        ? [400]
        : [200, { access_token: token, expires_on: String(Math.floor(until / 1000)), token_type: 'Bearer' }]
    })
  return host
}
