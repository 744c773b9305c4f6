import { setTimeout as sleep } from 'node:timers/promises'
import type { App as Licet, Incoming, Place, Reaction } from '../../src/index.ts'
import { renderForm } from './form.ts'
import type { Grants } from './grants.ts'
import { renderHome } from './home.ts'
import type { People } from './people.ts'
import { splitId } from './read.ts'
import { isWay, wayLasts } from './respond.ts'
import { renderWindow } from './render.ts'
import type { Titles } from './titles.ts'
import { codeOf, type Call } from './web.ts'

/** What the listeners work with. */
export type Listener = {
  readonly call: Call
  readonly people: People
  readonly grants: Grants
  readonly licet: Licet
  readonly titles: Titles
  readonly tell: (line: string) => void
  /** Where Slack is, where that is not its own address. */
  readonly apiUrl: string | undefined
  /** In epoch milliseconds. */
  readonly now: () => number
}

/** How long a direct message is answered without a word in between, in milliseconds. */
const patience = 500

/** Somebody did something: where the app lives, who and from which workspace, and what. */
export type Heard = Omit<Incoming, 'event' | 'person' | 'audience' | 'fades' | 'startsThread'> & {
  readonly event: string
  readonly home: string
  readonly user: string
  readonly from: string | undefined
  /** Whether nobody has replied yet in the thread of its place. */
  readonly startsThread?: boolean | undefined
  /** What lets a form be opened, for three seconds. */
  readonly trigger?: string
  /** The address that answers the event, for half an hour; or the event that opened the form which was sent now. */
  readonly way?: string | undefined
  readonly opener?: string | undefined
  /** Done once it is handled, such as to show a page anew. */
  readonly afterwards?: (() => Promise<unknown>) | undefined
}

/** Hands an event in. What is wrong with a form comes back, field by field. */
export async function hand(
  listener: Listener,
  { home, user, from, trigger, way, opener, event: id, startsThread, afterwards, ...rest }: Heard,
): Promise<Problems> {
  const { people, licet, call, tell, titles } = listener
  const channel = splitId(rest.place.id).id
  const [person, audience, isOwn] = await Promise.all([
    people.person(home, user, from ?? home, trigger !== undefined),
    people.audience(home, channel),
    // Of messages between two others Licet hears nothing; but both may call it there.
    trigger === undefined && rest.said.kind !== 'submit' ? /^[DUW]/.test(channel) : people.isOwnChat(home, user, channel),
  ])
  const event = `slack:${id}`
  const isFirst = !isOwn && startsThread === true
  if (!isOwn) await keepReplyAddress(listener, event, way, opener)
  else if (startsThread === true && rest.said.kind === 'message') titles.begin(rest.place)
  const accepted = await licet.accept({
    ...rest,
    // Whoever is of another organization has no chat of their own with Licet.
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
    const shown = accepted.done.then((reaction) => show(listener, { home, user, trigger, opened }, reaction))
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

/** Keeps the way to answer an event before it is handed in; a form is answered by the way of what opened it. Without one there are other ways. */
async function keepReplyAddress(
  { licet: { replyAddresses }, apiUrl, now, tell }: Listener,
  event: string,
  way?: string,
  opener?: string,
): Promise<void> {
  try {
    const address = isWay(way, apiUrl)
      ? { way, until: now() + wayLasts }
      : opener === undefined
        ? undefined
        : await replyAddresses.find(opener)
    if (address !== undefined) await replyAddresses.keep(event, address)
  } catch (error) {
    tell(`slack: the way to answer an event is not kept: ${codeOf(error)}`)
  }
}

/** An answer that takes a person's patience, or waits for its turn in a busy channel, is announced; Slack takes the notice away when it comes. */
async function showWork(call: Call, home: string, { id, thread }: Place, done: Promise<Reaction>): Promise<void> {
  if (thread === undefined) return
  const show = (status: string): Promise<unknown> =>
    call(home, 'assistant.threads.setStatus', { channel_id: splitId(id).id, thread_ts: thread, status })
  const pause = sleep(patience, undefined, { ref: false })
  const reaction = await Promise.race([done, pause])
  if (reaction === undefined) return void (await show('is reading the rules …'))
  const { isSaid } = reaction
  if (isSaid === undefined) return
  await pause
  if (await isSaid()) return
  await show('has your answer, which waits for its turn …')
  // What was said meanwhile took no notice away.
  if (await isSaid()) await show('')
}

type Opened = Parameters<typeof renderForm>[1]

/** A form and a window open as modals, a home page is published; all for that person alone. What Slack does not open in time is said instead. */
async function show(
  { call, tell }: Pick<Listener, 'call' | 'tell'>,
  { home, user, trigger, opened }: Pick<Heard, 'home' | 'user'> & { readonly trigger: string | undefined; readonly opened: Opened },
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
