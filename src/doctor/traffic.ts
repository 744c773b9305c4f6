import { countEvents, givenUpMessages, lastHeard, overdueMessages } from '../delivery/backlog.ts'
import { rejectedSince } from '../delivery/rejected-requests.ts'
import { broken, doubtful, fine, findingFromError, type Finding } from '../port/finding.ts'
import type { Platform } from '../port/platform.ts'
import type { Store } from '../store/store.ts'
import type { Check } from './run-check.ts'
import { counted, lengthWords } from './duration.ts'
import { dayLength, dayOf } from '../engine/days.ts'

const minute = 60_000
/**
 * In milliseconds: an event or message that was given up is reported as broken for this long. After that it
 * is only doubtful, because admins will already know.
 */
const fresh = 7 * dayLength
/** In milliseconds: messages that were given up are reported for this long. */
const remembered = 30 * dayLength
/** At most this many kinds of messages that were given up (a kind is a platform and a problem) are shown. */
const kinds = 10

const mend = 'look at the database server'

/**
 * Checks of the inbox and the outbox (whether anything waits for too long, and what was given up), of refused
 * requests, and of when the last event of each platform came.
 */
export const trafficChecks = (store: Store, platforms: readonly Platform[], now: number): readonly Check[] => [
  { what: 'Inbox', mend, look: () => lookAtInbox(store, now) },
  { what: 'Events given up', mend, look: () => lookAtEvents(store, now) },
  { what: 'Outbox', mend, look: () => lookAtOutbox(store, platforms, now) },
  { what: 'Messages given up', mend, look: () => lookAtMessages(store, now) },
  { what: 'Refused requests', mend, look: () => lookAtRefusals(store, now) },
  ...platforms.filter(isCalled).map(({ name }) => ({ what: `Events of ${name}`, mend, look: () => lookAtEars(store, name, now) })),
]

/**
 * Whether a platform sends its events to Licet over the network. A terminal does not: Licet reads its
 * input.
 */
const isCalled = ({ channel }: Platform): boolean => channel === undefined

/** Makes the finding for something that has waited for `age`: doubtful from one minute on, broken from ten minutes on. */
const judgeWait = (what: string, age: number, seen: string, mend: string): Finding =>
  age < minute ? fine(what, seen) : (age < 10 * minute ? doubtful : broken)(what, seen, mend)

async function lookAtInbox(store: Store, now: number): Promise<Finding> {
  const { count, oldest } = await countEvents(store, 'received')
  if (oldest === null) return fine('Inbox', 'nothing waits')
  const age = now - oldest
  const seen = `${counted(count, 'event')} not handled yet, the oldest for ${lengthWords(age)}`
  return judgeWait('Inbox', age, seen, 'see that npm start runs; its log says what each event met')
}

async function lookAtEvents(store: Store, now: number): Promise<Finding> {
  const { count, newest } = await countEvents(store, 'failed')
  if (newest === null) return fine('Events given up', 'none')
  const judge = now - newest < fresh ? broken : doubtful
  return judge(
    'Events given up',
    `${counted(count, 'event')} could not be handled, the last ${lengthWords(now - newest)} ago`,
    'npm run record -- given-up lists them with what went wrong; their people may have to ask again',
  )
}

async function lookAtOutbox(store: Store, platforms: readonly Platform[], now: number): Promise<readonly Finding[]> {
  const waiting = await overdueMessages(store, now)
  if (waiting.length === 0) return [fine('Outbox', 'nothing waits')]
  return waiting.map(({ platform, count, oldest }) => {
    const what = `Outbox for ${platform}`
    const seen = `${counted(count, 'message')} to be said, the oldest due for ${lengthWords(now - oldest)}`
    if (platforms.some((one) => one.name === platform && isCalled(one)))
      return judgeWait(what, now - oldest, seen, 'see that npm start runs; its log says what each send met')
    return now - oldest < minute ? fine(what, seen) : doubtful(what, seen, `start ${platform}: they wait until it runs`)
  })
}

async function lookAtMessages(store: Store, now: number): Promise<readonly Finding[]> {
  const groups = await givenUpMessages(store, now - remembered, kinds)
  if (groups.length === 0) return [fine('Messages given up', 'none')]
  return groups.map(({ platform, problem, count, newest }) => {
    const words = `${counted(count, 'message')}, the last ${lengthWords(now - newest)} ago: ${problem ?? 'no reason is kept'}`
    const judge = now - newest < fresh ? broken : doubtful
    return findingFromError(
      judge,
      `Messages given up for ${platform}`,
      words,
      'npm run record -- given-up lists them; say it again by hand',
    )
  })
}

async function lookAtRefusals(store: Store, now: number): Promise<Finding> {
  const refused = await rejectedSince(store, dayOf(now - 6 * dayLength))
  if (refused.length === 0) return fine('Refused requests', 'none in 7 days')
  const reasons = refused.map(({ platform, why, count }) => `${platform} ${count} times ${why}`)
  return doubtful(
    'Refused requests',
    `in 7 days: ${reasons.join('; ')}`,
    'a few are strangers at the door; many mean a wrong secret, a wrong clock, or an app that is installed elsewhere',
  )
}

async function lookAtEars(store: Store, platform: string, now: number): Promise<Finding> {
  const what = `Events of ${platform}`
  const last = await lastHeard(store, platform)
  return last === undefined
    ? doubtful(what, 'none is kept', 'say something to Licet there; if this line stays, its events do not arrive: see manifest/README.md')
    : fine(what, `the last came ${lengthWords(now - last)} ago`)
}
