import { errors, jwtVerify } from 'jose'
import type { Registration } from './config.ts'
import { createKeyring, type Keys } from './signing-keys.ts'
import { fieldOf } from '../../src/index.ts'

/** The refusal of a request: its HTTP status, and the reason as a fixed text for log and metrics. */
export type Rejection = { readonly status: 401 | 403 | 503; readonly why: string }

/** The parts of an event that its token must match. */
export type SignedFields = { readonly channelId: string; readonly serviceUrl: string }

/**
 * Checks the `authorization` header of a request; `undefined` if it is valid. If `claimed` is undefined
 * (the body cannot be read), only the token itself is checked.
 */
export type Gate = (authorization: string | undefined, claimed: SignedFields | undefined) => Promise<Rejection | undefined>

/** The allowed clock difference in seconds, as in the Bot Connector's documentation. */
const tolerance = 300

const reject = (why: string, status: Rejection['status'] = 401): Rejection => ({ status, why })

/**
 * Creates the check of the Bot Connector's tokens. A token must be issued by the Connector, signed with one
 * of its published keys, and valid now. It must be for this bot, and for the event's channel and service
 * address. `now` gives epoch milliseconds; `tell` logs a line.
 */
export function createGate({ appId, cloud }: Pick<Registration, 'appId' | 'cloud'>, now: () => number, tell: (line: string) => void): Gate {
  const keyring = createKeyring(cloud.metadata, now, tell)
  const verify = async (token: string, keys: Keys) => {
    const options = {
      issuer: cloud.issuer,
      audience: appId,
      algorithms: ['RS256'],
      requiredClaims: ['exp', 'serviceurl'],
      clockTolerance: tolerance,
      currentDate: new Date(now()),
    }
    return { keys, ...(await jwtVerify(token, keys, options)) }
  }
  return async (authorization, claimed) => {
    const [, token] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? []
    if (token === undefined) return reject(authorization === undefined ? 'a request without a token' : 'a token that cannot be read')
    try {
      const { keys, payload, protectedHeader } = await verify(token, await keyring.known()).catch(async (error: unknown) => {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
        return await verify(token, await keyring.renewed())
      })
      if (claimed === undefined) return undefined
      if (payload['serviceurl'] !== claimed.serviceUrl) return reject('a token for another service address')
      return isEndorsed(keys, protectedHeader.kid, claimed.channelId)
        ? undefined
        : reject('a token whose key is not endorsed for the channel', 403)
    } catch (error) {
      return rejectionOf(error)
    }
  }
}

/**
 * Whether a key is valid for a channel: a key that lists channels (`endorsements`) is valid only for these.
 */
function isEndorsed(keys: Keys, kid: string | undefined, channel: string): boolean {
  const key = keys.jwks()?.keys.find((one) => one.kid === kid)
  const channels = fieldOf(key, 'endorsements') ?? []
  return Array.isArray(channels) && (channels.length === 0 || channels.includes(channel))
}

const badClaims: Readonly<Record<string, string>> = {
  aud: 'a token for another bot',
  iss: 'a token of another issuer',
  nbf: 'a token that is not valid yet',
  exp: 'a token without an end',
  serviceurl: 'a token for another service address',
}

/**
 * Turns an error into a fixed text, which repeats nothing of the token or key. If the fault is not in the
 * token but on Licet's side, the status is 503, so that Teams retries.
 */
function rejectionOf(error: unknown): Rejection {
  if (error instanceof errors.JWTExpired) return reject('a token that has expired')
  if (error instanceof errors.JWTClaimValidationFailed) return reject(badClaims[error.claim] ?? 'a token that cannot be read')
  if (error instanceof errors.JWSSignatureVerificationFailed) return reject('a token with a forged signature')
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
    return reject('a token signed with an unknown key')
  if (error instanceof errors.JOSEAlgNotAllowed) return reject('a token with another algorithm')
  const isOurs = !(error instanceof errors.JOSEError) || ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(error.code)
  return isOurs ? reject('the keys of the Bot Connector cannot be fetched', 503) : reject('a token that cannot be read')
}
