import { z } from 'zod'

/** The shape of `language/calendar.yaml`: how people name days and periods. */

const text = z.string().min(1).max(400)
const texts = z.array(text).min(1)
const two = z.tuple([z.number(), z.number()])

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
  beforeMonth: texts.default([]),
  numbered: z.strictObject({ year: texts, month: texts, day: texts }).default({ year: [], month: [], day: [] }),
  afterShortYear: texts.default([]),
  beforeShortYear: texts.default([]),
  to: texts,
  notYear: z.strictObject({ behind: texts, before: texts }),
  classes: z.record(z.string(), texts),
  asks: z.strictObject({ past: z.array(cue), present: z.array(cue), deal: z.array(cue) }),
  'of-question': texts,
  'of-none': texts.default([]),
  'of-papers': texts,
  story: texts,
  frames: texts.default([]),
  'of-telling': texts.default([]),
  deeds: texts,
  transfers: texts,
  said: day,
  examples: z.array(z.strictObject({ say: text, day: text })).min(1),
})

export type CalendarData = z.infer<typeof calendarSchema>

/** An empty calendar, with which no day is recognized. */
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
  beforeMonth: [],
  numbered: { year: [], month: [], day: [] },
  afterShortYear: [],
  beforeShortYear: [],
  to: [],
  notYear: { behind: [], before: [] },
  classes: {},
  asks: { past: [], present: [], deal: [] },
  'of-question': [],
  'of-none': [],
  'of-papers': [],
  story: [],
  frames: [],
  'of-telling': [],
  deeds: [],
  transfers: [],
  said: '',
  examples: [],
}
