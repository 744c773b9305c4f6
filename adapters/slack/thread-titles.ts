import { clip, splitId, type ChatReply, type Place } from '../../src/index.ts'
import { limits } from './limits.ts'
import { codeOf, type Call } from './web.ts'

/**
 * Gives titles to threads in people's own chats, shown in Slack's list of threads. A title is the subtitle of
 * a reply or, without one, its title.
 */
export type Titles = {
  /** Called when somebody starts a thread. */
  readonly begin: (place: Place) => void
  /**
   * Called for each reply: sets the title of its thread. Later replies set it again until one of them has a
   * subtitle (an item and a place).
   */
  readonly name: (place: Place, reply: ChatReply) => void
}

/**
 * At most this many threads without a final title are remembered. Only this process knows them: if another
 * process sends the first reply, the thread gets no title.
 */
const mostKept = 5000

/** Sets titles with the Web API, without waiting for the call. */
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
      const { space: team, id } = splitId(place.id)
      const named = { channel_id: id, thread_ts: place.thread, title: clip(subtitle ?? title, limits.header) }
      call(team, 'assistant.threads.setTitle', named).catch((error: unknown) => tell(`slack: a thread is not named: ${codeOf(error)}`))
    },
  }
}
