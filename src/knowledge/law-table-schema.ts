import { z } from 'zod'
import { day, oneOrMore, text, written } from './schema.ts'

/**
 * The editors' table of verdicts, from which the rules were written: the first row that fits a case gives its verdict. `differences` lists
 * the cases in which the rules deliberately give another verdict, with the reason.
 */
export const lawTableSchema = z.strictObject({
  periods: z.array(z.strictObject({ id: z.string(), from: day })).min(1),
  items: z.record(z.string(), written),
  destinations: z.array(z.strictObject({ id: z.string(), when: written })).min(1),
  sets: z.record(z.string(), z.array(z.string())),
  rows: z.array(
    z.strictObject({
      id: z.string(),
      items: oneOrMore.optional(),
      series: z.string().optional(),
      to: oneOrMore.optional(),
      use: z.array(z.string()).optional(),
      periods: z.array(z.string()).optional(),
      verdict: z.string(),
    }),
  ),
  differences: z.array(
    z.strictObject({
      rows: z.array(z.string()),
      ours: z.array(z.string()),
      items: z.array(z.string()).optional(),
      to: z.array(z.string()).optional(),
      use: z.array(z.string()).optional(),
      when: written.optional(),
      reason: text,
    }),
  ),
})

export type LawTable = z.infer<typeof lawTableSchema>
