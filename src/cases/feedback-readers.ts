import { z } from 'zod'
import type { Place } from '../port/incoming.ts'
import { placeSchema, type Queue } from './queue.ts'

/** Somebody who reads feedback on answers: their name, and the place where they read it. */
export type FeedbackReader = { readonly name: string; readonly desk: Place }

const readerSchema = z.strictObject({ name: z.string().min(1).max(60), desk: placeSchema })

/**
 * The settings for who reads feedback on answers. Feedback for which no reader is set goes to the desk that
 * takes questions for counsel.
 */
export const feedbackSchema = z.strictObject({
  /** Gets feedback that a question was misunderstood: whoever maintains the language data. */
  reading: readerSchema.optional(),
  /** Gets feedback that something is unclear or missing: whoever maintains the knowledge. */
  knowledge: readerSchema.optional(),
})

/**
 * The reasons to choose from if an answer is wrong, each with its concern (`of`). Never change a `value`:
 * forms sent earlier contain it.
 */
export const feedbackReasons = [
  { value: 'reading', label: 'It read my question wrongly', of: 'reading' },
  { value: 'wrong', label: 'The verdict or the law is wrong', of: 'law' },
  { value: 'outdated', label: 'It is out of date', of: 'law' },
  { value: 'unclear', label: 'It is unclear', of: 'knowledge' },
  { value: 'missing', label: 'Something is missing', of: 'knowledge' },
] as const

/** What feedback is about. The concern decides who reads the feedback. */
export type Concern = (typeof feedbackReasons)[number]['of']

type FeedbackReaders = { readonly queues: readonly Queue[]; readonly feedback: z.infer<typeof feedbackSchema> }

/**
 * Who reads feedback about a concern: the reader named in the settings (there is none for `law`), otherwise
 * the desk that takes questions for counsel. `undefined` if there is no such desk either.
 */
export function feedbackReaderOf({ queues, feedback }: FeedbackReaders, concern: Concern): FeedbackReader | undefined {
  const named = concern === 'law' ? undefined : feedback[concern]
  return named ?? queues.find(({ takes }) => takes.includes('ask-counsel'))
}

/** All readers of feedback that the settings name. */
export const feedbackReadersIn = ({ feedback }: Pick<FeedbackReaders, 'feedback'>): readonly FeedbackReader[] =>
  Object.values(feedback).flatMap((reader) => reader ?? [])
