import { z } from 'zod'
import { id, text } from './schema.ts'

/** The shape of `facts.yaml`; the comment at its top explains each key. */

/**
 * An answer of a fact. `from`: the smallest figure that has it. `by`: the tags of words.yaml and the marks of
 * language/ that state it.
 */
const factAnswer = z.strictObject({ value: id, say: text, from: z.number().optional(), by: z.array(id).min(1).optional() })

const powerSchema = z.enum(['ours', 'customer', 'government', 'item', 'party', 'deal'])

const answerIds = z.array(id).min(1)

export const factSchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z-]+$/),
  asks: z.enum([
    'destination',
    'region',
    'item',
    'range',
    'payload',
    'impulse',
    'speed',
    'end-use',
    'end-user',
    'nationality',
    'activity',
    'value',
    'replacement',
    'screening',
    'date',
  ]),
  about: z.enum(['item', 'destination', 'recipient', 'end-use', 'activity']),
  /** The name of the fact in replies. */
  name: text.optional(),
  prompt: text,
  why: text,
  unit: text.optional(),
  /** Who can change the fact: we, the exporter (`ours`), the customer or a government; nobody a fact of an `item`, `party` or `deal`. */
  power: powerSchema.optional(),
  assumed: id.optional(),
  /** The group of countries in which alone `assumed` counts; with `onlyForGoods`, not for data and services. */
  onlyIn: id.optional(),
  onlyForGoods: z.boolean().optional(),
  /** The answers that make no verdict stricter. If a message states one of a place, it counts for that place only. */
  mild: answerIds.optional(),
  /** An answer that is not `mild` can stop a deal. Once stated, it stays until the asker takes it back. */
  stops: z.literal(true).optional(),
  /** The answers that are more strictly regulated than the others, the strictest first. If several are stated, the first counts. */
  strictest: answerIds.optional(),
  /** For a figure: whether a smaller or a larger one is stricter. */
  stricter: z.enum(['smaller', 'larger']).optional(),
  answers: z.array(factAnswer).min(2).optional(),
})

export type Power = z.infer<typeof powerSchema>
export type FactEntry = z.infer<typeof factSchema>
