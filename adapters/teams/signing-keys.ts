import { createLocalJWKSet, errors, type JSONWebKeySet } from 'jose'
import { fieldOf } from '../../src/index.ts'

/** A set of public keys, as a function that finds the key with which a token was signed. */
export type Keys = ReturnType<typeof createLocalJWKSet>

/** The keys that the Bot Connector publishes, cached. */
export type Keyring = {
  /**
   * The cached keys; they are fetched again after a day. Throws if no keys are known, or if they are too
   * old to be trusted.
   */
  readonly known: () => Promise<Keys>
  /**
   * The keys, fetched again because a token names an unknown key. If they were fetched a moment ago,
   * returns the cached ones.
   */
  readonly renewed: () => Promise<Keys>
}

/**
 * How long keys are used without fetching them again, in milliseconds: the protocol requires a fetch once
 * in 24 hours.
 */
const day = 86_400_000
/** How long keys are trusted while new ones cannot be fetched, in milliseconds. */
const trustedFor = 2 * day
/** The minimum time between two fetches, in milliseconds, so that tokens with made-up keys cause no flood of requests. */
const minimumGap = 60_000
/** The timeout of each of the two requests, for the metadata and for the keys, in milliseconds. */
const keysTimeout = 5000

type Held = { readonly keys: Keys; readonly at: number }

/** Fetches and caches the keys that the document at `metadata` names. `now` is in epoch milliseconds; `tell` logs a line. */
export function createKeyring(metadata: string, now: () => number, tell: (line: string) => void): Keyring {
  let held: Held | undefined
  let tried = -Infinity
  let fetching: Promise<void> | undefined
  const isGood = (span: number): boolean => held !== undefined && now() - held.at < span
  const fetchAnew = async (): Promise<void> => {
    tried = now()
    try {
      held = { keys: await fetchKeys(metadata), at: now() }
    } catch (error) {
      if (!isGood(trustedFor)) throw error
      tell(`teams: the keys of the Bot Connector cannot be fetched; those known are trusted until ${untilWords(held)}`)
    }
  }
  const renew = (): Promise<void> => (fetching ??= fetchAnew().finally(() => (fetching = undefined)))
  const trusted = (): Keys => {
    if (held === undefined || !isGood(trustedFor)) throw new errors.JWKSTimeout('no keys are known')
    return held.keys
  }
  const isRested = (): boolean => now() - tried >= minimumGap
  return {
    known: async () => {
      if (!isGood(trustedFor) || (!isGood(day) && isRested())) await renew()
      return trusted()
    },
    renewed: async () => {
      if (isRested()) await renew()
      return trusted()
    },
  }
}

const untilWords = (held: Held | undefined): string => new Date((held?.at ?? 0) + trustedFor).toISOString()

async function fetchKeys(metadata: string): Promise<Keys> {
  const address = fieldOf(await fetchJson(metadata), 'jwks_uri')
  return createLocalJWKSet((await fetchJson(typeof address === 'string' ? address : '')) as JSONWebKeySet)
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address, { signal: AbortSignal.timeout(keysTimeout), redirect: 'error' })
  if (!response.ok) throw new errors.JWKSTimeout(`it answers ${response.status}`)
  return await response.json()
}
