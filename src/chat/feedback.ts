import { factWords } from '../answer/assumptions.ts'
import { whoOf } from '../cases/case.ts'
import { listWords } from '../answer/words.ts'
import { feedbackReaderOf, feedbackReasons, type Concern } from '../cases/feedback-readers.ts'
import type { Settings } from '../config.ts'
import { put } from '../delivery/outbox.ts'
import type { Base } from '../knowledge/base.ts'
import { append } from '../record/chain.ts'
import type { RecordedAnswer } from '../record/answers.ts'
import type { Form } from '../port/form.ts'
import type { ChatReply } from '../port/reply.ts'
import { say, saying, type TimedEvent, type ChatParts, type Plan } from './plan.ts'
import { answerBehind } from './plan-question.ts'
import { notFound, feedbackNoted, feedbackOfNoAnswer, feedbackThanks, noAnswerFor } from './replies.ts'

const concerns = ['reading', 'law', 'knowledge'] as const

/** The words for each concern in the sentence that says who reads feedback about it. */
const about: Readonly<Record<Concern, string>> = {
  reading: 'how the question was read',
  law: 'the law and its dates',
  knowledge: 'what is unclear or missing',
}

/**
 * The sentence in the form that says who reads the feedback. The settings can name different readers for
 * different concerns.
 */
function readersWords(settings: Settings): string {
  const readers = Map.groupBy(concerns, (concern) => feedbackReaderOf(settings, concern)?.name ?? 'Counsel')
  const [only] = [...readers.keys()]
  if (readers.size === 1) return `${only} reads this at its desk, with your name and the answer, marked as feedback.`
  const each = [...readers].map(([name, some]) => `${name} ${listWords(some.map((concern) => about[concern]))}`)
  return `${each.join('; ')}: that is who reads it, each at their desk, with your name and the answer, marked as feedback.`
}

const feedbackForm = (of: string, settings: Settings): Form => ({
  id: 'feedback',
  of,
  title: 'What is wrong with it?',
  intro: `${readersWords(settings)} It opens no case: if it matters now, ask counsel instead. Add no technical data.`,
  submit: 'Send',
  fields: [
    {
      kind: 'choice',
      id: 'reason',
      label: 'What is wrong',
      required: true,
      options: feedbackReasons.map(({ value, label }) => ({ value, label })),
    },
    { kind: 'text', id: 'text', label: 'In your words', required: false, long: true, max: 1000 },
  ],
})

/**
 * Records whether a person finds an answer good; if not, returns a form that asks why. `of` is the record
 * entry of the answer; `undefined` means the last answer. `of` is '' if the platform does not tell which
 * answer was rated; then the feedback is recorded without an entry.
 */
export async function planFeedback(parts: ChatParts, heard: TimedEvent, of: string | undefined, good: boolean): Promise<Plan> {
  if (of === '') return keepWithNone(heard, { good })
  const recorded = await answerBehind(parts, heard, of)
  if (recorded === undefined) return saying(heard, noAnswerFor(of))
  return {
    write: async (tx) => {
      await append(tx, { ...entryBy(heard), receipt: recorded.receipt, body: { entry: recorded.id, good } })
      if (good) await say(tx, heard, feedbackThanks)
    },
    ...(good ? {} : { form: feedbackForm(recorded.id, parts.settings) }),
  }
}

/** Records feedback on an answer that the platform did not identify, and asks the person to use the button below the answer instead. */
const keepWithNone = (heard: TimedEvent, body: { readonly good: boolean; readonly reason?: string | undefined }, text?: string): Plan => ({
  write: async (tx) => {
    const { words, ...entry } = entryBy(heard)
    await append(tx, { ...entry, body, words: { ...words, text } })
    await say(tx, heard, feedbackOfNoAnswer)
  },
})

/**
 * Records why a person finds an answer bad, and sends the reason to the desk that reads such feedback, if
 * there is one. If `of` is empty (the platform did not tell which answer it was), the reason is only
 * recorded.
 */
export async function planReason(parts: ChatParts, heard: TimedEvent, of: string, values: Readonly<Record<string, string>>): Promise<Plan> {
  const reason = feedbackReasons.find(({ value }) => value === values['reason'])
  const text = values['text']?.trim() ?? ''
  if (of === '') return keepWithNone(heard, { good: false, reason: reason?.value }, text)
  const recorded = await answerBehind(parts, heard, of)
  if (recorded === undefined) return saying(heard, notFound)
  const concern = reason?.of ?? 'law'
  const reader = feedbackReaderOf(parts.settings, concern)
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
        const fault = { who: heard.person.name, says: reason?.label ?? 'Something is wrong with it', text, concern }
        const reply = composeFaulted(parts.versions.current.base, recorded, fault)
        await put(tx, { kind: 'post', key: `feedback:${heard.event}`, place: reader.desk, reply }, heard.now)
      }
      await say(tx, heard, feedbackNoted(reader?.name ?? 'Counsel'))
    },
  }
}

type Fault = { readonly who: string; readonly says: string; readonly text: string; readonly concern: Concern }

/** What the reader of the feedback is asked to do, by concern. */
const mend: Readonly<Record<Concern, string>> = {
  reading: 'Please look how the question was read, and see that its words are taught where they are not known.',
  law: 'Please look at the rules and their sources, and see that the knowledge is changed where it is so.',
  knowledge: 'Please look whether the knowledge can say it more plainly, or say what is missing.',
}

/**
 * The earlier messages about the same deal, as one row of the message to the feedback reader; empty if
 * there were none.
 */
function saidBefore(words: RecordedAnswer['words']): ReadonlyArray<readonly [string, string]> {
  const before = (words?.turns ?? []).filter(({ past }) => past !== true)
  return before.length === 0 ? [] : [['Said before it', before.map(({ text }) => text).join(' / ')]]
}

/** The message to the feedback reader about an answer that somebody finds wrong. */
const composeFaulted = (base: Base, { words, body, receipt }: RecordedAnswer, { who, says, text, concern }: Fault): ChatReply => ({
  tone: 'caution',
  title: `An answer is doubted: ${says.toLowerCase()} (feedback)`,
  blocks: [
    {
      kind: 'fields',
      fields: [
        ['By', who],
        ['The question', words?.question ?? 'erased'],
        ...saidBefore(words),
        ['Licet said', words?.reply.title ?? body.verdict ?? body.intent],
        ...(concern === 'reading' ? [['Read as', readAs(base, words)] as const] : []),
        ['Receipt', receipt],
        ['Rules', [...new Set(body.legs.flatMap(({ rules }) => rules))].join(', ') || 'none'],
        ...(text === '' ? [] : [['In their words', text] as const]),
      ],
    },
    { kind: 'text', text: `This is feedback and no case: nobody waits for a reply. ${mend[concern]}` },
  ],
  actions: [],
})

/** How the words were read, and which of them were not used. */
function readAs(base: Base, words: RecordedAnswer['words']): string {
  const read = (words?.read ?? [])
    .filter(({ origin }) => origin === 'said' || origin === 'product')
    .map(({ slot, value }) => `${factWords(base, slot)}: ${value}`)
  const unused = (words?.unused ?? []).map(({ typed }) => `not used: "${typed}"`)
  return [...read, ...unused].join('; ') || 'nothing'
}

const entryBy = ({ person, place, now }: TimedEvent) =>
  ({ kind: 'feedback', at: now, person: person.id, words: { person: whoOf(person), place } }) as const
