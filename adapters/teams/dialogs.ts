import type { Accepted, Reaction } from '../../src/index.ts'
import { tenantOf, type Activity } from './activity.ts'
import { fine, hand, type InvokeAnswer, type Doing, type Listener } from './listener.ts'
import { formIn, notice, renderForm } from './form.ts'
import { pickingOf, readButton, readForm, saidBy } from './read.ts'

/** What is answered when all is well. */
export const ok = (body: unknown): InvokeAnswer => ({ status: 200, body })

/** Teams waits five seconds; what takes longer is told in the chat. */
const patience = 3500

/** What is to be shown of something that was handed in. */
export async function reactionTo(accepted: Accepted): Promise<Reaction> {
  if (accepted.kind !== 'taken') return {}
  return await Promise.race([accepted.done, new Promise<Reaction>((resolve) => setTimeout(() => resolve({}), patience).unref())])
}

/** What is answered to something that no card or dialog of ours sends. */
export const notOurs = (listener: Listener, what: 'a button' | 'a form'): InvokeAnswer => {
  listener.licet.refused('teams', `${what} that is not ours`)
  return { status: 400 }
}

/** A part of something that may be anything. */
export const fieldOf = (value: unknown, name: string): unknown => (value as Readonly<Record<string, unknown>> | null | undefined)?.[name]

/** A dialog with what the button leads to; where that is nothing to fill in, the words about it are in the chat. */
export const dialogOf = (activity: Activity, { form }: Reaction): InvokeAnswer =>
  ok(form === undefined ? notice('I answered in the chat.') : renderForm(form, pickingOf(activity)))

/** A button that leads to a dialog was pressed. */
export async function openDialog(listener: Listener, activity: Activity): Promise<InvokeAnswer> {
  const button = readButton(fieldOf(activity.value, 'data'))
  const said = button === undefined ? undefined : saidBy(button)
  if (said === undefined) return notOurs(listener, 'a button')
  return dialogOf(activity, await reactionTo(await hand(listener, activity, { said, opensForms: true })))
}

/** A dialog was sent. */
export async function sendDialog(listener: Listener, activity: Activity): Promise<InvokeAnswer> {
  return await sendForm(listener, activity, fieldOf(activity.value, 'data'))
}

/** A form with faults comes back with them, and with all that was filled in. `doing` says where it is answered, `done` what is shown then. */
export async function sendForm(
  listener: Listener,
  activity: Activity,
  data: unknown,
  doing: Pick<Doing, 'place'> = {},
  done: InvokeAnswer = fine,
): Promise<InvokeAnswer> {
  const said = readForm(tenantOf(activity), data)
  if (said === undefined) return notOurs(listener, 'a form')
  const accepted = await hand(listener, activity, { said, ...doing })
  if (accepted.kind !== 'invalid') return done
  const form = formIn(data)
  return ok(
    form === undefined
      ? notice(Object.values(accepted.problems).join('\n'))
      : renderForm(form, pickingOf(activity), { problems: accepted.problems, values: said.values }),
  )
}
