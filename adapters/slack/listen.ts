import type { AckFn, App, BlockAction, Context } from '@slack/bolt'
import { starters, type ChatReply, type Said } from '../../src/index.ts'
import { pressedIn, restId } from './buttons.ts'
import { readValues } from './form.ts'
import { hand, type Ears } from './hand.ts'
import { listenToWords } from './messages.ts'
import { part, placeOf, placeOfAction, readButton, readChecked, readForm, startsThread } from './read.ts'
import { renderWindow } from './render.ts'
import { listenToTyping } from './typeahead.ts'
import { codeOf } from './web.ts'

/** Says what each of Slack's callbacks means. Everything is kept before it is acknowledged. */
export function listen(app: App, ears: Ears): void {
  listenToWords(app, ears)
  listenToClicks(app, ears)
  listenToTyping(app, ears)
  listenToWorkspaces(app, ears)
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
  const moved = async (home: string, channel: string): Promise<void> => await Promise.resolve(ears.people.moved(home, channel))
  app.event('member_joined_channel', ({ event, body, context }) => moved(context.teamId ?? body.team_id, event.channel))
  app.event('member_left_channel', ({ event, body, context }) => moved(context.teamId ?? body.team_id, event.channel))
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
