import { broken, findingFromError, type Finding } from '../port/finding.ts'
import { inTime, tooLate } from '../store/in-time.ts'
import { storeProblem } from '../store/problem.ts'
import { faultOf, type Tell } from '../port/log.ts'

/**
 * One check of the doctor. `mend` is the remedy to show if the check takes too long, or if it fails with an
 * error that names no remedy.
 */
export type Check = {
  readonly what: string
  readonly mend: string
  readonly look: () => Promise<Finding | readonly Finding[]>
}

/** The timeout of a check, in milliseconds, and the log for unexpected errors. */
export type Limits = { readonly checkTimeout: number; readonly tell: Tell }

/**
 * The doctor's timeout of a check, in milliseconds. Three checks in a row must end within 10 seconds,
 * because then another process would handle the same request to the doctor.
 */
export const checkTimeout = 3000

/**
 * Runs a check. It never throws and never hangs: an error, and a check that takes too long, become a
 * finding.
 */
export async function runCheck({ what, mend, look }: Check, { checkTimeout, tell }: Limits): Promise<readonly Finding[]> {
  try {
    const found = await inTime(look(), checkTimeout)
    return found === tooLate ? [broken(what, `no answer within ${checkTimeout / 1000} s`, mend)] : [found].flat()
  } catch (error) {
    const words = storeProblem(error)
    if (words !== undefined) return [findingFromError(broken, what, words, mend)]
    tell(`doctor: ${what}: ${faultOf(error)}`, { level: 'error', event: 'doctor.failed' })
    return [broken(what, 'it fails in a way that nobody foresaw; the log has the details', mend)]
  }
}
