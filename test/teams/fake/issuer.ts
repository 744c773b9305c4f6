import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose'

/** Signs tokens as the Bot Connector does, and as forgers do, with keys made at run time. */
export type Issuer = {
  /** The published keys: one for Teams, one for another channel. */
  readonly keys: readonly JWK[]
  /** Adds a key to the published list, or removes one. */
  readonly publish: (key: 'unknown') => void
  readonly withdraw: (key: string) => void
  readonly token: (change?: TokenChange) => Promise<string>
}

/** Changes to a valid token. Times are in seconds from now. */
export type TokenChange = {
  readonly claims?: Readonly<Record<string, unknown>>
  readonly drop?: readonly string[]
  readonly from?: number
  readonly until?: number
  readonly key?: 'teams' | 'webchat' | 'unknown' | 'forged'
}

/** The claims of tokens. `now` is in epoch milliseconds. */
export type Saying = { readonly issuer: string; readonly appId: string; readonly serviceUrl: () => string; readonly now: () => number }

/** Makes keys and an issuer. */
export async function createIssuer({ issuer, appId, serviceUrl, now }: Saying): Promise<Issuer> {
  const [teams, webchat, unknown] = await Promise.all([pair(), pair(), pair()])
  const published = await Promise.all([publish(teams.publicKey, 'teams', ['msteams']), publish(webchat.publicKey, 'webchat', ['webchat'])])
  const unpublished = await publish(unknown.publicKey, 'unknown', ['msteams'])
  const signers: Readonly<Record<NonNullable<TokenChange['key']>, { readonly key: CryptoKey; readonly kid: string }>> = {
    teams: { key: teams.privateKey, kid: 'teams' },
    webchat: { key: webchat.privateKey, kid: 'webchat' },
    unknown: { key: unknown.privateKey, kid: 'unknown' },
    forged: { key: unknown.privateKey, kid: 'teams' },
  }
  return {
    keys: published,
    publish: () => void published.push(unpublished),
    withdraw: (key) =>
      void published.splice(
        published.findIndex(({ kid }) => kid === key),
        1,
      ),
    token: async ({ claims = {}, drop = [], from = -60, until = 3600, key = 'teams' } = {}) => {
      const seconds = Math.floor(now() / 1000)
      const whole = { iss: issuer, aud: appId, serviceurl: serviceUrl(), nbf: seconds + from, exp: seconds + until, ...claims }
      const kept = Object.fromEntries(Object.entries(whole).filter(([name]) => !drop.includes(name)))
      return await new SignJWT(kept).setProtectedHeader({ alg: 'RS256', kid: signers[key].kid, typ: 'JWT' }).sign(signers[key].key)
    },
  }
}

const pair = () => generateKeyPair('RS256', { extractable: true })

const publish = async (
  key: CryptoKey,
  kid: string,
  endorsements: readonly string[],
): Promise<JWK & { readonly endorsements: readonly string[] }> => ({
  ...(await exportJWK(key)),
  kid,
  use: 'sig',
  endorsements,
})
