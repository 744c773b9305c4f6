import type { Form } from '../port/form.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Heard, Plan } from './plan.ts'
import { offerOf } from './replies.ts'

/**
 * What the platform must show to the person at once, because later it cannot. If it could not be shown, the platform calls `offer`, which
 * sends a message instead: a button for the form, or the text of the window. `isSaid` tells whether the whole reply has been sent.
 */
export type Reaction = {
  readonly form?: Form
  readonly window?: ChatReply
  readonly offer?: () => Promise<void>
  readonly home?: ChatReply
  readonly isSaid?: () => Promise<boolean>
}

/** The message that replaces a form or window which cannot be opened: a button that opens the form, or the text of the window. */
export const insteadOf = ({ form, window }: Plan, { said }: Heard): ChatReply | undefined =>
  form === undefined ? window : offerOf(form, said)

/** The form or the window to be opened now; `offer` sends a message in its place. */
export const shownAtOnce = (plan: Plan, heard: Heard, offer: () => Promise<void>): Reaction => {
  const { form, window } = plan
  if (insteadOf(plan, heard) === undefined) return {}
  return { ...(form !== undefined ? { form } : window !== undefined ? { window } : {}), offer }
}
