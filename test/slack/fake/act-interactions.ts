import { findElement } from './elements.ts'
import type { Placed, Value } from './elements.ts'
import { actor, installation, place } from './events.ts'
import { misuse } from './failure.ts'
import { checkComplete, fillIn, suggestionKey } from './form.ts'
import type { Values } from './form.ts'
import {
  actionOf,
  blockActions,
  blockSuggestion,
  commandBody,
  enteredAfter,
  globalShortcut,
  messageShortcut,
  viewClosed,
  viewSubmission,
} from './interactions.ts'
import type { Surface } from './interactions.ts'
import { ackOutcome, commandOutcome, submissionOutcome, suggestionOutcome } from './outcomes.ts'
import type { Answered, Submitted, Suggested } from './outcomes.ts'
import { closeViews } from './methods-views.ts'
import { getMessage, homeOf, modalStack, putMessage, putView } from './store.ts'
import type { Store } from './store.ts'
import type { Transport } from './transport.ts'
import type { Block, DeliverOptions, Delivery, Entered, Json, Message, OpenView, View } from './types.ts'

/** The surface a person acts on: a message, a view, or else the modal they have open. */
export type On = { readonly message?: Pick<Message, 'channel' | 'ts'>; readonly view?: Pick<View, 'id'> | 'home' }

/** An element on a surface. */
export type Element = On & { readonly user: string; readonly actionId: string; readonly blockId?: string }

/** Things people do with the app's commands, buttons, menus and forms. */
export type InteractionActs = {
  /** Types a slash command. */
  readonly command: (
    what: { readonly user: string; readonly channel: string; readonly command: string; readonly text?: string },
    options?: DeliverOptions,
  ) => Promise<Answered>
  /** Uses a button, menu or other element of a message, a view or the open modal. */
  readonly click: (what: Element & { readonly value?: Value }, options?: DeliverOptions) => Promise<Delivery>
  /** Types into an external select and gets the app's options. */
  readonly suggest: (what: Element & { readonly query: string }, options?: DeliverOptions) => Promise<Suggested>
  /** Fills in and submits a modal, the open one unless told. */
  readonly submit: (
    what: { readonly user: string; readonly view?: Pick<View, 'id'>; readonly values?: Values },
    options?: DeliverOptions,
  ) => Promise<Submitted>
  /** Closes a modal, or all of them; Slack tells the app only if notify_on_close is on. */
  readonly close: (
    what: { readonly user: string; readonly view?: Pick<View, 'id'>; readonly all?: boolean },
    options?: DeliverOptions,
  ) => Promise<Delivery | undefined>
  /** Uses a shortcut of the global menu. */
  readonly shortcut: (what: { readonly user: string; readonly callbackId: string }, options?: DeliverOptions) => Promise<Delivery>
  /** Uses a shortcut of a message's menu. */
  readonly messageShortcut: (
    what: { readonly user: string; readonly message: Pick<Message, 'channel' | 'ts'>; readonly callbackId: string },
    options?: DeliverOptions,
  ) => Promise<Delivery>
}

const seenMessage = (
  store: Store,
  user: string,
  { channel: id, ts }: Pick<Message, 'channel' | 'ts'>,
): Surface & { readonly message: Message } => {
  const message = getMessage(store, id, ts) ?? misuse(`no message ${ts} in ${id}`)
  if (message.deleted) misuse(`message ${ts} is deleted`)
  if (message.ephemeral_user !== undefined && message.ephemeral_user !== user) misuse(`only ${message.ephemeral_user} sees message ${ts}`)
  return { message, channel: place(store, id, user) }
}

const openModal = (store: Store, user: string, view?: Pick<View, 'id'>): OpenView => {
  const top = modalStack(store, user).at(-1) ?? misuse(`${user} has no modal open`)
  return view === undefined || top.view.id === view.id ? top : misuse(`${user} does not see view ${view.id} but ${top.view.id}`)
}

const openHome = (store: Store, user: string): OpenView =>
  homeOf(store, user, actor(store, user).team_id) ?? misuse(`${user} has no Home tab yet`)

const seenView = (store: Store, user: string, view: On['view']): OpenView => {
  if (view === 'home') return openHome(store, user)
  const known = view && store.views.get(view.id)
  return known?.view.type === 'home' && known.user === user ? known : openModal(store, user, view)
}

const surfaceOf = (store: Store, user: string, { message, view }: On): Surface =>
  message ? seenMessage(store, user, message) : { shown: seenView(store, user, view) }

const blocksOf = (surface: Surface): readonly Block[] => ('shown' in surface ? surface.shown.view.blocks : surface.message.blocks)
const enteredOn = (surface: Surface): Entered => ('shown' in surface ? surface.shown.entered : surface.message.entered)
const surfaceId = (surface: Surface): string => ('shown' in surface ? surface.shown.view.id : surface.message.ts)

const withEnteredOn = (store: Store, surface: Surface, entered: Entered): Surface =>
  'shown' in surface
    ? { shown: putView(store, { ...surface.shown, entered }) }
    : { ...surface, message: putMessage(store, { ...surface.message, entered }) }

const checkDispatches = ({ block, element }: Placed) => {
  if (block.type === 'input' && block['dispatch_action'] !== true)
    misuse(`Slack sends nothing for ${String(element['action_id'])}: its input block has no dispatch_action`)
}

const checkQuery = ({ element }: Placed, query: string) => {
  const least = Number(element['min_query_length'] ?? 3)
  if (!String(element['type']).endsWith('external_select')) misuse(`${String(element['action_id'])} is no external select`)
  if (query.length < least) misuse(`Slack asks for options from ${least} characters on (min_query_length)`)
}

type Send = (body: Json, options?: DeliverOptions) => Promise<Delivery>

const createElementActs = (store: Store, origin: string, send: Send): Pick<InteractionActs, 'click' | 'suggest'> => ({
  click: async ({ user: id, actionId, blockId, value, ...on }, options) => {
    const user = actor(store, id)
    const surface = surfaceOf(store, id, on)
    const placed = findElement(blocksOf(surface), actionId, blockId)
    checkDispatches(placed)
    const suggested = store.suggestions.get(suggestionKey(surfaceId(surface), placed)) ?? []
    const action = actionOf(store, placed, value, suggested)
    const after = withEnteredOn(store, surface, enteredAfter(enteredOn(surface), placed, value, suggested))
    return ackOutcome(await send(blockActions(store, origin, user, after, action), options))
  },
  suggest: async ({ user: id, actionId, blockId, query, ...on }, options) => {
    const surface = surfaceOf(store, id, on)
    const placed = findElement(blocksOf(surface), actionId, blockId)
    checkQuery(placed, query)
    const delivery = await send(blockSuggestion(store, actor(store, id), surface, placed, query), options)
    return suggestionOutcome(store, suggestionKey(surfaceId(surface), placed), delivery)
  },
})

const createModalActs = (store: Store, origin: string, send: Send): Pick<InteractionActs, 'submit' | 'close'> => ({
  submit: async ({ user: id, view, values = {} }, options) => {
    const user = actor(store, id)
    const shown = putView(store, { ...fillIn(store, openModal(store, id, view), values), errors: {} })
    if (shown.view['submit'] === null) misuse('the view has no submit button')
    checkComplete(shown)
    return submissionOutcome(store, shown, await send(viewSubmission(store, origin, user, shown), options))
  },
  close: async ({ user: id, view, all = false }, options) => {
    const shown = openModal(store, id, view)
    const cleared = all || shown.view.clear_on_close
    closeViews(store, cleared ? modalStack(store, id) : [shown])
    return shown.view.notify_on_close ? ackOutcome(await send(viewClosed(store, actor(store, id), shown, cleared), options)) : undefined
  },
})

/** Makes the acts that reach the app as commands and interactions. */
export const createInteractionActs = (store: Store, transport: Transport, origin: string): InteractionActs => {
  const send: Send = (body, options) => transport.send({ kind: 'interactive', body }, options)
  return {
    ...createElementActs(store, origin, send),
    ...createModalActs(store, origin, send),
    command: async ({ user: id, channel: channelId, command, text = '' }, options) => {
      const user = actor(store, id)
      const channel = place(store, channelId, id)
      installation(store, channel.team_id)
      const body = commandBody(store, origin, user, channel, command, text)
      return commandOutcome(store, { channel: channelId, user: id }, await transport.send({ kind: 'slash_commands', body }, options))
    },
    shortcut: async ({ user, callbackId }, options) =>
      ackOutcome(await send(globalShortcut(store, actor(store, user), callbackId), options)),
    messageShortcut: async ({ user, message, callbackId }, options) => {
      const { message: seen, channel } = { ...seenMessage(store, user, message), channel: place(store, message.channel, user) }
      return ackOutcome(await send(messageShortcut(store, origin, actor(store, user), seen, channel, callbackId), options))
    },
  }
}
