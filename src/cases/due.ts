import { hourLength } from '../engine/days.ts'
import { afterOfficeTime, dayIn, isOfficeTime, officeTime } from './office-hours.ts'
import { isRunning, type Case } from './case.ts'
import type { Queue } from './queue.ts'

/** How much office time has passed while the case's clock ran, in milliseconds. */
function spent({ ran }: Case, { hours }: Queue, now: number): number {
  return ran.reduce((sum, { from, to = now }) => sum + officeTime(hours, from, to), 0)
}

type Target = 'firstResponse' | 'answer'

/**
 * How many office hours counsel has for a target. For an urgent case: those of `urgent`, or half of the
 * normal ones.
 */
export const hoursFor = ({ urgency }: Pick<Case, 'urgency'>, queue: Queue, target: Target): number =>
  urgency === 'urgent' ? (queue.urgent?.[target] ?? queue[target] / 2) : queue[target]

/**
 * When counsel's first response, or the answer, is due, in epoch milliseconds; a past moment if it is
 * overdue. `undefined` while the clock is stopped, and if the time is more than 400 days ahead. For the
 * first response also `undefined` once it was given.
 */
export function dueAt(one: Case, queue: Queue, target: Target, now: number): number | undefined {
  if (!isRunning(one)) return undefined
  if (target === 'firstResponse' && one.firstResponseAt !== undefined) return undefined
  const all = hoursFor(one, queue, target) * hourLength
  const left = all - spent(one, queue, now)
  if (left >= 0) return afterOfficeTime(queue.hours, now, left)
  const last = one.ran.at(-1)?.from ?? now
  const before = spent({ ...one, ran: one.ran.slice(0, -1) }, queue, now)
  return afterOfficeTime(queue.hours, last, Math.max(0, all - before))
}

/** A due time that never comes, in epoch milliseconds. */
export const never = 8_640_000_000_000_000

/** The sort key of open cases: when the answer is due, or {@link never} if {@link dueAt} gives no time. */
export const answerDueOf = (one: Case, queue: Queue, now: number): number => dueAt(one, queue, 'answer', now) ?? never

/**
 * The share of the time for a target after which a reminder is sent. It is also part of the names of
 * reminders (`answer-75`), so change both together.
 */
const remindedAfter = 0.75

/**
 * A reminder: three quarters of the time for a target are over (`75`), or all of it (`breach`); or it is
 * the day by which the asker needs the answer (`needed-by`).
 */
export type Reminder = 'first-75' | 'first-breach' | 'answer-75' | 'answer-breach' | 'needed-by'

/**
 * The reminders of a case that are due and were not given yet; empty outside office hours and while the
 * clock is stopped.
 */
export function remindersDue(one: Case, queue: Queue, now: number): readonly Reminder[] {
  if (!isRunning(one) || !isOfficeTime(queue.hours, now)) return []
  const gone = spent(one, queue, now) / hourLength
  const level = (share: number, name: 'first' | 'answer'): readonly Reminder[] =>
    share >= 1 ? [`${name}-breach`] : share >= remindedAfter ? [`${name}-75`] : []
  const all = [
    ...(one.firstResponseAt === undefined ? level(gone / hoursFor(one, queue, 'firstResponse'), 'first') : []),
    ...level(gone / hoursFor(one, queue, 'answer'), 'answer'),
    ...(one.neededBy !== undefined && one.neededBy <= dayIn(queue.hours.zone, now) ? (['needed-by'] as const) : []),
  ]
  return all.filter((reminder) => !one.reminded.includes(reminder))
}
