import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose'
import type { Registration } from './access.ts'

/** Why a request is not let in: the HTTP status it gets, and one of few fixed texts. */
export type Refusal = { readonly status: 401 | 403 | 503; readonly why: string }

/** What a token must fit besides its signature: the channel and the address that the event names. */
export type Claimed = { readonly channelId: string; readonly serviceUrl: string }

/** Checks the `authorization` of a request; where its body says nothing that can be read, the token for itself. */
export type Gate = (authorization: string | undefined, claimed: Claimed | undefined) => Promise<Refusal | undefined>

const day = 86_400_000
/** How far clocks may differ, in seconds: what the Bot Connector's own documents grant. */
const tolerance = 300

const refuse = (why: string, status: Refusal['status'] = 401): Refusal => ({ status, why })

/**
 * The check of the Bot Connector's tokens: signed with one of its published keys, by it, for this bot, now, for this channel and
 * this service address. `now` is in epoch milliseconds.
 */
export function createGate({ appId, cloud }: Pick<Registration, 'appId' | 'cloud'>, now: () => number): Gate {
  const keysOf = createKeys(cloud.metadata, now)
  return async (authorization, claimed) => {
    const [, token] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? []
    if (token === undefined) return refuse(authorization === undefined ? 'a request without a token' : 'a token that cannot be read')
    try {
      const keys = await keysOf()
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer: cloud.issuer,
        audience: appId,
        algorithms: ['RS256'],
        requiredClaims: ['exp', 'serviceurl'],
        clockTolerance: tolerance,
        currentDate: new Date(now()),
      })
      if (claimed === undefined) return undefined
      if (payload['serviceurl'] !== claimed.serviceUrl) return refuse('a token for another service address')
      return isEndorsed(keys, protectedHeader.kid, claimed.channelId)
        ? undefined
        : refuse('a token whose key is not endorsed for the channel', 403)
    } catch (error) {
      return refusalOf(error)
    }
  }
}

type Keys = JWTVerifyGetKey & Pick<ReturnType<typeof createRemoteJWKSet>, 'jwks'>

/** The keys of the Bot Connector, found through its metadata once a day. jose fetches them, and again where one is unknown. */
function createKeys(metadata: string, now: () => number): () => Promise<Keys> {
  let known: { readonly keys: Promise<Keys>; readonly at: number } | undefined
  return () => {
    if (known !== undefined && now() - known.at < day) return known.keys
    const keys = fetchKeys(metadata)
    known = { keys, at: now() }
    keys.catch(() => (known = undefined))
    return keys
  }
}

async function fetchKeys(metadata: string): Promise<Keys> {
  const response = await fetch(metadata, { signal: AbortSignal.timeout(5000) })
  if (!response.ok) throw new errors.JWKSTimeout(`metadata answers ${response.status}`)
  const { jwks_uri: address } = (await response.json()) as { readonly jwks_uri?: string }
  return createRemoteJWKSet(new URL(address ?? ''), { timeoutDuration: 5000, cacheMaxAge: day })
}

/** A key that names channels is good for those alone. */
function isEndorsed(keys: Keys, kid: string | undefined, channel: string): boolean {
  const key = keys.jwks()?.keys.find((one) => one.kid === kid) as { readonly endorsements?: readonly string[] } | undefined
  return key?.endorsements === undefined || key.endorsements.length === 0 || key.endorsements.includes(channel)
}

const claims: Readonly<Record<string, string>> = {
  aud: 'a token for another bot',
  iss: 'a token of another issuer',
  nbf: 'a token that is not valid yet',
  exp: 'a token without an end',
  serviceurl: 'a token for another service address',
}

/** What is wrong with a token in a fixed text: nothing of the token, and no key, is repeated. Where it is not the token's fault, Teams may try again. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return refuse('a token that has expired')
  if (error instanceof errors.JWTClaimValidationFailed) return refuse(claims[error.claim] ?? 'a token that cannot be read')
  if (error instanceof errors.JWSSignatureVerificationFailed) return refuse('a token with a forged signature')
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return refuse('a token signed with an unknown key')
  if (error instanceof errors.JOSEAlgNotAllowed) return refuse('a token with another algorithm')
  const isOurs = !(error instanceof errors.JOSEError) || ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(error.code)
  return isOurs ? refuse('the keys of the Bot Connector cannot be fetched', 503) : refuse('a token that cannot be read')
}
