import { createLocalJWKSet, errors, type JSONWebKeySet } from 'jose'

/** A set of keys: finds the one that signed a token, and tells the whole list. */
export type Keys = ReturnType<typeof createLocalJWKSet>

/** The keys that the Bot Connector publishes. */
export type Keyring = {
  /** The keys as they are known today. Throws where none are known that may still be trusted. */
  readonly known: () => Promise<Keys>
  /** The keys fetched anew, because one is asked for that is not among the known; the known where that cannot be, or was done just now. */
  readonly renewed: () => Promise<Keys>
}

/** The protocol's documents: the list is to be fetched anew at least once in 24 hours, and may be kept until then. */
const day = 86_400_000
/** While it cannot be fetched, keys that were good stay good for one day more. */
const longest = 2 * day
/** After a fetch that failed, or that an unknown key asked for, none is made for so long, in milliseconds: strangers make no storm. */
const rest = 60_000
/** The list is waited for so long at most, twice: for where it is, and for itself, in milliseconds. */
const patience = 5000

type Held = { readonly keys: Keys; readonly at: number }

/** Keeps the keys that metadata at an address name. `now` is in epoch milliseconds; `tell` gets one line for the log. */
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
      if (!isGood(longest)) throw error
      tell(`teams: the keys of the Bot Connector cannot be fetched; those known are trusted until ${untilWords(held)}`)
    }
  }
  const renew = (): Promise<void> => (fetching ??= fetchAnew().finally(() => (fetching = undefined)))
  const trusted = (): Keys => {
    if (held === undefined || !isGood(longest)) throw new errors.JWKSTimeout('no keys are known')
    return held.keys
  }
  const isRested = (): boolean => now() - tried >= rest
  return {
    known: async () => {
      if (!isGood(longest) || (!isGood(day) && isRested())) await renew()
      return trusted()
    },
    renewed: async () => {
      if (isRested()) await renew()
      return trusted()
    },
  }
}

const untilWords = (held: Held | undefined): string => new Date((held?.at ?? 0) + longest).toISOString()

async function fetchKeys(metadata: string): Promise<Keys> {
  const { jwks_uri: address } = (await fetchJson(metadata)) as { readonly jwks_uri?: string }
  return createLocalJWKSet((await fetchJson(address ?? '')) as JSONWebKeySet)
}

async function fetchJson(address: string): Promise<unknown> {
  const response = await fetch(address, { signal: AbortSignal.timeout(patience), redirect: 'error' })
  if (!response.ok) throw new errors.JWKSTimeout(`it answers ${response.status}`)
  return await response.json()
}
