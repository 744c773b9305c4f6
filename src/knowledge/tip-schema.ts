import { z } from 'zod'
import { cite, day, id, said, situation } from './schema.ts'
import { keysOf } from './keys.ts'

/** The topics of tips, from which readers choose. */
export const tipTopics = {
  'space-launch': 'space launch',
  missiles: 'rockets and missiles',
  uas: 'unmanned aircraft',
  components: 'parts and materials',
  data: 'technical data and services',
  people: 'people and deemed exports',
  aukus: 'AUKUS',
  countries: 'countries and embargoes',
  mtcr: 'the regime and its history',
  process: 'process and papers',
} as const
export type TipTopic = keyof typeof tipTopics

/**
 * A tip for one day: a `text`, or a `quiz` (the rules decide which choice is right).
 * - `holds`: cases with their verdicts; if one is decided otherwise, the tip is no longer true.
 * - `rules`, `articles`: the ids of the rules and articles that the tip is based on.
 * - `try`: a question that the tip suggests.
 * - `since`: the day of the change that the tip reports.
 */
export const tipSchema = z
  .strictObject({
    id,
    topics: z.array(z.enum(keysOf(tipTopics))).min(1),
    text: z.string().min(20).max(280).optional(),
    quiz: z
      .strictObject({
        case: z.strictObject(situation),
        ask: z.string().min(20).max(280),
        choices: z
          .array(z.strictObject({ text: z.string().min(1).max(70), means: z.array(said).min(1) }))
          .min(2)
          .max(4),
      })
      .optional(),
    sources: z.array(cite).min(1),
    rules: z.array(id).default([]),
    articles: z.array(id).default([]),
    holds: z.array(z.strictObject({ ...situation, gives: said })).default([]),
    try: z.string().max(200).optional(),
    since: day.optional(),
  })
  .refine(({ text, quiz }) => (text === undefined) !== (quiz === undefined), 'give either a text or a quiz')
  .refine(({ rules, articles }) => rules.length + articles.length > 0, 'name a rule or an article it rests on')
  .refine(
    ({ rules, holds, quiz }) => rules.length === 0 || holds.length > 0 || quiz !== undefined,
    'say what must hold for the rules it names',
  )
  .refine(({ quiz }) => isUnambiguous(quiz?.choices ?? []), 'two choices mean the same verdict')

const isUnambiguous = (choices: ReadonlyArray<{ readonly means: readonly string[] }>): boolean => {
  const all = choices.flatMap(({ means }) => means)
  return new Set(all).size === all.length
}

export type Tip = z.infer<typeof tipSchema>
