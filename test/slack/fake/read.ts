import { textArg } from './args.ts'
import { modalStack, homeOf } from './store.ts'
import type { Store } from './store.ts'
import { plainText } from './text.ts'
import type { Assistant, Call, Message, OpenView, Response, View } from './types.ts'
import { openDirect } from './workspace.ts'
import { installation } from './events.ts'

/** What a test can look at. */
export type Reading = {
  /** Calls of the Web API, all or of one method, in order. */
  readonly calls: (method?: string) => readonly Call[]
  /** Posts to response_urls, in order. */
  readonly responses: () => readonly Response[]
  /** What everyone sees in a channel, threads included, oldest first. */
  readonly messages: (channel: string) => readonly Message[]
  /** A message as it stands now, deleted ones too. */
  readonly messageAt: (channel: string, ts: string) => Message | undefined
  /** The replies in a thread, without its root. */
  readonly thread: (channel: string, ts: string) => readonly Message[]
  /** The app's messages in the direct message with a person. */
  readonly direct: (user: string) => readonly Message[]
  /** What only this person sees, oldest first. */
  readonly ephemerals: (user: string) => readonly Message[]
  /** A person's Home tab. */
  readonly home: (user: string) => View | undefined
  /** The modal a person sees now, with field errors and what was entered. */
  readonly modal: (user: string) => OpenView | undefined
  /** All modals a person has open, the lowest first. */
  readonly modals: (user: string) => readonly OpenView[]
  /** What the assistant methods set for a thread, or for the whole direct message. */
  readonly assistant: (channel: string, threadTs?: string) => Assistant
  /** The id of the direct message between a person and the app. */
  readonly directId: (user: string) => string
  /** What a notification shows of a message. */
  readonly plainText: (message: Pick<Message, 'text'>) => string
  /** Waits until the predicate gives something true, looking again after every change (and now and then), and gives that. */
  readonly until: <T>(predicate: () => T, ms?: number) => Promise<Truthy<T>>
}

/** What is left of a type when it is true. */
export type Truthy<T> = Exclude<T, false | '' | 0 | null | undefined>

const lookEveryMs = 25

const lastCalls = (store: Store) =>
  store.calls
    .slice(-5)
    .map(({ method, answer }) => `${method} -> ${textArg(answer, 'error') ?? 'ok'}`)
    .join(', ') || 'none'

const createUntil =
  (store: Store): Reading['until'] =>
  (predicate, ms = 30_000) =>
    new Promise((resolve, reject) => {
      const finish = (end: () => void) => {
        clearTimeout(timer)
        clearInterval(ticking)
        stop()
        end()
      }
      const look = () => {
        try {
          const value = predicate()
          if (value) finish(() => resolve(value as Truthy<typeof value>))
        } catch (error) {
          finish(() => reject(error))
        }
      }
      const late = () => reject(new Error(`until: nothing in ${ms} ms; last calls: ${lastCalls(store)}`))
      const timer = setTimeout(() => finish(late), ms)
      const ticking = setInterval(look, lookEveryMs)
      const stop = store.onChange(look)
      look()
    })

const visible = (message: Message) => !message.deleted && message.ephemeral_user === undefined

const sorted = (store: Store, wanted: (message: Message) => boolean): readonly Message[] =>
  [...store.messages.values()].filter(wanted).toSorted((one, other) => Number(one.ts) - Number(other.ts))

/** Makes the views on the workspace that tests assert on. */
export const createReading = (store: Store): Reading => {
  const teamOf = (user: string) => store.users.get(user)?.team_id ?? store.config.teamId
  const directId = (user: string) => openDirect(store, installation(store, teamOf(user)), [user]).id
  const messages: Reading['messages'] = (channel) => sorted(store, (each) => visible(each) && each.channel === channel)
  return {
    calls: (method) => store.calls.filter((call) => method === undefined || call.method === method),
    responses: () => [...store.responses],
    messages,
    messageAt: (channel, ts) => store.messages.get(`${channel}/${ts}`),
    thread: (channel, ts) => messages(channel).filter((each) => each.thread_ts === ts && each.ts !== ts),
    direct: (user) => messages(directId(user)).filter((each) => each.bot_id !== undefined),
    ephemerals: (user) => sorted(store, (each) => !each.deleted && each.ephemeral_user === user),
    home: (user) => homeOf(store, user, teamOf(user))?.view,
    modal: (user) => modalStack(store, user).at(-1),
    modals: (user) => modalStack(store, user),
    assistant: (channel, threadTs = '') => store.assistants.get(`${channel}/${threadTs}`) ?? {},
    directId,
    plainText: (message) => plainText(store, message),
    until: createUntil(store),
  }
}
