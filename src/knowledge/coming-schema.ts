import { z } from 'zod'
import { cite, day, id, text } from './schema.ts'
import { keysOf } from './keys.ts'

/** The states of a possible change of the law, in words for readers. */
export const comingStates = {
  proposed: 'proposed, not law',
  decided: 'decided',
  ends: 'ends by itself',
  unread: 'in force, its text not read',
  told: 'told at second hand alone',
  unknown: 'nothing was found',
} as const

/** A possible change of the law that the dates of rules and lists do not show. */
export const comingSchema = z
  .strictObject({
    id,
    what: text,
    state: z.enum(keysOf(comingStates)),
    /** The day on which the change takes effect, or on which something ends. */
    on: day.optional(),
    /** The day by which an editor must check again. */
    look: day.optional(),
    /** Ids of the rules, lists and sources that an editor must look at when the change comes. */
    touches: z.array(id).min(1).optional(),
    cites: z.array(cite).min(1),
  })
  .refine(({ on, look }) => on !== undefined || look !== undefined, 'give the day on which it comes, or by when to look again')

export type ComingEntry = z.infer<typeof comingSchema>
