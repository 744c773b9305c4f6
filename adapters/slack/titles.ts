import type { ChatReply, Place } from '../../src/index.ts'
import { clip, limits } from './limits.ts'
import { splitId } from './read.ts'
import { codeOf, type Call } from './web.ts'

/** Names the threads in people's own chats with Licet, for Slack's list of them: by what is answered, never by words of theirs. */
export type Titles = {
  /** Somebody begins a thread: it has no name yet. */
  readonly begin: (place: Place) => void
  /** Something is said in a thread: it is named by that, until an answer tells an item and a place. */
  readonly name: (place: Place, reply: ChatReply) => void
}

/** A thread whose first answer another process says keeps no name: that is a comfort, and nothing waits for it. */
const mostKept = 5000

/** Names threads by calls of the Web API, for which nobody waits. */
export function createTitles(call: Call, tell: (line: string) => void): Titles {
  const unnamed = new Set<string>()
  const keyOf = ({ id, thread = '' }: Place): string => `${id} ${thread}`
  return {
    begin: (place) => {
      if (unnamed.size >= mostKept) unnamed.clear()
      unnamed.add(keyOf(place))
    },
    name: (place, { title, subtitle }) => {
      if (place.thread === undefined || !unnamed.has(keyOf(place))) return
      if (subtitle !== undefined) unnamed.delete(keyOf(place))
      const { team, id } = splitId(place.id)
      const named = { channel_id: id, thread_ts: place.thread, title: clip(subtitle ?? title, limits.header) }
      call(team, 'assistant.threads.setTitle', named).catch((error: unknown) => tell(`slack: a thread is not named: ${codeOf(error)}`))
    },
  }
}
