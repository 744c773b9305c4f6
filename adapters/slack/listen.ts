import { setTimeout as sleep } from 'node:timers/promises'
import type { AckFn, App, BlockAction, Context } from '@slack/bolt'
import { starters, type App as Licet, type ChatReply, type Incoming, type Place, type Reaction, type Said } from '../../src/index.ts'
import { readValues, renderForm } from './form.ts'
import type { Grants } from './grants.ts'
import { renderHome } from './home.ts'
import type { People } from './people.ts'
import { part, placeOf, placeOfAction, readButton, readChecked, readCommand, readForm, readWords, startsThread } from './read.ts'
import { pressedIn, restId } from './buttons.ts'
import { renderWindow } from './render.ts'
import { isWay, wayLasts } from './respond.ts'
import { listenToTyping } from './typeahead.ts'
import { codeOf, type Call } from './web.ts'

/** What listening takes. */
export type Ears = {
  readonly call: Call
  readonly people: People
  readonly grants: Grants
  readonly licet: Licet
  readonly tell: (line: string) => void
  /** Where Slack is, where that is not its own address. */
  readonly apiUrl: string | undefined
  /** In epoch milliseconds. */
  readonly now: () => number
}

/** How long a direct message is answered without a word in between, in milliseconds. */
const patience = 500

/** Somebody did something: where the app lives, who and from which workspace, and what. */
type Heard = Omit<Incoming, 'event' | 'person' | 'audience' | 'fades' | 'startsThread'> & {
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
}

/** Says what each of Slack's callbacks means. Everything is kept before it is acknowledged. */
export function listen(app: App, ears: Ears): void {
  listenToWords(app, ears)
  listenToClicks(app, ears)
  listenToTyping(app, ears)
  listenToWorkspaces(app, ears)
}

/** Hands an event in. What is wrong with a form comes back, field by field. */
async function hand(ears: Ears, { home, user, from, trigger, way, opener, event: id, startsThread, ...rest }: Heard): Promise<Problems> {
  const { people, licet, call, tell } = ears
  const channel = part(rest.place.id).id
  const [person, audience, isOwn] = await Promise.all([
    people.person(home, user, from ?? home, trigger !== undefined),
    people.audience(home, channel),
    // Of messages between two others Licet hears nothing; but both may call it there.
    trigger === undefined && rest.said.kind !== 'submit' ? /^[DUW]/.test(channel) : people.isOwnChat(home, user, channel),
  ])
  const event = `slack:${id}`
  const isFirst = !isOwn && startsThread === true
  if (!isOwn) await keepDoor(ears, event, way, opener)
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
    const shown = accepted.done.then((reaction) => show(ears, { home, user, trigger, opened }, reaction))
    const waiting = audience === 'alone' && rest.said.kind === 'message' ? showWork(call, home, rest.place, accepted.done) : undefined
    for (const work of [shown, waiting]) work?.catch((error: unknown) => tell(`slack: not shown: ${codeOf(error)}`))
  }
  return {}
}

type Problems = Readonly<Record<string, string>>

/** Keeps the way to answer an event before it is handed in; a form is answered by the way of what opened it. Without one there are other ways. */
async function keepDoor({ licet: { doors }, apiUrl, now, tell }: Ears, event: string, way?: string, opener?: string): Promise<void> {
  try {
    const door = isWay(way, apiUrl) ? { way, until: now() + wayLasts } : opener === undefined ? undefined : await doors.find(opener)
    if (door !== undefined) await doors.keep(event, door)
  } catch (error) {
    tell(`slack: the way to answer an event is not kept: ${codeOf(error)}`)
  }
}

/** An answer that takes a person's patience is announced; Slack takes the notice away when the answer comes. */
async function showWork(call: Call, home: string, { id, thread }: Place, done: Promise<unknown>): Promise<void> {
  const isDone = await Promise.race([done.then(() => true), sleep(patience, false, { ref: false })])
  if (!isDone && thread !== undefined)
    await call(home, 'assistant.threads.setStatus', { channel_id: part(id).id, thread_ts: thread, status: 'is reading the rules …' })
}

type Opened = Parameters<typeof renderForm>[1]

/** A form and a window open as modals, a home page is published; all for that person alone. What Slack does not open in time is said instead. */
async function show(
  { call, tell }: Pick<Ears, 'call' | 'tell'>,
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

function listenToWords(app: App, ears: Ears): void {
  const hear = async (message: Spoken, { home, bot, event, channel }: Telling, kind: 'message' | 'overheard'): Promise<void> => {
    if (message.user === undefined || message.bot_id !== undefined) return
    const words = readWords(message, bot)
    // A mention with a file, and one that was changed, comes as one kind of event, the other or both.
    const isTwofold = (words.files !== undefined || message.edited !== undefined) && kind === 'message'
    await hand(ears, {
      event: isTwofold ? [channel, message.ts, ...(message.edited === undefined ? [] : [message.edited.ts])].join(':') : event,
      home,
      user: message.user,
      from: message.user_team,
      place: placeOf(home, channel, message.thread_ts ?? message.ts),
      startsThread: startsThread(message),
      ...(message.edited === undefined ? { message: message.ts } : { edits: message.ts }),
      said: { kind, ...words },
    })
  }
  app.event('app_mention', async ({ event, body, context }) => {
    const told = { home: context.teamId ?? body.team_id, bot: context.botUserId ?? '', event: body.event_id, channel: event.channel }
    await hear(event, told, 'message')
  })
  app.event('message', async ({ event, body, context }) => {
    const told = { home: context.teamId ?? body.team_id, bot: context.botUserId ?? '', event: body.event_id, channel: event.channel }
    const message = newsIn(event as Spoken & Changed)
    if (message === undefined) return
    const isDirect = event.channel_type === 'im'
    const isMention = (message.text ?? '').includes(`<@${told.bot}>`)
    // A mention comes as one; but with a file, or changed, it may come only so.
    if (isMention && !isDirect && message.edited === undefined && message.files === undefined) return
    if (message.edited !== undefined && !isMention && !isDirect) return
    await hear(message, told, isDirect || isMention ? 'message' : 'overheard')
  })
  app.command('/licet', async ({ command, context, ack }) => {
    const home = context.teamId ?? command.team_id
    await hand(ears, {
      event: command.trigger_id,
      home,
      user: command.user_id,
      from: command.team_id,
      trigger: command.trigger_id,
      way: command.response_url,
      place: placeOf(home, command.channel_id),
      said: { kind: 'message', text: readCommand(command.text) },
      isPrivate: true,
    })
    await ack()
  })
}

/** Where and by which event something was said. */
type Telling = { readonly home: string; readonly bot: string; readonly event: string; readonly channel: string }

/** A message as Slack tells it. `user_team` is the speaker's workspace, which may be another where a channel is shared. */
type Spoken = {
  readonly subtype?: string
  readonly user?: string
  readonly user_team?: string
  readonly bot_id?: string
  readonly text?: string
  readonly ts: string
  readonly thread_ts?: string
  readonly edited?: { readonly ts: string }
  readonly files?: readonly unknown[]
}

type Changed = { readonly message?: Spoken; readonly previous_message?: Spoken }

/** The message that a message event brings: a new one, or one whose words somebody changed. Slack tells of many other changes, too. */
function newsIn({ message, previous_message: before, ...event }: Spoken & Changed): Spoken | undefined {
  if (event.subtype === 'message_changed') return message?.edited !== undefined && message.text !== before?.text ? message : undefined
  return event.subtype === undefined || event.subtype === 'thread_broadcast' || event.subtype === 'file_share' ? event : undefined
}

function listenToClicks(app: App, ears: Ears): void {
  app.shortcut({ callback_id: 'ask', type: 'shortcut' }, async ({ shortcut, context, ack }) => {
    const home = context.teamId ?? shortcut.team?.id ?? ''
    await hand(ears, {
      event: shortcut.trigger_id,
      home,
      user: shortcut.user.id,
      from: shortcut.user.team_id,
      trigger: shortcut.trigger_id,
      place: placeOf(home, shortcut.user.id),
      said: { kind: 'action', action: 'ask' },
    })
    await ack()
  })
  app.shortcut({ callback_id: 'check', type: 'message_action' }, async ({ shortcut, context, ack }) => {
    const home = context.teamId ?? shortcut.team?.id ?? ''
    await hand(ears, {
      event: shortcut.trigger_id,
      home,
      user: shortcut.user.id,
      from: shortcut.user.team_id,
      trigger: shortcut.trigger_id,
      way: shortcut.response_url,
      place: placeOf(home, shortcut.channel.id),
      said: { kind: 'message', ...readChecked(shortcut.message) },
      isPrivate: true,
    })
    await ack()
  })
  app.action(restId, async ({ body, context, ack }) => {
    await ack()
    if (body.type !== 'block_actions') return
    const home = context.teamId ?? body.team?.id ?? ''
    await showWhole(ears, home, body).catch((error: unknown) => ears.tell(`slack: not shown: ${codeOf(error)}`))
  })
  app.action(/^(?!licet:rest$)/, async ({ body, action, context, ack }) => {
    const said = readAction(action)
    if (body.type !== 'block_actions' || said === undefined) ears.licet.refused('slack', 'a button that is not ours')
    else {
      const home = context.teamId ?? body.team?.id ?? ''
      await hand(ears, {
        event: body.trigger_id,
        home,
        user: body.user.id,
        from: body.user.team_id,
        trigger: body.trigger_id,
        way: body.response_url,
        place: placeOfAction(home, body),
        startsThread: startsThread(body.message),
        said,
      })
    }
    await ack()
  })
  app.view(/.*/, async ({ view, body, context, ack }) => {
    const home = context.teamId ?? body.team?.id ?? ''
    const from = body.user.team_id ?? home
    const read = readForm(view.callback_id, view.private_metadata, readValues(from, view.state.values))
    if (read === undefined) ears.licet.refused('slack', 'a form that is not ours')
    const problems =
      read === undefined ? {} : await hand(ears, { event: `${view.id}:${view.hash}`, home, user: body.user.id, from, ...read })
    await answerView(ack, problems)
  })
}

/** Opens all that a long message says, to read: whoever sees the message may. */
async function showWhole({ call, people, licet }: Ears, home: string, body: BlockAction): Promise<void> {
  const place = placeOfAction(home, body)
  const ts = body.message?.ts ?? String(body.container['message_ts'] ?? '')
  const isOwn = await people.isOwnChat(home, body.user.id, part(place.id).id)
  const { said, now } = await licet.shown(isOwn ? placeOf(home, body.user.id) : place, ts)
  const reply = now ?? said
  await call(home, 'views.open', { trigger_id: body.trigger_id, view: renderWindow(reply ?? gone, 'All of it') })
}

const gone: ChatReply = {
  tone: 'neutral',
  title: 'It is not here any more',
  blocks: [{ kind: 'text', text: 'What stood here was erased. Please ask again.' }],
  actions: [],
}

const readAction = (action: object): Said | undefined => readButton(...pressedIn(action))

/** A modal with faults stays open and says them, field by field. */
const answerView = async (ack: AckFn<never>, problems: Readonly<Record<string, string>>): Promise<void> =>
  Object.keys(problems).length === 0 ? await ack() : await ack({ response_action: 'errors', errors: problems } as never)

function listenToWorkspaces(app: App, ears: Ears): void {
  const removed = async (event: string, { teamId, enterpriseId, isEnterpriseInstall }: Context): Promise<void> => {
    const where = (isEnterpriseInstall ? enterpriseId : teamId) ?? ''
    await ears.grants.revoke({ team: teamId, enterprise: enterpriseId, isOrganization: isEnterpriseInstall })
    const person = { id: `slack:${where}`, name: 'Slack', bot: true }
    await ears.licet.accept({ event: `slack:${event}`, person, place: { platform: 'slack', id: where }, said: { kind: 'removed' } })
  }
  app.event('app_uninstalled', ({ body, context }) => removed(body.event_id, context))
  app.event('tokens_revoked', async ({ event, body, context }) => {
    if ((event.tokens.bot ?? []).length > 0) await removed(body.event_id, context)
  })
  app.event('app_home_opened', async ({ event, body, context }) => {
    const home = context.teamId ?? body.team_id
    if (event.tab === 'messages')
      await ears
        .call(home, 'assistant.threads.setSuggestedPrompts', { channel_id: event.channel, title: 'Ask, for example', prompts: starters })
        .catch((error: unknown) => ears.tell(`slack: no prompts shown: ${codeOf(error)}`))
    else
      await hand(ears, {
        event: body.event_id,
        home,
        user: event.user,
        from: undefined,
        place: placeOf(home, event.user),
        said: { kind: 'open-home' },
      })
  })
}
