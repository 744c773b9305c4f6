import { put } from '../delivery/outbox.ts'
import { append } from '../record/chain.ts'
import type { RecordedAnswer } from '../record/answers.ts'
import type { Queue } from '../cases/queue.ts'
import type { Form } from '../reply/form.ts'
import type { ChatReply } from '../reply/reply.ts'
import { say, saying, type Heard, type Parts, type Plan } from './parts.ts'
import { answerBehind } from './questions.ts'
import { notFound, noted, ofNoAnswer, thanked } from './words.ts'

const reasons = [
  { value: 'wrong', label: 'It is wrong' },
  { value: 'outdated', label: 'It is out of date' },
  { value: 'unclear', label: 'It is unclear' },
  { value: 'missing', label: 'Something is missing' },
] as const

/** Whose desk reads what people think is wrong with an answer: there are no owners of the knowledge to send it to yet. */
const readerOf = ({ settings: { queues } }: Parts): Queue | undefined => queues.find(({ takes }) => takes.includes('ask-counsel'))

const feedbackForm = (of: string, reader: Queue | undefined): Form => ({
  id: 'feedback',
  of,
  title: 'What is wrong with it?',
  intro: `${reader?.name ?? 'Counsel'} reads this at its desk, with your name and the answer, marked as feedback. It opens no case: if it matters now, ask counsel instead. Add no technical data.`,
  submit: 'Send',
  fields: [
    { kind: 'choice', id: 'reason', label: 'What is wrong', required: true, options: reasons },
    { kind: 'text', id: 'text', label: 'In your words', required: false, long: true, max: 1000 },
  ],
})

/** Keeps what somebody thinks of an answer. Who finds it bad is asked why. */
export async function planFeedback(parts: Parts, heard: Heard, of: string, good: boolean): Promise<Plan> {
  if (of === '') return saying(heard, ofNoAnswer)
  const recorded = await answerBehind(parts, heard, of)
  if (recorded === undefined) return saying(heard, notFound)
  return {
    write: async (tx) => {
      await append(tx, { ...entryBy(heard), receipt: recorded.receipt, body: { entry: recorded.id, good } })
      if (good) await say(tx, heard, thanked)
    },
    ...(good ? {} : { form: feedbackForm(recorded.id, readerOf(parts)) }),
  }
}

/** Keeps why, and puts it before whom the form names. */
export async function planReason(parts: Parts, heard: Heard, of: string, values: Readonly<Record<string, string>>): Promise<Plan> {
  const recorded = await answerBehind(parts, heard, of)
  if (recorded === undefined) return saying(heard, notFound)
  const reader = readerOf(parts)
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
      if (reader !== undefined) {
        const reply = composeFaulted(recorded, heard.person.name, reason?.label ?? 'Something is wrong with it', text)
        await put(tx, { kind: 'post', key: `feedback:${heard.event}`, place: reader.desk, reply }, heard.now)
      }
      await say(tx, heard, noted(reader?.name ?? 'Counsel'))
    },
  }
}

/** Somebody finds fault with an answer: for whoever can see to the rules and their words. */
const composeFaulted = (recorded: RecordedAnswer, who: string, reason: string, text: string): ChatReply => ({
  tone: 'caution',
  title: `An answer is doubted: ${reason.toLowerCase()} (feedback)`,
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
    {
      kind: 'text',
      text: 'This is feedback and no case: nobody waits for a reply. Please look at the rules and their sources, and see that the knowledge is changed where it is so.',
    },
  ],
  actions: [],
})

const entryBy = ({ person, place, now }: Heard) =>
  ({ kind: 'feedback', at: now, person: person.id, words: { person: { id: person.id, name: person.name }, place } }) as const
