import { z } from 'zod'
import type { Condition } from '../engine/condition.ts'
import { ladder } from '../engine/rule.ts'

/**
 * The shapes of the knowledge files. Unknown keys are rejected: a misspelled key would silently change the
 * law. Keys that only old versions of the knowledge use must stay, or these versions could not be loaded
 * again. The program does not read keys marked "for editors" (knowledge/README.md, "For editors alone").
 */

export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9.]+)*$/, 'write ids in lower-case kebab-case')
export const day = z.iso.date('write dates as YYYY-MM-DD')
export const text = z.string().min(1).max(2000)
const status = z.enum(['verified', 'secondary', 'recalled', 'unknown'])
export const code = z.string().regex(/^[A-Z]{2}$/, 'write an ISO 3166 two-letter code')
export const names = z.array(text).min(1)

export const cite = z.strictObject({ source: id, section: text, status: status.optional() })

export const sourceSchema = z.strictObject({
  id,
  title: text,
  publisher: text,
  url: z.url().optional(),
  asOf: day.optional(),
  read: day,
  status,
  /** The kind of copy that was read; left out if it was the publisher's own text. */
  copy: text.optional(),
  reviewBy: day.optional(),
  /** A note for editors. */
  note: text.optional(),
  /** Given if only some sections were read; any other section then counts as recalled. `read` and `url` are for editors. */
  sections: z
    .array(z.strictObject({ names, asOf: day.optional(), read: day, status, copy: text, url: z.url().optional() }))
    .min(1)
    .optional(),
})

const member = z.union([
  code,
  z.strictObject({
    code,
    since: day.optional(),
    until: day.optional(),
    note: text.optional(),
    /** For editors: the paragraph of law that names the country. */
    paragraph: text.optional(),
    /** The country that this one counts as (Hong Kong as China): the published list has no row for it. */
    as: code.optional(),
  }),
])

export const groupSchema = z.strictObject({
  id,
  name: text,
  means: text,
  cites: z.array(cite).min(1),
  /** Notes that replies show with the list, whatever the day and the countries. */
  notes: z.array(text).optional(),
  count: z.int().positive(),
  members: z.array(member).min(1),
})

export const countriesSchema = z.strictObject({
  /** `toldBy`: words that pick the country among those of an ambiguous name ("south" for Korea). */
  countries: z.array(z.strictObject({ code, name: text, names, parent: code.optional(), toldBy: z.array(text).optional() })).min(1),
  ambiguous: z.array(z.strictObject({ name: text, also: z.array(text).optional(), means: z.array(code).min(2) })),
  blocs: z.array(z.strictObject({ name: text, also: z.array(text).optional(), group: id.optional(), members: z.array(code).optional() })),
  regions: z.array(z.strictObject({ country: code, region: id, names })),
  governments: z
    .strictObject({
      /** Patterns that name a government by its leader; `#` stands for the surname: "government of #". */
      forms: z.array(text),
      of: z.array(z.strictObject({ country: code, names: z.array(text).optional(), surnames: z.array(text).optional() })),
    })
    .default({ forms: [], of: [] }),
})

const classId = z.string().regex(/^[A-Z][A-Z0-9_]*$/)

export const classSchema = z.strictObject({
  id: classId,
  name: text,
  means: text,
  jurisdiction: z.enum(['ITAR', 'EAR', 'unknown']),
  mt: z.enum(['yes', 'no', 'service', 'unknown']),
  category: z.enum(['I', 'II', 'none']),
  /** The class stands for articles of any kind that its list has. */
  anyKind: z.literal(true).optional(),
  /** The end use that "civil" alone means for an item of the class, if it is not another civil use. */
  civilMeans: z.literal('civil-space').optional(),
  /** The class stands for technical data, software or technology, with the services about them. */
  technology: z.literal(true).optional(),
  /** An item that was read as this class may be the one that the asker calls EAR99. */
  mayBeEar99: z.literal(true).optional(),
  /** Answers of facts that hold for every item of the class. */
  implies: z.record(z.string(), z.string()).optional(),
  role: id,
  entry: text,
  annex: z.array(text),
  cites: z.array(cite).min(1),
})

/** One word, or a list of some. */
export const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)])

/** A condition as editors write it: each fact must have a listed value. `any`, `all` and `not` combine. */
export type WrittenCondition = { readonly [fact: string]: string | readonly string[] | WrittenCondition | readonly WrittenCondition[] }
export const written: z.ZodType<WrittenCondition> = z.lazy(() =>
  z.record(z.string(), z.union([oneOrMore, written, z.array(written).min(1)])),
)

/** Turns a written condition into the engine's form. */
export function toCondition(written: WrittenCondition): Condition {
  const parts = Object.entries(written).map(([key, value]): Condition => {
    if (key === 'any') return { any: listOf(value).map(toCondition) }
    if (key === 'all') return { all: listOf(value).map(toCondition) }
    if (key === 'not') return { not: toCondition(value as WrittenCondition) }
    return { fact: key, in: typeof value === 'string' ? [value] : (value as readonly string[]) }
  })
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : { all: parts }
}

const listOf = (value: WrittenCondition[string]): readonly WrittenCondition[] =>
  (Array.isArray(value) ? value : [value]) as readonly WrittenCondition[]

const rung = z.enum(ladder)
const range = z.strictObject({
  atLeast: rung.nullable(),
  atMost: rung,
  settledBy: z.enum(['asker', 'counsel', 'government']),
  why: text,
  asks: z.string().optional(),
})
export const said = z.enum([...ladder, 'need-facts', 'ask-counsel'])
export const situation = { class: classId, to: code, on: day.optional(), facts: z.record(z.string(), z.string()).optional() }
const example = z.strictObject({ ...situation, gives: said.optional(), silent: z.literal(true).optional() })

/** The ways of transfer that need different documents; `any` stands for all ways that are not given. */
export const ways = ['hardware', 'temporary', 'data', 'release', 'service', 'manufacture', 'brokering', 'any'] as const
export type Way = (typeof ways)[number]

export const ruleSchema = z.strictObject({
  id,
  title: text,
  why: text,
  exceptionTo: z.array(id).min(1).optional(),
  when: written,
  outcome: z.union([rung, range, z.null()]),
  hinge: z.strictObject({ on: text, otherwise: said }).optional(),
  effective: z.strictObject({ from: day, until: day.optional() }),
  succeeds: id.optional(),
  byDestination: z.literal(true).optional(),
  cites: z.array(cite).min(1, 'give at least one citation'),
  obligations: z.array(text).optional(),
  /** Where to apply, with which document, for each way of transfer. Completes "apply to …". */
  apply: z.partialRecord(z.enum(ways), text).optional(),
  examples: z.array(example).min(2, 'give an example where the rule holds and one where it is silent'),
  reviewed: z.strictObject({ on: day, by: text }),
})

export const rulesFileSchema = z.strictObject({ scope: written.optional(), rules: z.array(ruleSchema).min(1) })

const series = z.enum(['other', '600-series', '9x515'])
/**
 * A landing: a class that an item can have. The first landing of an item whose condition holds counts; a
 * landing without a condition always holds.
 */
const landing = z.strictObject({ class: classId, when: written.optional(), entry: text.optional(), series: series.optional() })

const landings = {
  lands: z.array(landing).min(1),
  presumed: z.record(z.string(), z.string()).optional(),
  states: z.record(z.string(), z.string()).optional(),
  annex: z.array(text).optional(),
}

export const familySchema = z.strictObject({
  id,
  name: text,
  level: z.enum(['vehicle', 'assembly', 'part', 'material', 'spacecraft', 'facility', 'data', 'service', 'other']),
  /** Empty if a message can name the family only by a mark of knowledge/language (`names` of that mark). */
  names: z.array(text),
  /** Everyday names ("shaker"); they count only near a figure, an orbit, an entry or another technical word. */
  slang: z.array(text).min(1).optional(),
  ...landings,
  /** Only old versions of the knowledge have this key; nothing reads it. */
  eccn: text.optional(),
  cites: z.array(cite).min(1),
})

export const entrySchema = z.strictObject({
  entry: text,
  name: text,
  ...landings,
  series: series.optional(),
  replaceable: z.boolean().optional(),
})

export const systemSchema = z.strictObject({
  id,
  names,
  maker: text.optional(),
  country: code.optional(),
  kind: z.enum([
    'launch-vehicle',
    'stage',
    'engine',
    'motor',
    'missile',
    'cruise-missile',
    'interceptor',
    'sounding-rocket',
    'military-uas',
    'civil-uas',
    'munition',
    'spacecraft',
  ]),
  classes: z.array(classId).min(1),
  figures: z
    .strictObject({
      payloadKg: z.number().optional(),
      to: z.enum(['LEO', 'SSO', 'GTO', 'range', 'apogee']).optional(),
      rangeKm: z.number().optional(),
      speedKmh: z.number().optional(),
      impulseNs: z.number().optional(),
      thrustKn: z.number().optional(),
      burnS: z.number().optional(),
      tankL: z.number().optional(),
      /** For editors: the altitude to which a payload is carried, if `to` is `apogee`. */
      altitudeKm: z.number().optional(),
    })
    .optional(),
  endUse: z.enum(['military-missile', 'military-uas', 'other-civil', 'civil-space']).optional(),
  carriesWmd: z.literal(true).optional(),
  source: cite,
  /** A note for editors. */
  note: text.optional(),
})

/**
 * What Licet covers. `where`: the chats in which it can be asked. `does`: what texts may claim about Licet. A
 * claim must not contain any of the `words` of a topic that is not modelled.
 */
export const coverageSchema = z.strictObject({
  where: text.default(''),
  modelled: z.array(z.strictObject({ topic: text, note: text.optional() })),
  notModelled: z.array(z.strictObject({ topic: text, why: text, ask: text, words: names.optional() })),
  does: z.array(z.strictObject({ id, verbs: names, words: names })).optional(),
})

export const articleSchema = z.strictObject({
  title: text,
  aliases: z.array(text).optional(),
  sources: z.array(cite).min(1),
  reviewed: day,
})

export type Situation = Pick<z.infer<typeof example>, keyof typeof situation>
export type Cite = z.infer<typeof cite>
export type Source = z.infer<typeof sourceSchema>
export type SourceStatus = z.infer<typeof status>
export type Group = z.infer<typeof groupSchema>
export type Countries = z.infer<typeof countriesSchema>
export type ItemClass = z.infer<typeof classSchema>
export type RuleEntry = z.infer<typeof ruleSchema>
export type Landing = z.infer<typeof landing>
export type Family = z.infer<typeof familySchema>
export type Entry = z.infer<typeof entrySchema>
export type System = z.infer<typeof systemSchema>
export type Coverage = z.infer<typeof coverageSchema>

/** The code of a country on a list, whether it is written alone or with more about it. */
export const memberCode = (one: Group['members'][number]): string => (typeof one === 'string' ? one : one.code)
