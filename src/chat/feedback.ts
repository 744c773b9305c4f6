import { put } from '../delivery/outbox.ts'
import { append } from '../record/chain.ts'
import type { RecordedAnswer } from '../record/answers.ts'
import type { Form } from '../reply/form.ts'
import type { ChatReply } from '../reply/reply.ts'
import { say, saying, type Heard, type Parts, type Plan } from './parts.ts'
import { answerBehind } from './questions.ts'
import { notFound, noted, thanked } from './words.ts'

const reasons = [
  { value: 'wrong', label: 'It is wrong' },
  { value: 'outdated', label: 'It is out of date' },
  { value: 'unclear', label: 'It is unclear' },
  { value: 'missing', label: 'Something is missing' },
] as const

const feedbackForm = (of: string): Form => ({
  id: 'feedback',
  of,
  title: 'What is wrong with it?',
  intro: 'The people who keep the rules read this with the answer. Add no technical data. If it matters now, ask counsel instead.',
  submit: 'Send',
  fields: [
    { kind: 'choice', id: 'reason', label: 'What is wrong', required: true, options: reasons },
    { kind: 'text', id: 'text', label: 'In your words', required: false, long: true, max: 1000 },
  ],
})

/** Keeps what somebody thinks of an answer. Who finds it bad is asked why. */
export async function planFeedback(parts: Parts, heard: Heard, of: string, good: boolean): Promise<Plan> {
  const recorded = await answerBehind(parts, heard, of === '' ? undefined : of)
  if (recorded === undefined) return saying(heard, notFound)
  return {
    write: async (tx) => {
      await append(tx, { ...entryBy(heard), receipt: recorded.receipt, body: { entry: recorded.id, good } })
      if (good) await say(tx, heard, thanked)
    },
    ...(good ? {} : { form: feedbackForm(recorded.id) }),
  }
}

/** Keeps why. What is said to be wrong or out of date goes before those who take questions to counsel. */
export async function planReason(parts: Parts, heard: Heard, of: string, values: Readonly<Record<string, string>>): Promise<Plan> {
  const recorded = await answerBehind(parts, heard, of)
  if (recorded === undefined) return saying(heard, notFound)
  const desk = parts.settings.queues.find(({ takes }) => takes.includes('ask-counsel'))?.desk
  const reason = reasons.find(({ value }) => value === values['reason'])
  const text = values['text']?.trim() ?? ''
  return {
    write: async (tx) => {
      const { words, ...entry } = entryBy(heard)
      await append(tx, {
        ...entry,
        receipt: recorded.receipt,
        body: { entry: recorded.id, good: false, reason: reason?.value },
        words: { ...words, text },
      })
      if (desk !== undefined && (reason?.value === 'wrong' || reason?.value === 'outdated'))
        await put(
          tx,
          {
            kind: 'post',
            key: `feedback:${heard.event}`,
            place: desk,
            reply: composeFaulted(recorded, heard.person.name, reason.label, text),
          },
          heard.now,
        )
      await say(tx, heard, noted)
    },
  }
}

/** Somebody finds an answer wrong or out of date: for those who keep the rules. */
const composeFaulted = (recorded: RecordedAnswer, who: string, reason: string, text: string): ChatReply => ({
  tone: 'caution',
  title: `An answer is doubted: ${reason.toLowerCase()}`,
  blocks: [
    {
      kind: 'fields',
      fields: [
        ['By', who],
        ['The question', recorded.words?.question ?? 'erased'],
        ['Licet said', recorded.words?.reply.title ?? recorded.body.verdict ?? recorded.body.intent],
        ['Receipt', recorded.receipt],
        ['Rules', [...new Set(recorded.body.legs.flatMap(({ rules }) => rules))].join(', ') || 'none'],
        ...(text === '' ? [] : [['In their words', text] as const]),
      ],
    },
    { kind: 'text', text: 'Please look at the rules and their sources, and change the knowledge where it is so.' },
  ],
  actions: [],
})

const entryBy = ({ person, place, now }: Heard) =>
  ({ kind: 'feedback', at: now, person: person.id, words: { person: { id: person.id, name: person.name }, place } }) as const
