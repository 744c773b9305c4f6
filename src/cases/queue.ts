import { z } from 'zod'
import { isZone, type Hours } from './office-hours.ts'
import { memberSchema } from './members.ts'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
/** A time of day, as HH:MM. */
export const timeSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'is not a time; write it as HH:MM')
/** Hours within one day, written as HH:MM-HH:MM: "09:00-17:30" becomes `{ from: '09:00', to: '17:30' }`. */
export const shiftSchema = z
  .string()
  .regex(/^\d\d:\d\d-\d\d:\d\d$/, 'is not a span of hours; write it as HH:MM-HH:MM')
  .transform((text) => ({ from: text.slice(0, 5), to: text.slice(6) }))
  .pipe(z.object({ from: timeSchema, to: timeSchema }))
  .refine(({ from, to }) => from < to, 'ends before it begins; hours lie within one day')

/** A place on a platform, written as `slack C0123` or `console counsel`: the platform, a space, and its own id. */
export const placeSchema = z
  .string()
  .regex(/^[a-z]+ \S+$/, 'is not a place; write PLATFORM ID, such as console counsel')
  .transform((text) => ({ platform: text.slice(0, text.indexOf(' ')), id: text.slice(text.indexOf(' ') + 1) }))

export const zoneSchema = z.string().refine(isZone, 'is not a time zone; write it as America/New_York')

/**
 * A queue as the settings describe it: which cases go to it, who answers them, at which desk, in which
 * office hours, and how soon.
 */
export const queueSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'is not an id; use small letters, digits and hyphens'),
  name: z.string().min(1).max(60),
  /** The buttons whose cases go to this queue, e.g. "Ask counsel" (`ask-counsel`). */
  takes: z.array(z.enum(['ask-counsel', 'classify', 'screen'])),
  counsel: z.array(memberSchema).min(1, 'names nobody who may answer; list at least one member'),
  leads: z.array(memberSchema).default([]),
  desk: placeSchema,
  zone: zoneSchema,
  hours: z
    .partialRecord(z.enum(weekdays), shiftSchema)
    .refine((week) => Object.keys(week).length > 0, 'has no office hours; give at least one weekday'),
  holidays: z.array(z.iso.date()).default([]),
  /** How many office hours counsel has for the first response, and for the answer. */
  firstResponse: z.number().positive().max(1000),
  answer: z.number().positive().max(1000),
  /** The same two numbers for urgent cases; by default half of those above. */
  urgent: z.strictObject({ firstResponse: z.number().positive().max(1000), answer: z.number().positive().max(1000) }).optional(),
})

export type Queue = Omit<z.infer<typeof queueSchema>, 'hours' | 'zone' | 'holidays'> & { readonly hours: Hours }

/**
 * The queue that takes the cases of a button; if no queue names the button, the first one; `undefined` if
 * there are no queues.
 */
export const queueFor = (queues: readonly Queue[], button: Queue['takes'][number]): Queue | undefined =>
  queues.find(({ takes }) => takes.includes(button)) ?? queues[0]

/** The queue of a case; `undefined` if it is no longer in the settings (or there is no case). */
export const queueOf = (queues: readonly Queue[], one: { readonly queue: string } | undefined): Queue | undefined =>
  queues.find(({ id }) => id === one?.queue)

/** Turns a queue of the settings into the form from which office time is computed. */
export const toQueue = ({ hours, zone, holidays, ...rest }: z.infer<typeof queueSchema>): Queue => ({
  ...rest,
  hours: {
    zone,
    holidays,
    week: Object.fromEntries(weekdays.flatMap((name, index) => (hours[name] === undefined ? [] : [[index + 1, hours[name]]]))),
  },
})
