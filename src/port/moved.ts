import type { ChatReply } from './reply.ts'

/** Replaces an answer in a place where people from outside would now read it. */
export const movedAway: ChatReply = {
  tone: 'neutral',
  title: 'This went to whoever asked',
  blocks: [{ kind: 'text', text: 'People from outside the company are here by now, so it stands in their own chat with Licet.' }],
  actions: [],
}
