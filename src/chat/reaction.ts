import type { Form } from '../port/form.ts'
import type { ChatReply } from '../port/reply.ts'
import type { Heard, Plan } from './plan.ts'
import { offerOf } from './words.ts'

/**
 * What is to be shown at once, and to nobody later. `offer` is for a platform that could not show it: it puts the form behind a
 * button, and says what a window would have. `isSaid`: whether nothing of the reply
 * waits for its turn any more.
 */
export type Reaction = {
  readonly form?: Form
  readonly window?: ChatReply
  readonly offer?: () => Promise<void>
  readonly home?: ChatReply
  readonly isSaid?: () => Promise<boolean>
}

/** What is said where a form cannot be opened, or a window: a button that opens the form, and what the window has. */
export const insteadOf = ({ form, window }: Plan, { said }: Heard): ChatReply | undefined =>
  form === undefined ? window : offerOf(form, said)

/** A form or a window to be opened now; `offer` says what stands for it. */
export const shownAtOnce = (plan: Plan, heard: Heard, offer: () => Promise<void>): Reaction => {
  const { form, window } = plan
  if (insteadOf(plan, heard) === undefined) return {}
  return { ...(form !== undefined ? { form } : window !== undefined ? { window } : {}), offer }
}
