import { setTimeout as sleep } from 'node:timers/promises'
import type { IncomingAct } from '../../src/index.ts'
import { tenantOf, type Activity } from './activity.ts'
import { fine, submitEvent, showHome, type EventResponse, type Doing, type ListenerParts } from './submit-event.ts'
import { answerInvoke } from './invoke.ts'
import { readWords } from './quotes.ts'
import { asksForHome, installedIn, isSpokenTo, readButton, readForm, readInstall, saidBy } from './read.ts'

/**
 * Handles an activity by its type. Events for Licet are stored in the database before the response is sent.
 */
export async function listen(parts: ListenerParts, activity: Activity): Promise<EventResponse> {
  switch (activity.type) {
    case 'message':
      await parts.reach.keep(activity)
      return await hearMessage(parts, activity, activity.id === undefined ? {} : { message: activity.id })
    case 'messageUpdate':
      await parts.reach.keep(activity)
      return await hearChange(parts, activity)
    case 'messageDelete':
      return await hearDeletion(parts, activity)
    case 'invoke':
      await parts.reach.keep(activity)
      return await answerInvoke(parts, activity)
    case 'conversationUpdate':
    case 'installationUpdate':
      parts.people.audience.forget(activity)
      await (isFarewell(activity) ? parts.reach.forget(activity) : parts.reach.keep(activity))
      return await hearInstall(parts, activity)
    default:
      return fine
  }
}

/** Whether Licet was removed from a conversation. */
const isFarewell = ({ type, action, membersRemoved = [], recipient }: Activity): boolean =>
  type === 'installationUpdate' ? action?.startsWith('remove') === true : membersRemoved.some(({ id }) => id === recipient.id)

async function hearInstall(parts: ListenerParts, activity: Activity): Promise<EventResponse> {
  const said = readInstall(activity)
  if (said !== undefined) await submitEvent(parts, activity, { said, place: installedIn(activity) })
  return fine
}

/**
 * Handles an edited message: it is answered again, because the old answer would not fit the new words. A
 * deleted message that was restored already has an answer.
 */
async function hearChange(parts: ListenerParts, activity: Activity): Promise<EventResponse> {
  const isBack = activity.channelData?.eventType === 'undeleteMessage'
  return isBack || activity.id === undefined ? fine : await hearMessage(parts, activity, { edits: activity.id })
}

/** Handles a deleted message: Licet also withdraws its answer to that message. */
async function hearDeletion(parts: ListenerParts, activity: Activity): Promise<EventResponse> {
  if (activity.id !== undefined) await submitEvent(parts, activity, { said: { kind: 'deleted' }, edits: activity.id })
  return fine
}

async function hearMessage(parts: ListenerParts, activity: Activity, of: Pick<Doing, 'message' | 'edits'>): Promise<EventResponse> {
  const read = readMessage(parts, activity)
  if (read === undefined) return fine
  const doing = { ...read, ...of }
  const accepted = await submitEvent(parts, activity, {
    ...doing,
    ...(activity.recipient.isTargeted === true ? { isPrivate: true } : {}),
  })
  if (accepted.kind === 'taken') {
    void accepted.done.then((reaction) => showHome(parts, activity, reaction))
    if (doing.said.kind !== 'overheard') void showWork(parts, activity, accepted.done)
  }
  return fine
}

/**
 * If a message is not answered within this time, in milliseconds, a typing indicator is shown. (Teams
 * expects one within two seconds.)
 */
const showWorkAfter = 1000

/** Shows the typing indicator while an answer takes long. Teams removes it when the answer arrives. */
async function showWork({ connector, tell }: ListenerParts, { serviceUrl, conversation }: Activity, done: Promise<unknown>): Promise<void> {
  const isDone = await Promise.race([done.then(() => true), sleep(showWorkAfter, false, { ref: false })])
  if (!isDone)
    await connector
      .say(serviceUrl, conversation.id, { type: 'typing' })
      .catch((error: unknown) => tell(`teams: not shown: ${String(error)}`))
}

/**
 * Reads what a message says. Some clients send a pressed button or a form as a message; these are read as
 * button and form, all other messages as words.
 */
function readMessage({ licet }: ListenerParts, activity: Activity): Doing | undefined {
  const { value } = activity
  if (value !== undefined && value !== null && typeof value === 'object') {
    const button = readButton(value)
    const said: IncomingAct | undefined = button === undefined ? readForm(tenantOf(activity), value) : saidBy(button)
    if (said === undefined && button === undefined) licet.refused('teams', 'a button that is not ours')
    return said === undefined ? undefined : { said }
  }
  const words = readWords(activity)
  if (!isSpokenTo(activity)) return { said: { kind: 'overheard', ...words } }
  return { said: asksForHome(words.text) ? { kind: 'open-home' } : { kind: 'message', ...words } }
}
