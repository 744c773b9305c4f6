import { broken, inWords, type Finding } from '../port/finding.ts'
import { inTime, tooLate } from '../store/in-time.ts'
import { storeProblem } from '../store/problem.ts'
import { faultOf, type Tell } from '../port/log.ts'

/** One thing to look at. `mend` is said where looking at it fails in a way that names no remedy itself, or never ends. */
export type Check = {
  readonly what: string
  readonly mend: string
  readonly look: () => Promise<Finding | readonly Finding[]>
}

/** How long a check may take, in milliseconds, and where the log is told of what nobody foresaw. */
export type Limits = { readonly patience: number; readonly tell: Tell }

/** How patient a doctor is, in milliseconds: three checks, one after the other, end before another process takes up the event that asked. */
export const patience = 3000

/** Makes a check. It neither throws nor hangs: a failure is a finding, and so is a look that takes too long. */
export async function check({ what, mend, look }: Check, { patience, tell }: Limits): Promise<readonly Finding[]> {
  try {
    const found = await inTime(look(), patience)
    return found === tooLate ? [broken(what, `no answer within ${patience / 1000} s`, mend)] : [found].flat()
  } catch (error) {
    const words = storeProblem(error)
    if (words !== undefined) return [inWords(broken, what, words, mend)]
    tell(`doctor: ${what}: ${faultOf(error)}`, { level: 'error', event: 'doctor.failed' })
    return [broken(what, 'it fails in a way that nobody foresaw; the log has the details', mend)]
  }
}
