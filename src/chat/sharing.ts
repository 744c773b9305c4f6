import { append } from '../record/chain.ts'
import type { RecordedAnswer } from '../record/answers.ts'
import type { ChatReply } from '../reply/reply.ts'
import { say, saying, type Heard, type Parts, type Plan } from './parts.ts'
import { answerBehind, under } from './questions.ts'
import { askFirst, nobodyHere, notFound } from './words.ts'

/** Shows what everyone in the place would see, before anyone does. */
export async function planShare(parts: Parts, heard: Heard, of: string | undefined): Promise<Plan> {
  if (heard.audience === undefined || heard.audience === 'alone') return saying(heard, nobodyHere)
  const recorded = await answerBehind(parts, heard, of)
  const shared = recorded === undefined ? undefined : sharedReply(recorded, heard)
  if (recorded === undefined || shared === undefined) return saying(heard, of === undefined ? askFirst : notFound)
  const warning = heard.audience === 'outsiders' ? 'People from outside your company are here and would read this. ' : ''
  return {
    form: {
      id: 'share',
      of: recorded.id,
      title: 'Share this answer',
      intro: `${warning}Everyone here would see exactly this, under your name:`,
      preview: shared,
      submit: 'Post it here',
      fields: [],
    },
  }
}

/** Says an answer to everyone in the place, and records who did. */
export async function planPost(parts: Parts, heard: Heard, of: string): Promise<Plan> {
  const recorded = await answerBehind(parts, heard, of)
  const shared = recorded === undefined ? undefined : sharedReply(recorded, heard)
  if (recorded === undefined || shared === undefined) return saying(heard, notFound)
  const { person, place, now, audience = 'alone' } = heard
  return {
    write: async (tx) => {
      const words = { person: { id: person.id, name: person.name }, place }
      await append(tx, { kind: 'shared', at: now, person: person.id, receipt: recorded.receipt, body: { entry: of, audience }, words })
      await say(tx, heard, shared, false)
    },
  }
}

/** An answer as others see it: who shared it, and the question it answers. */
function sharedReply({ id, words }: RecordedAnswer, { person }: Heard): ChatReply | undefined {
  if (words === undefined || words.question === null) return undefined
  const reply = under(words.reply, id, false)
  const asked = [...words.turns.map(({ text }) => text), words.question].join(' / ')
  return { ...reply, blocks: [{ kind: 'note', text: `${person.name} shares Licet’s answer to: ${asked}` }, ...reply.blocks] }
}
