import { z } from 'zod'

/** The shape of `language/quantities.yaml`: how people write numbers, units and bounds. */

const text = z.string().min(1).max(400)
const texts = z.array(text).min(1)
const number = z.number().nonnegative()
const two = z.tuple([z.number(), z.number()])

const bound = z.enum(['at-least', 'at-most', 'below', 'rough'])

const unitName = z
  .strictObject({
    names: texts,
    factor: number.optional(),
    between: two.optional(),
    shy: z.literal(true).optional(),
    fraction: z.literal(true).optional(),
    alone: z.literal(true).optional(),
    before: z.literal(true).optional(),
  })
  .refine(({ factor, between }) => (factor === undefined) !== (between === undefined), 'give `factor` or `between`')

const quantity = z.strictObject({
  is: text,
  of: text,
  first: z.literal(true).optional(),
  feeds: text.optional(),
  note: z.enum(['altitude', 'limit', 'orbit-payload']).optional(),
  otherwise: number.optional(),
  below: number.optional(),
  times: number.optional(),
  named: texts.optional(),
  each: texts.optional(),
  'of-several': texts.optional(),
  when: texts.optional(),
  may: texts.optional(),
})

/** An example for tests: a message, and the answer that is read from it for each fact. */
const figureExample = z.strictObject({ say: text, reads: z.record(z.string(), text) })

export const quantitiesSchema = z.strictObject({
  numbers: z.strictObject({
    words: z.record(z.string(), number),
    scales: z.record(z.string(), number),
    letters: z.record(z.string(), number),
    parts: z.record(z.string(), number),
    some: z.record(z.string(), two),
    articles: texts,
    and: texts,
    joints: texts,
    zeros: texts.optional(),
    points: texts.optional(),
    power: texts,
    times: texts,
  }),
  abbreviated: texts,
  prefixes: texts,
  suffixes: z.record(z.string(), bound),
  joins: z.strictObject({ span: texts, set: texts }),
  numbering: texts,
  units: z.array(z.strictObject({ kind: text, base: text, names: z.array(unitName).min(1) })).min(1),
  classes: z.record(z.string(), texts),
  bounds: z.array(z.strictObject({ is: bound, when: texts })).min(1),
  alternatives: texts,
  corrections: texts.default([]),
  denials: texts.default([]),
  onward: texts,
  replacing: texts,
  /** Versions of the knowledge from before 2 December 2026 lack this. */
  goingOn: z.record(z.string(), texts).default({}),
  unknown: texts,
  withdrawn: texts.default([]),
  quantities: z.array(quantity).min(1),
  products: z.array(
    z.strictObject({ of: z.tuple([text, text]), feeds: text, per: z.number().positive().optional(), from: number.optional() }),
  ),
  orbit: z.strictObject({ quantity: text, reaches: z.record(z.string(), number), feeds: text, from: number, of: texts, ofAlone: texts }),
  words: z.array(z.strictObject({ says: text, feeds: text, from: number })),
  farther: z.strictObject({ feeds: text, at: texts, when: texts }),
  /** Versions of the knowledge from before 1 December 2026 lack this. */
  carried: z
    .strictObject({ load: text, over: text, between: texts, unless: texts })
    .default({ load: '', over: '', between: [], unless: [] }),
  alone: texts,
  /** Versions of the knowledge from before 30 November 2026 lack this. */
  answers: z
    .strictObject({ before: texts, behind: texts, largest: z.record(z.string(), z.number().min(1)) })
    .default({ before: [], behind: [], largest: {} }),
  examples: z.array(figureExample).min(1),
})

export type QuantitiesData = z.infer<typeof quantitiesSchema>
export type QuantityData = QuantitiesData['quantities'][number]

/** Empty data, with which no figure is recognized. */
export const noQuantities: QuantitiesData = {
  numbers: { words: {}, scales: {}, letters: {}, parts: {}, some: {}, articles: [], and: [], joints: [], power: [], times: [] },
  abbreviated: [],
  prefixes: [],
  suffixes: {},
  joins: { span: [], set: [] },
  numbering: [],
  units: [],
  classes: {},
  bounds: [],
  alternatives: [],
  corrections: [],
  denials: [],
  onward: [],
  replacing: [],
  goingOn: {},
  unknown: [],
  withdrawn: [],
  quantities: [],
  products: [],
  orbit: { quantity: '', reaches: {}, feeds: '', from: 0, of: [], ofAlone: [] },
  words: [],
  farther: { feeds: '', at: [], when: [] },
  carried: { load: '', over: '', between: [], unless: [] },
  alone: [],
  answers: { before: [], behind: [], largest: {} },
  examples: [],
}
