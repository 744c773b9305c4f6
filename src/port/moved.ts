import type { ChatReply } from './reply.ts'

/** Replaces an answer that people from outside could read by now. */
export const movedAway: ChatReply = {
  tone: 'neutral',
  title: 'This went to whoever asked',
  blocks: [{ kind: 'text', text: 'People from outside the company are here by now, so it stands in their own chat with Licet.' }],
  actions: [],
}
