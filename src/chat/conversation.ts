import { answer, type Answer, type Answerer } from '../answer/answer.ts'
import { composeChanges, composeWhy } from '../answer/why.ts'
import type { Reading } from '../language/reading.ts'
import type { ChatReply, Incoming } from '../reply/reply.ts'

/** What came of one message or button: a reply, and the answer behind it where there is one. */
export type Turn = { readonly reply: ChatReply; readonly answer: Answer | undefined }

/** A conversation remembers what it is about and the last answer, so that "what about Japan?" and Why? mean something. */
export type Conversation = { readonly handle: (incoming: Incoming, days: { readonly asOf: string; readonly today: string }) => Turn }

const spoken: ReadonlyArray<readonly [pattern: RegExp, action: 'why' | 'changes' | 'ask-counsel']> = [
  [/^\W*why\W*$|^\W*(?:explain|show) (?:the )?(?:why|trace|rules)\W*$/i, 'why'],
  [/^\W*what (?:would|could|can) change (?:it|that|this)\W*$|^\W*what if\W*$/i, 'changes'],
  [/^\W*ask counsel\W*$/i, 'ask-counsel'],
]

/** Starts a conversation. */
export function createConversation(answerer: Answerer): Conversation {
  let about: Reading | undefined
  let last: Answer | undefined
  const say = (reply: ChatReply): Turn => ({ reply, answer: undefined })
  return {
    handle(incoming, days) {
      const action = incoming.kind === 'action' ? incoming.action : spoken.find(([pattern]) => pattern.test(incoming.text))?.[1]
      if (action !== undefined && last !== undefined) {
        if (action === 'why') return say(composeWhy(answerer.base, last))
        if (action === 'changes') return say(composeChanges(answerer.base, last))
        return say(notHere)
      }
      if (incoming.kind === 'action') return say(nothingYet)
      last = answer(answerer, { question: incoming.text, asOf: incoming.asOf ?? days.asOf, today: days.today, before: about })
      if (last.intent === 'verdict' || last.intent === 'compare') about = last.about
      return { reply: last.reply, answer: last }
    },
  }
}

const nothingYet: ChatReply = {
  tone: 'neutral',
  title: 'Ask a question first',
  blocks: [{ kind: 'text', text: 'Then Why? and What would change it will have something to explain.' }],
  actions: [],
}

const notHere: ChatReply = {
  tone: 'neutral',
  title: 'Take this to counsel',
  blocks: [
    {
      kind: 'text',
      text: 'This console cannot send a case to counsel yet. Give counsel the receipt at the end of the answer; it stands for the question, the facts and the rules.',
    },
  ],
  actions: [],
}
