import { z } from 'zod'
import { isZone } from '../cases/office-hours.ts'
import { longestQuestion } from '../language/text/clean.ts'
import { audiences, formIds, type Incoming, type Person, type Place, type SaidWords } from '../port/incoming.ts'
import { actionIds } from '../port/reply.ts'

/** A schema for each field of a type, except for those that only Licet sets. So the compiler finds a field that has none. */
type Shape<Of, Own extends keyof Of = never> = Readonly<Record<keyof Omit<Of, Own>, z.ZodType>>

const id = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\p{Cc}]+$/u, 'holds a control character')
const of = z
  .string()
  .max(300)
  .regex(/^[^\p{Cc}]*$/u, 'holds a control character')
const flag = z.boolean().exactOptional()
const quoted = z.array(z.string()).max(200).exactOptional()
const quotes = z.string().max(500).exactOptional()
const files = z.number().int().min(0).max(1000).exactOptional()
const place = z.strictObject({ platform: id, id, thread: id.exactOptional() } satisfies Shape<Place, 'only'>)
const field = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,59}$/, 'is no field of a form')

/**
 * The allowed shape and size of what a platform hands in. Messages that are too long are cut, not refused.
 */
const incomingSchema: z.ZodType<Incoming> = z.strictObject({
  event: id,
  person: z.strictObject({
    id,
    name: z.string(),
    bot: flag,
    outside: flag,
    groups: z.array(id).max(500).exactOptional(),
    zone: z.string().exactOptional(),
  } satisfies Shape<Person, 'also'>),
  place,
  isPrivate: flag,
  audience: z.enum(audiences).exactOptional(),
  opensForms: flag,
  fades: flag,
  startsThread: flag,
  message: id.exactOptional(),
  edits: id.exactOptional(),
  said: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('message'), text: z.string(), quoted, quotes, files, isNew: flag }),
    z.strictObject({ kind: z.literal('overheard'), text: z.string(), quoted, quotes, files }),
    z.strictObject({ kind: z.literal('draft'), of, text: z.string() }),
    z.strictObject({ kind: z.literal('withheld'), reason: z.enum(['marking', 'technical-data']), isForm: flag }),
    z.strictObject({ kind: z.literal('deleted') }),
    z.strictObject({ kind: z.literal('open-home') }),
    z.strictObject({ kind: z.literal('installed'), greets: place.exactOptional() }),
    z.strictObject({ kind: z.literal('removed') }),
    z.strictObject({ kind: z.literal('feedback'), of: of.exactOptional(), good: z.boolean() }),
    z.strictObject({ kind: z.literal('action'), action: z.enum(actionIds), of: of.exactOptional(), choice: of.exactOptional() }),
    z.strictObject({
      kind: z.literal('submit'),
      form: z.enum(formIds),
      of,
      values: z.record(field, z.string().max(20_000)).refine((values) => Object.keys(values).length <= 25, 'has too many fields'),
    }),
  ]),
} satisfies Shape<Incoming>)

/**
 * An event that was read; or what is wrong with its shape, by field. A wrong shape is a bug of an adapter,
 * or a forged event.
 */
export type Intake = { readonly incoming: Incoming } | { readonly problems: Readonly<Record<string, string>> }

const longestName = 100
/**
 * Removes characters that databases refuse, and invisible marks, which can reverse or split the words next
 * to them.
 */
const plain = (text: string): string => text.replace(/[\u0000\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '')

/**
 * Cuts a text to one character more than will be read: the extra character shows that the text was longer.
 */
const short = (text: string): string => plain(text).slice(0, longestQuestion + 1)

const cut = ({ text, quoted, quotes, files = 0 }: SaidWords): SaidWords => ({
  text: short(text),
  ...(files > 0 ? { files } : {}),
  ...(quotes === undefined ? {} : { quotes: plain(quotes) }),
  ...(quoted === undefined || quoted.length === 0 ? {} : { quoted: quoted.map(short) }),
})

/** Reads an event of a platform: checks its shape, and cuts its texts to the length that will be read. */
export function takeIn(given: Incoming): Intake {
  const result = incomingSchema.safeParse(given)
  if (!result.success)
    return {
      problems: Object.fromEntries(result.error.issues.map((issue) => [issue.path.join('.') || 'event', issue.message.toLowerCase()])),
    }
  const read = result.data
  const { said } = read
  const { zone, ...who } = read.person
  // An unknown time zone is left out; Licet asks for it if it matters.
  const person = { ...who, name: plain(who.name).slice(0, longestName), ...(zone !== undefined && isZone(zone) ? { zone } : {}) }
  if ('text' in said) return { incoming: { ...read, person, said: { ...said, ...cut(said) } } }
  if (said.kind !== 'submit') return { incoming: { ...read, person } }
  const values = Object.fromEntries(Object.entries(said.values).map(([name, value]) => [name, plain(value)]))
  return { incoming: { ...read, person, said: { ...said, values } } }
}
