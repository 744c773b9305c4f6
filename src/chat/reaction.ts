import type { Form } from '../port/form.ts'
import type { ChatReply } from '../port/reply.ts'
import type { TimedEvent, Plan } from './plan.ts'
import { offerOf } from './replies.ts'

/**
 * What the platform must show to the person at once, because it cannot do so later.
 * - `offer`: called by the platform if it could not show the form or the window; sends a message instead
 * (see {@link insteadOf}).
 * - `isSaid`: tells whether the whole reply has been sent.
 */
export type Reaction = {
  readonly form?: Form
  readonly window?: ChatReply
  readonly offer?: () => Promise<void>
  readonly home?: ChatReply
  readonly isSaid?: () => Promise<boolean>
}

/**
 * The message that replaces a form or window that cannot be opened: a button that opens the form, or the
 * text of the window. `undefined` if the plan has neither.
 */
export const insteadOf = ({ form, window }: Plan, { said }: TimedEvent): ChatReply | undefined =>
  form === undefined ? window : offerOf(form, said)

/**
 * The form or the window of a plan, to be shown now; empty if the plan has neither. `offer` sends a message
 * instead.
 */
export const shownAtOnce = (plan: Plan, heard: TimedEvent, offer: () => Promise<void>): Reaction => {
  const { form, window } = plan
  if (insteadOf(plan, heard) === undefined) return {}
  return { ...(form !== undefined ? { form } : window !== undefined ? { window } : {}), offer }
}
