import type { Accepted, App as Licet, Incoming, Reaction } from '../../src/index.ts'
import type { Activity } from './activity.ts'
import type { Connector } from './connector.ts'
import type { People } from './people.ts'
import type { Reach } from './reach.ts'
import { aloneWith, placeOf } from './read.ts'
import { render } from './render.ts'

/** What the handlers need. */
export type ListenerParts = {
  readonly connector: Connector
  readonly reach: Reach
  readonly people: People
  readonly licet: Licet
  readonly tell: (line: string) => void
}

/** The response to an event's HTTP request. */
export type EventResponse = { readonly status: number; readonly body?: unknown }

/**
 * What somebody said or did; the activity tells who did it and where. `place` is set if the answer goes to
 * the person's own chat instead, and for an installation (see `installedIn`).
 */
export type Doing = Pick<Incoming, 'said' | 'isPrivate' | 'message' | 'edits'> & {
  readonly place?: Incoming['place']
  readonly opensForms?: boolean
}

/** An empty, successful response. */
export const fine: EventResponse = { status: 200 }

/** The id of an event within its conversation. An edited message keeps its id, so the id of an edit also contains its time. */
const eventIn = ({ id, timestamp }: Activity, edits: string | undefined): string =>
  edits === undefined ? (id ?? crypto.randomUUID()) : `${edits} changed ${timestamp ?? crypto.randomUUID()}`

/**
 * Hands an event to Licet. Resolves when the event is stored, or when it is clear that it will not be.
 * Throws if it could not be stored.
 */
export async function submitEvent(
  { people, licet }: ListenerParts,
  activity: Activity,
  { opensForms = false, ...doing }: Doing,
): Promise<Accepted> {
  const isClick = activity.type === 'invoke'
  const alone = doing.place === undefined ? undefined : ('alone' as const)
  const [person, audience] = await Promise.all([people.person(activity, isClick), alone ?? people.audience.of(activity)])
  const event = `teams:${activity.conversation.id}:${eventIn(activity, doing.edits)}`
  return await licet.accept({ event, person, place: placeOf(activity), audience, opensForms, ...doing })
}

const ofThen = { kind: 'note', text: 'This is as it was when you asked. Write home to see it as it is.' } as const

/**
 * Sends a person's own page as a message to their own chat, because a bot in Teams has no such page. Others
 * do not see it, even if the page was asked for in a shared conversation.
 */
export async function showHome({ connector, reach, tell }: ListenerParts, activity: Activity, { home }: Reaction): Promise<void> {
  if (home === undefined) return
  try {
    const { serviceUrl, conversation } = await reach.to(aloneWith(activity))
    await connector.say(serviceUrl, conversation, render({ ...home, blocks: [...home.blocks, ofThen] }))
  } catch (error) {
    tell(`teams: not shown: ${String(error)}`)
  }
}
