import { neededArg, refuseArguments, textArg } from './args.ts'
import { checkView } from './block-rules.ts'
import { nameBlocks } from './elements.ts'
import { fail } from './failure.ts'
import type { Method } from './method.ts'
import { describe, isObject } from './schema.ts'
import { homeOf, modalStack, newHex, newId, putView } from './store.ts'
import type { Store, Trigger } from './store.ts'
import type { Block, Json, OpenView, Token, View } from './types.ts'
import { knownUser } from './workspace.ts'

const triggerLifeMs = 3000
const maxStack = 3

const exchangeTrigger = (store: Store, id: string): Trigger => {
  const trigger = store.triggers.get(id) ?? fail('invalid_trigger_id')
  if (trigger.used) fail('exchanged_trigger_id')
  if (store.clock.now() - trigger.at > triggerLifeMs) fail('expired_trigger_id')
  store.triggers.set(id, { ...trigger, used: true })
  return trigger
}

const sameExternalId = (store: Store, externalId: string, exceptId: string) =>
  [...store.views.values()].some((each) => each.open && each.view.external_id === externalId && each.view.id !== exceptId)

/** Checks a view an app gave and lists what Slack would refuse. */
export const viewProblems = (view: unknown, surface: 'modal' | 'home'): readonly string[] => describe(checkView(view, surface))

const checkedView = (store: Store, view: unknown, surface: 'modal' | 'home', replaces = ''): Json => {
  if (!isObject(view)) return refuseArguments(['missing required field: view [json-pointer:/view]'])
  if (JSON.stringify(view).length > 250_000) fail('view_too_large')
  const problems = viewProblems(view, surface)
  if (problems.length) refuseArguments(problems)
  const externalId = textArg(view, 'external_id')
  return externalId && sameExternalId(store, externalId, replaces) ? fail('duplicate_external_id') : view
}

const newHash = (store: Store) => `${Math.floor(store.clock.now() / 1000)}.${newHex(4)}`

/** The place of a view among others: its own id and those of the root and the view below. */
export type Place = { readonly id: string; readonly root: string; readonly previous: string | null }

/** Makes a view as Slack keeps it from what the app gave. */
const buildView = (store: Store, token: Pick<Token, 'team_id'>, given: Json, place: Place): View => ({
  id: place.id,
  team_id: token.team_id,
  type: given['type'] === 'home' ? 'home' : 'modal',
  title: given['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
  submit: given['submit'] ?? null,
  close: given['close'] ?? null,
  blocks: nameBlocks(given['blocks'] as readonly Block[]),
  callback_id: textArg(given, 'callback_id') ?? '',
  private_metadata: textArg(given, 'private_metadata') ?? '',
  external_id: textArg(given, 'external_id') ?? '',
  state: { values: {} },
  hash: newHash(store),
  clear_on_close: given['clear_on_close'] === true,
  notify_on_close: given['notify_on_close'] === true,
  root_view_id: place.root,
  previous_view_id: place.previous,
  app_id: store.config.appId,
  app_installed_team_id: token.team_id,
  bot_id: store.config.botId,
})

const newPlace = (): Place => {
  const id = newId('V')
  return { id, root: id, previous: null }
}

const opened = (view: View, user: string): OpenView => ({ view, user, open: true, entered: {}, errors: {} })

/** Closes modals without telling the app. */
export const closeViews = (store: Store, views: readonly OpenView[]): void => {
  for (const each of views) putView(store, { ...each, open: false })
}

/** Puts a view on top of a person's modals, if there is room. */
export const pushView = (store: Store, below: OpenView, given: Json): OpenView => {
  if (modalStack(store, below.user).length >= maxStack) fail('push_limit_reached')
  const place = { id: newId('V'), root: below.view.root_view_id, previous: below.view.id }
  return putView(store, opened(buildView(store, below.view, given, place), below.user))
}

/** Replaces what a view shows and keeps its id and what was entered. */
export const replaceView = (store: Store, shown: OpenView, given: Json): OpenView => {
  const { id, root_view_id: root, previous_view_id: previous } = shown.view
  return putView(store, { ...shown, view: buildView(store, shown.view, given, { id, root, previous }), errors: {} })
}

const open: Method = ({ store, args, token }) => {
  const view = checkedView(store, args['view'], 'modal')
  const { user } = exchangeTrigger(store, neededArg(args, 'trigger_id'))
  closeViews(store, modalStack(store, user))
  return { view: putView(store, opened(buildView(store, token, view, newPlace()), user)).view }
}

const push: Method = ({ store, args }) => {
  const view = checkedView(store, args['view'], 'modal')
  const trigger = exchangeTrigger(store, neededArg(args, 'trigger_id'))
  const below = store.views.get(trigger.view ?? '')
  return below?.open ? { view: pushView(store, below, view).view } : fail('not_found')
}

const namedView = (store: Store, args: Json): OpenView => {
  const external = textArg(args, 'external_id')
  const found = external
    ? [...store.views.values()].find((each) => each.open && each.view.external_id === external)
    : store.views.get(neededArg(args, 'view_id'))
  return found?.open ? found : fail('not_found')
}

const checkHash = (args: Json, shown: OpenView | undefined) => {
  const hash = textArg(args, 'hash')
  return hash !== undefined && shown !== undefined && hash !== shown.view.hash ? fail('hash_conflict') : undefined
}

const update: Method = ({ store, args }) => {
  const shown = namedView(store, args)
  const view = checkedView(store, args['view'], shown.view.type, shown.view.id)
  checkHash(args, shown)
  return { view: replaceView(store, shown, view).view }
}

const publish: Method = ({ store, args, token }) => {
  const user = knownUser(store, token, neededArg(args, 'user_id'))
  const shown = homeOf(store, user.id, token.team_id)
  const view = checkedView(store, args['view'], 'home', shown?.view.id)
  checkHash(args, shown)
  const home = shown ? replaceView(store, shown, view) : putView(store, opened(buildView(store, token, view, newPlace()), user.id))
  return { view: home.view }
}

/** The views methods. */
export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.push': push,
  'views.update': update,
  'views.publish': publish,
}
