import { setTimeout as sleep } from 'node:timers/promises'
import type { IncomingAct } from '../../src/index.ts'
import { tenantOf, type Activity } from './activity.ts'
import { fine, hand, showHome, type InvokeAnswer, type Doing, type Listener } from './listener.ts'
import { answerInvoke } from './invoke.ts'
import { readWords } from './quotes.ts'
import { asksForHome, installedIn, isSpokenTo, readButton, readForm, readInstall, saidBy } from './read.ts'

/** Says what an activity means. Everything is kept before it is answered. */
export async function listen(listener: Listener, activity: Activity): Promise<InvokeAnswer> {
  switch (activity.type) {
    case 'message':
      await listener.reach.keep(activity)
      return await hearMessage(listener, activity, activity.id === undefined ? {} : { message: activity.id })
    case 'messageUpdate':
      await listener.reach.keep(activity)
      return await hearChange(listener, activity)
    case 'messageDelete':
      return await hearDeletion(listener, activity)
    case 'invoke':
      await listener.reach.keep(activity)
      return await answerInvoke(listener, activity)
    case 'conversationUpdate':
    case 'installationUpdate':
      listener.people.audience.forget(activity)
      await (isFarewell(activity) ? listener.reach.forget(activity) : listener.reach.keep(activity))
      return await hearInstall(listener, activity)
    default:
      return fine
  }
}

/** Licet was taken out, or all of a chat is gone. */
const isFarewell = ({ type, action, membersRemoved = [], recipient }: Activity): boolean =>
  type === 'installationUpdate' ? action?.startsWith('remove') === true : membersRemoved.some(({ id }) => id === recipient.id)

async function hearInstall(listener: Listener, activity: Activity): Promise<InvokeAnswer> {
  const said = readInstall(activity)
  if (said !== undefined) await hand(listener, activity, { said, place: installedIn(activity) })
  return fine
}

/** What somebody changed is heard again as it stands now: the old answer would stand under new words. One that is brought back was heard. */
async function hearChange(listener: Listener, activity: Activity): Promise<InvokeAnswer> {
  const isBack = activity.channelData?.eventType === 'undeleteMessage'
  return isBack || activity.id === undefined ? fine : await hearMessage(listener, activity, { edits: activity.id })
}

/** A question that was deleted takes its answer with it. */
async function hearDeletion(listener: Listener, activity: Activity): Promise<InvokeAnswer> {
  if (activity.id !== undefined) await hand(listener, activity, { said: { kind: 'deleted' }, edits: activity.id })
  return fine
}

async function hearMessage(listener: Listener, activity: Activity, of: Pick<Doing, 'message' | 'edits'>): Promise<InvokeAnswer> {
  const read = readMessage(listener, activity)
  if (read === undefined) return fine
  const doing = { ...read, ...of }
  const accepted = await hand(listener, activity, { ...doing, ...(activity.recipient.isTargeted === true ? { isPrivate: true } : {}) })
  if (accepted.kind === 'taken') {
    void accepted.done.then((reaction) => showHome(listener, activity, reaction))
    if (doing.said.kind !== 'overheard') void showWork(listener, activity, accepted.done)
  }
  return fine
}

/** How long a message is answered without a sign in between, in milliseconds: Teams wants one within two seconds. */
const patience = 1000

/** An answer that takes a person's patience is announced; Teams takes the notice away when the answer comes. */
async function showWork({ connector, tell }: Listener, { serviceUrl, conversation }: Activity, done: Promise<unknown>): Promise<void> {
  const isDone = await Promise.race([done.then(() => true), sleep(patience, false, { ref: false })])
  if (!isDone)
    await connector
      .say(serviceUrl, conversation.id, { type: 'typing' })
      .catch((error: unknown) => tell(`teams: not shown: ${String(error)}`))
}

/** A message is words, or a button or form of a client that knows no better way to send it. */
function readMessage({ licet }: Listener, activity: Activity): Doing | undefined {
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
