import { setTimeout as sleep } from 'node:timers/promises'

/** A look-up that takes longer would hold up the answer that Teams waits for, in milliseconds. */
const longestLook = 1500

/** What a look-up gives, or else what is safe to suppose where it fails or takes too long. */
export const inTimeOr = <T>(look: Promise<T>, otherwise: T): Promise<T> =>
  Promise.race([look.catch(() => otherwise), sleep(longestLook, otherwise, { ref: false })])
