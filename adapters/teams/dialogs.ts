import { fieldOf, type Accepted, type Reaction } from '../../src/index.ts'
import { tenantOf, type Activity } from './activity.ts'
import { fine, submitEvent, type EventResponse, type Doing, type ListenerParts } from './submit-event.ts'
import { formToShowAgain, notice, renderForm } from './form.ts'
import { pickingOf, readButton, readForm, saidBy } from './read.ts'

/** A successful response with a body. */
export const ok = (body: unknown): EventResponse => ({ status: 200, body })

/**
 * How long to wait for an event's result, in milliseconds; Teams waits five seconds. If the result comes
 * later, a message is sent in the chat; for a form, the message has a button that opens it.
 */
const dialogTimeout = 3500

/** What to show in response to an event; empty if it takes too long, or the event was not stored (e.g. a form with faults, a repeat). */
export async function reactionTo({ tell }: Pick<ListenerParts, 'tell'>, accepted: Accepted): Promise<Reaction> {
  if (accepted.kind !== 'taken') return {}
  const late: Reaction = {}
  const first = await Promise.race([
    accepted.done,
    new Promise<Reaction>((resolve) => setTimeout(() => resolve(late), dialogTimeout).unref()),
  ])
  if (first === late)
    void accepted.done.then(({ offer }) => offer?.()).catch((error: unknown) => tell(`teams: a late form is not offered: ${String(error)}`))
  return first
}

/** The response to a button or form that is not Licet's. */
export const notOurs = (parts: ListenerParts, what: 'a button' | 'a form'): EventResponse => {
  parts.licet.refused('teams', `${what} that is not ours`)
  return { status: 400 }
}

/**
 * A dialog with the form that Licet wants to show. If there is no form, the dialog says that the answer is
 * in the chat.
 */
export const dialogOf = (activity: Activity, { form }: Reaction): EventResponse =>
  ok(form === undefined ? notice('I answered in the chat.') : renderForm(form, pickingOf(activity)))

/** Handles a press of a button that opens a dialog. */
export async function openDialog(parts: ListenerParts, activity: Activity): Promise<EventResponse> {
  const button = readButton(fieldOf(activity.value, 'data'))
  const said = button === undefined ? undefined : saidBy(button)
  if (said === undefined) return notOurs(parts, 'a button')
  return dialogOf(activity, await reactionTo(parts, await submitEvent(parts, activity, { said, opensForms: true })))
}

/** Handles a submitted dialog. */
export async function sendDialog(parts: ListenerParts, activity: Activity): Promise<EventResponse> {
  return await sendForm(parts, activity, fieldOf(activity.value, 'data'))
}

/**
 * Handles a submitted form. If the form has problems, it is shown again with them and with what was filled
 * in. `doing` has the place in which to answer, if that is not the place of the event; `done` is the response
 * on success.
 */
export async function sendForm(
  parts: ListenerParts,
  activity: Activity,
  data: unknown,
  doing: Pick<Doing, 'place'> = {},
  done: EventResponse = fine,
): Promise<EventResponse> {
  const said = readForm(tenantOf(activity), data)
  if (said === undefined) return notOurs(parts, 'a form')
  const accepted = await submitEvent(parts, activity, { said, ...doing })
  if (accepted.kind !== 'invalid') return done
  const form = formToShowAgain(data)
  return ok(
    form === undefined
      ? notice(Object.values(accepted.problems).join('\n'))
      : renderForm(form, pickingOf(activity), { problems: accepted.problems, values: said.values }),
  )
}
