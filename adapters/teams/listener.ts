import type { Accepted, App as Licet, Incoming, Reaction } from '../../src/index.ts'
import type { Activity } from './activity.ts'
import type { Connector } from './connector.ts'
import type { People } from './people.ts'
import type { Reach } from './reach.ts'
import { aloneWith, placeOf } from './read.ts'
import { render } from './render.ts'

/** What the listeners work with. */
export type Listener = {
  readonly connector: Connector
  readonly reach: Reach
  readonly people: People
  readonly licet: Licet
  readonly tell: (line: string) => void
}

/** What is answered to the HTTP request of an event. */
export type InvokeAnswer = { readonly status: number; readonly body?: unknown }

/** Somebody said or did something; where and who stands in the activity. `place`: it is answered there instead, where nobody else is. */
export type Doing = Pick<Incoming, 'said' | 'isPrivate' | 'message' | 'edits'> & {
  readonly place?: Incoming['place']
  readonly opensForms?: boolean
}

/** All is well, and there is nothing to say. */
export const fine: InvokeAnswer = { status: 200 }

/** A message keeps its id when it is changed; each change is an event of its own, at a time of its own. */
const eventIn = ({ id, timestamp }: Activity, edits: string | undefined): string =>
  edits === undefined ? (id ?? crypto.randomUUID()) : `${edits} changed ${timestamp ?? crypto.randomUUID()}`

/** Hands something in; what came of it is told once it is kept. */
export async function hand({ people, licet }: Listener, activity: Activity, { opensForms = false, ...doing }: Doing): Promise<Accepted> {
  const isClick = activity.type === 'invoke'
  const alone = doing.place === undefined ? undefined : ('alone' as const)
  const [person, audience] = await Promise.all([people.person(activity, isClick), alone ?? people.audience.of(activity)])
  const event = `teams:${activity.conversation.id}:${eventIn(activity, doing.edits)}`
  return await licet.accept({ event, person, place: placeOf(activity), audience, opensForms, ...doing })
}

const ofThen = { kind: 'note', text: 'This is as it was when you asked. Write home to see it as it is.' } as const

/** A page of one's own is a message in the chat with Licet: Teams has no other page that a bot draws. In a shared chat nothing of it is shown. */
export async function showHome({ connector, reach, tell }: Listener, activity: Activity, { home }: Reaction): Promise<void> {
  if (home === undefined) return
  try {
    const { serviceUrl, conversation } = await reach.to(aloneWith(activity))
    await connector.say(serviceUrl, conversation, render({ ...home, blocks: [...home.blocks, ofThen] }))
  } catch (error) {
    tell(`teams: not shown: ${String(error)}`)
  }
}
