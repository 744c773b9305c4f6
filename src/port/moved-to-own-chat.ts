import type { ChatReply } from './reply.ts'

/** Replaces an answer in a conversation that people from outside the company have joined since. */
export const movedToOwnChat: ChatReply = {
  tone: 'neutral',
  title: 'This went to whoever asked',
  blocks: [{ kind: 'text', text: 'People from outside the company are here by now, so it stands in their own chat with Licet.' }],
  actions: [],
}
