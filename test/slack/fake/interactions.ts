import { chooseOption, enterValue, keepsState, stateValues, withEntered } from './elements.ts'
import type { Placed, Value } from './elements.ts'
import { installation } from './events.ts'
import { misuse } from './failure.ts'
import { newResponseUrl } from './response-url.ts'
import { isObject } from './schema.ts'
import { newTrigger } from './store.ts'
import type { Store } from './store.ts'
import type { Channel, Entered, Json, Message, OpenView, User } from './types.ts'
import { threadOf, wireMessage } from './workspace.ts'

/** Where an element stands: in a message or in a view. */
export type Surface = { readonly message: Message; readonly channel: Channel } | { readonly shown: OpenView }

/** The fields that every interaction payload has. */
const commonPayload = (store: Store, user: User, teamId: string): Json => ({
  user: { id: user.id, username: user.name, name: user.name, team_id: user.team_id },
  api_app_id: store.config.appId,
  token: 'verification-token',
  team: { id: teamId, domain: store.config.teamDomain },
  enterprise: null,
  is_enterprise_install: false,
})

/** The name of a conversation as interaction payloads give it. */
const payloadChannel = (channel: Channel): Json => {
  if (channel.is_im) return { id: channel.id, name: 'directmessage' }
  return { id: channel.id, name: channel.is_private ? 'privategroup' : channel.name }
}

/** A view as payloads carry it, with what was entered so far. */
const payloadView = ({ view, entered }: OpenView): Json => ({ ...view, state: { values: stateValues(view.blocks, entered) } })

const isHidden = (message: Message) => message.ephemeral_user !== undefined

const messageContainer = (store: Store, message: Message): Json => ({
  type: 'message',
  message_ts: message.ts,
  ...(threadOf(store, message)['thread_ts'] === undefined ? {} : { thread_ts: threadOf(store, message)['thread_ts'] }),
  channel_id: message.channel,
  is_ephemeral: isHidden(message),
})

const messageFields = (store: Store, message: Message, channel: Channel): Json => ({
  container: messageContainer(store, message),
  channel: payloadChannel(channel),
  ...(isHidden(message) ? {} : { message: wireMessage(store, message) }),
})

/** The fields that say where an interaction took place. */
const surfaceFields = (store: Store, surface: Surface): Json =>
  'shown' in surface
    ? { container: { type: 'view', view_id: surface.shown.view.id }, view: payloadView(surface.shown) }
    : messageFields(store, surface.message, surface.channel)

/** The workspace in which a surface belongs to the app. */
const surfaceTeam = (surface: Surface): string => ('shown' in surface ? surface.shown.view.team_id : surface.channel.team_id)

const feedback = (element: Json, value: Value | undefined): Json => {
  const buttons = { positive: element['positive_button'], negative: element['negative_button'] }
  const chosen = Object.entries(buttons).find(
    ([name, button]) => isObject(button) && [name, button['value']].includes(value as string),
  )?.[1]
  return isObject(chosen)
    ? { value: chosen['value'], text: chosen['text'] }
    : misuse("click feedback buttons with value 'positive' or 'negative'")
}

const carried: readonly string[] = ['text', 'value', 'url', 'style', 'icon', 'confirm', 'placeholder', 'accessibility_label']

const ownFields = (element: Json): Json =>
  Object.fromEntries(Object.entries(element).filter(([key]) => carried.includes(key) || key.startsWith('initial_')))

const chosenPart = (element: Json, value: Value | undefined, suggested: readonly unknown[]): Json => {
  if (element['type'] === 'feedback_buttons') return feedback(element, value)
  if (element['type'] === 'overflow') return { selected_option: chooseOption(element, value, suggested) }
  if (!keepsState(element)) return {}
  return enterValue(element, value ?? misuse(`say which value to give ${String(element['action_id'])}`), suggested)
}

/** The entry of `actions` for what a person did with an element. */
export const actionOf = (store: Store, { block, element }: Placed, value: Value | undefined, suggested: readonly unknown[]): Json => ({
  ...ownFields(element),
  ...chosenPart(element, value, suggested),
  type: element['type'],
  action_id: element['action_id'],
  block_id: block.block_id,
  action_ts: store.clock.ts(),
})

/** What is entered on the surface once the person used the element. */
export const enteredAfter = (entered: Entered, placed: Placed, value: Value | undefined, suggested: readonly unknown[]): Entered =>
  keepsState(placed.element) && value !== undefined ? withEntered(entered, placed, enterValue(placed.element, value, suggested)) : entered

const messageExtras = (store: Store, origin: string, user: User, message: Message): Json => ({
  state: { values: stateValues(message.blocks, message.entered) },
  response_url: newResponseUrl(store, origin, { channel: message.channel, user: user.id, original: message.ts }),
})

/** The block_actions payload for one action on a surface. */
export const blockActions = (store: Store, origin: string, user: User, surface: Surface, action: Json): Json => ({
  type: 'block_actions',
  ...commonPayload(store, user, surfaceTeam(surface)),
  ...surfaceFields(store, surface),
  trigger_id: newTrigger(store, user.id, 'shown' in surface ? surface.shown.view.id : undefined),
  ...('shown' in surface ? {} : messageExtras(store, origin, user, surface.message)),
  actions: [action],
})

/** The block_suggestion payload for what a person typed into an external select. */
export const blockSuggestion = (store: Store, user: User, surface: Surface, { block, element }: Placed, query: string): Json => ({
  type: 'block_suggestion',
  ...commonPayload(store, user, surfaceTeam(surface)),
  ...surfaceFields(store, surface),
  action_id: element['action_id'],
  block_id: block.block_id,
  value: query,
})

/** The payload of a slash command. */
export const commandBody = (store: Store, origin: string, user: User, channel: Channel, command: string, text: string): Json => ({
  token: 'verification-token',
  team_id: channel.team_id,
  team_domain: store.config.teamDomain,
  channel_id: channel.id,
  channel_name: String(payloadChannel(channel)['name']),
  user_id: user.id,
  user_name: user.name,
  command,
  text,
  api_app_id: store.config.appId,
  is_enterprise_install: 'false',
  response_url: newResponseUrl(store, origin, { channel: channel.id, user: user.id }),
  trigger_id: newTrigger(store, user.id),
})

/** The payload of a shortcut from the global menu. */
export const globalShortcut = (store: Store, user: User, callbackId: string): Json => ({
  type: 'shortcut',
  ...commonPayload(store, user, installation(store, user.team_id).team_id),
  action_ts: store.clock.ts(),
  callback_id: callbackId,
  trigger_id: newTrigger(store, user.id),
})

/** The payload of a shortcut from a message's menu. */
export const messageShortcut = (
  store: Store,
  origin: string,
  user: User,
  message: Message,
  channel: Channel,
  callbackId: string,
): Json => ({
  type: 'message_action',
  ...commonPayload(store, user, channel.team_id),
  action_ts: store.clock.ts(),
  callback_id: callbackId,
  trigger_id: newTrigger(store, user.id),
  response_url: newResponseUrl(store, origin, { channel: channel.id, user: user.id, original: message.ts }),
  message_ts: message.ts,
  channel: payloadChannel(channel),
  message: wireMessage(store, message),
})

const responseUrls = (store: Store, origin: string, user: User, shown: OpenView): readonly Json[] => {
  const values = stateValues(shown.view.blocks, shown.entered)
  const asked = shown.view.blocks.filter((block) => isObject(block['element']) && block['element']['response_url_enabled'] === true)
  return asked.flatMap((block) => {
    const actionId = String((block['element'] as Json)['action_id'])
    const state = values[String(block.block_id)]?.[actionId]
    const channel = state?.['selected_conversation'] ?? state?.['selected_channel']
    const url = typeof channel === 'string' ? newResponseUrl(store, origin, { channel, user: user.id }) : undefined
    return url === undefined ? [] : [{ block_id: block.block_id, action_id: actionId, channel_id: channel, response_url: url }]
  })
}

/** The payload of a submitted modal. */
export const viewSubmission = (store: Store, origin: string, user: User, shown: OpenView): Json => ({
  type: 'view_submission',
  // The team of a sent form is its sender's, also where the app is not installed (github.com/slackapi/bolt-js/issues/1614).
  ...commonPayload(store, user, user.team_id),
  trigger_id: newTrigger(store, user.id, shown.view.id),
  view: payloadView(shown),
  response_urls: responseUrls(store, origin, user, shown),
})

/** The payload of a closed modal. */
export const viewClosed = (store: Store, user: User, shown: OpenView, cleared: boolean): Json => ({
  type: 'view_closed',
  ...commonPayload(store, user, shown.view.team_id),
  view: payloadView(shown),
  is_cleared: cleared,
})
