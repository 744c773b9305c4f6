import { broken, doubtful, fine, type Finding } from '../port/finding.ts'
import { lengthWords } from './duration.ts'

/**
 * Clock differences above which a clock is reported as doubtful or as broken, in milliseconds. At five
 * minutes, platforms refuse every signed request.
 */
const doubtfulFrom = 5000
const brokenFrom = 60_000

/**
 * Makes the finding for the clock of another machine that is `ahead` milliseconds ahead of ours (negative:
 * behind).
 */
export function judgeClock(what: string, ahead: number): Finding {
  const off = Math.abs(ahead)
  if (off <= doubtfulFrom) return fine(what, 'both clocks agree')
  const seen = `this machine is ${lengthWords(off)} ${ahead > 0 ? 'behind' : 'ahead'}`
  return (off > brokenFrom ? broken : doubtful)(
    what,
    seen,
    'let a time server set the clocks of both machines; at 5 minutes every signed request is refused',
  )
}
