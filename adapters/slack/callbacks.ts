import type { AckFn, App, BlockAction, Context, SlackShortcut, ViewResponseAction, ViewSubmitAction } from '@slack/bolt'
import { splitId, starters, type ChatReply, type IncomingAct } from '../../src/index.ts'
import { pressedIn, restId } from './buttons.ts'
import { readValues } from './form.ts'
import { submitEvent, type ListenerParts } from './submit-event.ts'
import { listenToWords } from './messages.ts'
import { placeOf, placeOfAction, readButton, readChecked, readForm, startsThread } from './read.ts'
import { refreshId } from './home.ts'
import { render, renderWindow } from './render.ts'
import { listenToTyping } from './typeahead.ts'
import { codeOf } from './web.ts'

/**
 * Registers a listener for each kind of Slack callback. Events for Licet are stored before they are
 * acknowledged. Callbacks are not stored if they only show something (the full text of a long message,
 * names while somebody types) or tell who joined.
 */
export function listen(app: App, parts: ListenerParts): void {
  listenToWords(app, parts)
  listenToShortcuts(app, parts)
  listenToClicks(app, parts)
  listenToTyping(app, parts)
  listenToWorkspaces(app, parts)
}

/** Who used a shortcut, and the workspace (`home`) in which Licet is installed. */
const byShortcut = ({ trigger_id: event, team, user }: SlackShortcut, { teamId }: Context) => ({
  event,
  home: teamId ?? team?.id ?? '',
  user: user.id,
  from: user.team_id,
  trigger: event,
})

function listenToShortcuts(app: App, parts: ListenerParts): void {
  app.shortcut({ callback_id: 'ask', type: 'shortcut' }, async ({ shortcut, context, ack }) => {
    const by = byShortcut(shortcut, context)
    await submitEvent(parts, { ...by, place: placeOf(by.home, shortcut.user.id), said: { kind: 'action', action: 'ask' } })
    await ack()
  })
  app.shortcut({ callback_id: 'check', type: 'message_action' }, async ({ shortcut, context, ack }) => {
    const by = byShortcut(shortcut, context)
    await submitEvent(parts, {
      ...by,
      responseUrl: shortcut.response_url,
      place: placeOf(by.home, shortcut.channel.id),
      said: { kind: 'message', ...readChecked(shortcut.message) },
      isPrivate: true,
    })
    await ack()
  })
  app.shortcut(/^(?!(?:ask|check)$)/, async ({ shortcut, context, ack }) => {
    parts.licet.refused('slack', 'a shortcut that is not ours')
    const { home, user } = byShortcut(shortcut, context)
    sayTooOld(parts, home, user)
    await ack()
  })
}

function listenToClicks(app: App, parts: ListenerParts): void {
  app.action(restId, async ({ body, context, ack }) => {
    await ack()
    if (body.type !== 'block_actions') return
    const home = context.teamId ?? body.team?.id ?? ''
    await showWhole(parts, home, body).catch((error: unknown) => parts.tell(`slack: not shown: ${codeOf(error)}`))
  })
  app.action(refreshId, async ({ body, context, ack }) => {
    await showHome(parts, context.teamId ?? body.team?.id ?? '', body.user.id, 'trigger_id' in body ? body.trigger_id : '')
    await ack()
  })
  app.action(/^(?!licet:(?:rest|home)$)/, async ({ body, action, context, ack }) => {
    const said = readAction(action)
    const home = context.teamId ?? body.team?.id ?? ''
    if (body.type !== 'block_actions' || said === undefined) {
      parts.licet.refused('slack', 'a button that is not ours')
      sayTooOld(parts, home, body.user.id)
    } else {
      await submitEvent(parts, {
        event: body.trigger_id,
        home,
        user: body.user.id,
        from: body.user.team_id,
        trigger: body.trigger_id,
        responseUrl: body.response_url,
        place: placeOfAction(home, body),
        startsThread: startsThread(body.message),
        said,
        // A button on the Home tab changes that page, so it is published again afterwards.
        afterwards: body.view?.type === 'home' ? () => showHome(parts, home, body.user.id, body.trigger_id) : undefined,
      })
    }
    await ack()
  })
  app.view<ViewSubmitAction>(/.*/, async ({ view, body, context, ack }) => {
    const home = context.teamId ?? body.team?.id ?? ''
    const from = body.user.team_id ?? home
    const read = readForm(view.callback_id, view.private_metadata, readValues(from, view.state.values))
    if (read === undefined) parts.licet.refused('slack', 'a form that is not ours')
    const problems =
      read === undefined ? {} : await submitEvent(parts, { event: `${view.id}:${view.hash}`, home, user: body.user.id, from, ...read })
    await answerView(ack, problems)
  })
}

/** Publishes a person's Home tab again. */
const showHome = (parts: ListenerParts, home: string, user: string, event: string): Promise<unknown> =>
  submitEvent(parts, { event: `${event}:home`, home, user, from: undefined, place: placeOf(home, user), said: { kind: 'open-home' } })

/** Tells a person, in their own chat, that the button they pressed no longer works. */
function sayTooOld({ call, tell }: ListenerParts, home: string, user: string): void {
  const { text, blocks } = render(tooOld)
  call(home, 'chat.postMessage', { channel: user, text, blocks }).catch((error: unknown) => tell(`slack: not shown: ${codeOf(error)}`))
}

const tooOld: ChatReply = {
  tone: 'neutral',
  title: 'I do not know that button any more',
  blocks: [{ kind: 'text', text: 'It is of another time or another app; nothing was done. Ask me in words, or write help.' }],
  actions: [],
}

/** Opens the full text of a message that was too long, in a modal. Whoever sees the message may also read its full text. */
async function showWhole({ call, people, licet }: ListenerParts, home: string, body: BlockAction): Promise<void> {
  const place = placeOfAction(home, body)
  const ts = body.message?.ts ?? String(body.container['message_ts'] ?? '')
  const isOwn = await people.isOwnChat(home, body.user.id, splitId(place.id).id)
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

const readAction = (action: object): IncomingAct | undefined => readButton(...pressedIn(action))

/** Acknowledges a submitted modal. If there are problems, the modal stays open and shows them at its fields. */
const answerView = async (ack: AckFn<ViewResponseAction>, problems: Readonly<Record<string, string>>): Promise<void> =>
  Object.keys(problems).length === 0 ? await ack() : await ack({ response_action: 'errors', errors: problems })

function listenToWorkspaces(app: App, parts: ListenerParts): void {
  const removed = async (event: string, { teamId, enterpriseId, isEnterpriseInstall }: Context): Promise<void> => {
    const where = (isEnterpriseInstall ? enterpriseId : teamId) ?? ''
    await parts.grants.revoke({ team: teamId, enterprise: enterpriseId, isOrganization: isEnterpriseInstall })
    const person = { id: `slack:${where}`, name: 'Slack', bot: true }
    await parts.licet.accept({ event: `slack:${event}`, person, place: { platform: 'slack', id: where }, said: { kind: 'removed' } })
  }
  app.event('app_uninstalled', ({ body, context }) => removed(body.event_id, context))
  app.event('tokens_revoked', async ({ event, body, context }) => {
    if ((event.tokens.bot ?? []).length > 0) await removed(body.event_id, context)
  })
  const moved = async (home: string, channel: string): Promise<void> => await Promise.resolve(parts.people.moved(home, channel))
  app.event('member_joined_channel', ({ event, body, context }) => moved(context.teamId ?? body.team_id, event.channel))
  app.event('member_left_channel', ({ event, body, context }) => moved(context.teamId ?? body.team_id, event.channel))
  app.event('app_home_opened', async ({ event, body, context }) => {
    const home = context.teamId ?? body.team_id
    if (event.tab === 'messages')
      await parts
        .call(home, 'assistant.threads.setSuggestedPrompts', { channel_id: event.channel, title: 'Ask, for example', prompts: starters })
        .catch((error: unknown) => parts.tell(`slack: no prompts shown: ${codeOf(error)}`))
    else
      await submitEvent(parts, {
        event: body.event_id,
        home,
        user: event.user,
        from: undefined,
        place: placeOf(home, event.user),
        said: { kind: 'open-home' },
      })
  })
}
