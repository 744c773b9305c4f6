import { setTimeout as sleep } from 'node:timers/promises'
import { splitId, type App as Licet, type Incoming, type Place, type Reaction } from '../../src/index.ts'
import { renderForm } from './form.ts'
import type { Grants } from './grants.ts'
import { renderHome } from './home.ts'
import type { People } from './people.ts'
import { isResponseUrl, responseUrlLasts } from './response-url.ts'
import { renderWindow } from './render.ts'
import type { Titles } from './thread-titles.ts'
import { codeOf, type Call } from './web.ts'

/** What the listeners need. */
export type ListenerParts = {
  readonly call: Call
  readonly people: People
  readonly grants: Grants
  readonly licet: Licet
  readonly titles: Titles
  readonly tell: (line: string) => void
  /** The address of Slack's API, if it is not the default one (in tests). */
  readonly apiUrl: string | undefined
  /** Gives epoch milliseconds. */
  readonly now: () => number
}

/**
 * If a direct message is not answered within this time, in milliseconds, a status shows that Licet is
 * working.
 */
const showWorkAfter = 500

/**
 * An event from Slack: `home` is the workspace in which Licet got the event, `user` the person who caused it, `from` the workspace to
 * which that person belongs.
 */
export type SlackEvent = Omit<Incoming, 'event' | 'person' | 'audience' | 'fades' | 'startsThread'> & {
  readonly event: string
  readonly home: string
  readonly user: string
  readonly from: string | undefined
  /** Whether the message of the event has no replies yet. */
  readonly startsThread?: boolean | undefined
  /** Slack's trigger id, which allows opening a modal for three seconds. */
  readonly trigger?: string
  /** The `response_url` of the event, valid for half an hour. */
  readonly responseUrl?: string | undefined
  readonly opener?: string | undefined
  /** Called after the event is handled, e.g. to publish the Home tab again. */
  readonly afterwards?: (() => Promise<unknown>) | undefined
}

/** Hands an event to Licet. Returns the problems of a submitted form, by field; empty if there are none. */
export async function submitEvent(
  parts: ListenerParts,
  { home, user, from, trigger, responseUrl, opener, event: id, startsThread, afterwards, ...rest }: SlackEvent,
): Promise<Problems> {
  const { people, licet, call, tell, titles } = parts
  const channel = splitId(rest.place.id).id
  const [person, audience, isOwn] = await Promise.all([
    people.person(home, user, from ?? home, trigger !== undefined),
    people.audience(home, channel),
    // Licet gets no messages from the direct chat of two other people, but its command and shortcuts can be
    // used there.
    trigger === undefined && rest.said.kind !== 'submit' ? /^[DUW]/.test(channel) : people.isOwnChat(home, user, channel),
  ])
  const event = `slack:${id}`
  const isFirst = !isOwn && startsThread === true
  if (!isOwn) await keepReplyAddress(parts, event, responseUrl, opener)
  else if (startsThread === true && rest.said.kind === 'message') titles.begin(rest.place)
  const accepted = await licet.accept({
    ...rest,
    // In all places except a person's own chat, private messages may disappear, so what must last is sent to
    // the own chat. People of other organizations have no such chat with Licet.
    ...(isOwn || person.outside === true ? {} : { fades: true }),
    ...(isFirst ? { startsThread: true } : {}),
    event,
    person,
    audience,
    opensForms: trigger !== undefined,
  })
  if (accepted.kind === 'invalid') return accepted.problems
  if (accepted.kind === 'taken') {
    const opened = { place: rest.place, ...(isFirst ? { startsThread: true } : {}), opener: event }
    const shown = accepted.done.then((reaction) => show(parts, { home, user, trigger, opened }, reaction))
    const waiting =
      audience !== 'outsiders' && rest.isPrivate !== true && rest.said.kind === 'message'
        ? showWork(call, home, rest.place, accepted.done)
        : undefined
    for (const work of [shown, waiting, afterwards === undefined ? undefined : accepted.done.then(afterwards)])
      work?.catch((error: unknown) => tell(`slack: not shown: ${codeOf(error)}`))
  }
  return {}
}

type Problems = Readonly<Record<string, string>>

/**
 * Stores the `response_url` of an event before the event is handed in. For a submitted form, it stores the
 * one of the event that opened the form. If storing fails, nothing is lost: replies can be sent in other
 * ways.
 */
async function keepReplyAddress(
  { licet: { replyAddresses }, apiUrl, now, tell }: ListenerParts,
  event: string,
  responseUrl?: string,
  opener?: string,
): Promise<void> {
  try {
    const address = isResponseUrl(responseUrl, apiUrl)
      ? { way: responseUrl, until: now() + responseUrlLasts }
      : opener === undefined
        ? undefined
        : await replyAddresses.find(opener)
    if (address !== undefined) await replyAddresses.keep(event, address)
  } catch (error) {
    tell(`slack: the way to answer an event is not kept: ${codeOf(error)}`)
  }
}

/**
 * Shows a status while an answer takes long, or while it waits for its turn in a busy channel. Slack
 * removes the status when the answer arrives.
 */
async function showWork(call: Call, home: string, { id, thread }: Place, done: Promise<Reaction>): Promise<void> {
  if (thread === undefined) return
  const show = (status: string): Promise<unknown> =>
    call(home, 'assistant.threads.setStatus', { channel_id: splitId(id).id, thread_ts: thread, status })
  const pause = sleep(showWorkAfter, undefined, { ref: false })
  const reaction = await Promise.race([done, pause])
  if (reaction === undefined) return void (await show('is reading the rules …'))
  const { isSaid } = reaction
  if (isSaid === undefined) return
  await pause
  if (await isSaid()) return
  await show('has your answer, which waits for its turn …')
  // If the answer was sent while the status was being set, its arrival did not remove the status.
  if (await isSaid()) await show('')
}

type Opened = Parameters<typeof renderForm>[1]

/**
 * Opens a form or window as a modal, or publishes the Home tab. If Slack does not open the modal, calls
 * `offer`, which posts a message instead.
 */
async function show(
  { call, tell }: Pick<ListenerParts, 'call' | 'tell'>,
  { home, user, trigger, opened }: Pick<SlackEvent, 'home' | 'user'> & { readonly trigger: string | undefined; readonly opened: Opened },
  { form, window, offer, home: page }: Reaction,
): Promise<void> {
  if (page !== undefined) await call(home, 'views.publish', { user_id: user, view: renderHome(page) })
  const view = form !== undefined ? renderForm(form, opened) : window === undefined ? undefined : renderWindow(window, window.title)
  if (view === undefined || trigger === undefined) return
  try {
    await call(home, 'views.open', { trigger_id: trigger, view })
  } catch (error) {
    tell(`slack: a window is not opened: ${codeOf(error)}; ${form === undefined ? 'it is said instead' : 'it is offered behind a button'}`)
    await offer?.()
  }
}
