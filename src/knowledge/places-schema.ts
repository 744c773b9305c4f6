import { z } from 'zod'
import { code, names } from './schema.ts'

/**
 * Data to tell towns of one name apart.
 * - `states`: states and other regions. Their `code` and `short` forms ("TX", "Tex.") count only after the name of a town.
 * - `namesakes` with `states`: small American towns with foreign names. The name alone never means them, only with their state or country
 * after it ("Breslau, Nebraska").
 * - `namesakes` without `states`: islands and sites that share the name of a town elsewhere. They weigh as much as a town of a million
 * people.
 */
export const placesSchema = z.strictObject({
  states: z.array(
    z.strictObject({
      country: code,
      code: z
        .string()
        .regex(/^[A-Z]{2,3}$/)
        .optional(),
      names,
      short: names.optional(),
    }),
  ),
  namesakes: z.array(
    z.strictObject({
      country: code,
      name: z.string().min(1),
      states: z
        .array(z.string().regex(/^[A-Z]{2}$/))
        .min(1)
        .optional(),
    }),
  ),
})

const somewhere = z.array(z.strictObject({ in: z.array(code).min(1), names }))

/**
 * Parties (agencies, companies, sites) and the countries they are in. The country is certain for public
 * bodies and sites, and presumed for companies, airlines and everyday trades.
 */
export const partiesSchema = z.strictObject({
  bodies: somewhere,
  companies: somewhere,
  airlines: somewhere.default([]),
  trades: somewhere.default([]),
  sites: somewhere,
})

export type Places = z.infer<typeof placesSchema>
export type Parties = z.infer<typeof partiesSchema>
