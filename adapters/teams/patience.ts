import { setTimeout as sleep } from 'node:timers/promises'

/** The timeout of a look-up, in milliseconds: Teams waits for the response. */
const longestLook = 1500

/** The result of a look-up, or `otherwise`, a safe assumption, if it fails or takes too long. */
export const inTimeOr = <T>(look: Promise<T>, otherwise: T): Promise<T> =>
  Promise.race([look.catch(() => otherwise), sleep(longestLook, otherwise, { ref: false })])
