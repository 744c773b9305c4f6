import type { Form } from '../port/form.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Heard, Plan } from './plan.ts'
import { offerOf } from './replies.ts'

/**
 * What is to be shown to the person at once, and never later. `offer` is called where the platform could not show it: it sends a
 * button for the form, or what the window would have said. `isSaid`: whether nothing of the reply waits to be sent.
 */
export type Reaction = {
  readonly form?: Form
  readonly window?: ChatReply
  readonly offer?: () => Promise<void>
  readonly home?: ChatReply
  readonly isSaid?: () => Promise<boolean>
}

/** The message in place of a form or a window that cannot be opened: a button that opens the form, or what the window has. */
export const insteadOf = ({ form, window }: Plan, { said }: Heard): ChatReply | undefined =>
  form === undefined ? window : offerOf(form, said)

/** The form or the window to be opened now; `offer` sends a message in its place. */
export const shownAtOnce = (plan: Plan, heard: Heard, offer: () => Promise<void>): Reaction => {
  const { form, window } = plan
  if (insteadOf(plan, heard) === undefined) return {}
  return { ...(form !== undefined ? { form } : window !== undefined ? { window } : {}), offer }
}
