import { z } from 'zod'

/** The shapes of `language/quantities.yaml` and `language/calendar.yaml`: how people say figures and days. */

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
  when: texts.optional(),
  may: texts.optional(),
})

/** What a message is read as, fact by fact, in words of the example lines. */
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
  unknown: texts,
  quantities: z.array(quantity).min(1),
  products: z.array(
    z.strictObject({ of: z.tuple([text, text]), feeds: text, per: z.number().positive().optional(), from: number.optional() }),
  ),
  orbit: z.strictObject({ quantity: text, reaches: z.record(z.string(), number), feeds: text, from: number, of: texts, ofAlone: texts }),
  words: z.array(z.strictObject({ says: text, feeds: text, from: number })),
  farther: z.strictObject({ feeds: text, at: texts, when: texts }),
  alone: texts,
  examples: z.array(figureExample).min(1),
})

export type QuantitiesData = z.infer<typeof quantitiesSchema>
export type QuantityData = QuantitiesData['quantities'][number]

const day = z.iso.date('write dates as YYYY-MM-DD')
const month = z.int().min(1).max(12)
const monthsSpan = z.tuple([month, month])
const cue = z.strictObject({ at: texts, when: texts })
const relation = z.enum(['before', 'week-before', 'on', 'day-after'])

export const calendarSchema = z.strictObject({
  months: z.record(z.string().regex(/^([1-9]|1[0-2])$/), texts),
  weekdays: z.array(text).length(7),
  seasons: z.record(z.string(), monthsSpan),
  endings: texts,
  ordinals: z.record(z.string(), z.int().positive()),
  fractions: z.array(z.strictObject({ letter: text, name: text, months: z.int().positive() })),
  parts: z.array(z.strictObject({ names: texts, ofYear: monthsSpan, ofMonth: two })),
  of: texts,
  holidays: z.array(
    z.union([
      z.strictObject({ names: texts, month, day: z.int().min(1).max(31) }),
      z.strictObject({ names: texts, month, weekday: z.int().min(0).max(6), nth: z.int().min(-1).max(5) }),
    ]),
  ),
  events: z.array(z.union([z.strictObject({ names: texts, rule: text }), z.strictObject({ names: texts, group: text, member: text })])),
  periods: z.array(z.strictObject({ names: texts, from: day, to: day })),
  eras: z
    .array(z.union([z.strictObject({ names: texts, from: day, to: day }), z.strictObject({ names: texts, years: z.int().positive() })]))
    .optional(),
  described: texts,
  relations: z.record(relation, texts),
  earlier: texts,
  ago: texts,
  last: texts,
  units: z.record(z.enum(['day', 'week', 'month', 'year', 'quarter']), texts),
  yesterday: z.record(z.string(), texts),
  yearsBack: z.record(z.string(), texts),
  thisYear: texts,
  later: texts.optional(),
  sooner: texts.optional(),
  now: texts,
  yearMarks: texts,
  to: texts,
  notYear: z.strictObject({ behind: texts, before: texts }),
  classes: z.record(z.string(), texts),
  asks: z.strictObject({ past: z.array(cue), present: z.array(cue), deal: z.array(cue) }),
  'of-question': texts,
  'of-none': texts.default([]),
  'of-papers': texts,
  story: texts,
  deeds: texts,
  transfers: texts,
  said: day,
  examples: z.array(z.strictObject({ say: text, day: text })).min(1),
})

export type CalendarData = z.infer<typeof calendarSchema>

/** No figure is known. */
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
  unknown: [],
  quantities: [],
  products: [],
  orbit: { quantity: '', reaches: {}, feeds: '', from: 0, of: [], ofAlone: [] },
  words: [],
  farther: { feeds: '', at: [], when: [] },
  alone: [],
  examples: [],
}

/** No day is known. */
export const noCalendar: CalendarData = {
  months: {},
  weekdays: [],
  seasons: {},
  endings: [],
  ordinals: {},
  fractions: [],
  parts: [],
  of: [],
  holidays: [],
  events: [],
  periods: [],
  described: [],
  relations: { before: [], 'week-before': [], on: [], 'day-after': [] },
  earlier: [],
  ago: [],
  last: [],
  units: { day: [], week: [], month: [], year: [], quarter: [] },
  yesterday: {},
  yearsBack: {},
  thisYear: [],
  now: [],
  yearMarks: [],
  to: [],
  notYear: { behind: [], before: [] },
  classes: {},
  asks: { past: [], present: [], deal: [] },
  'of-question': [],
  'of-none': [],
  'of-papers': [],
  story: [],
  deeds: [],
  transfers: [],
  said: '',
  examples: [],
}
