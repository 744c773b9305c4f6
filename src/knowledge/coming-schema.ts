import { z } from 'zod'
import { cite, day, id, text } from './schema.ts'

/** How far something is that may change the law. */
export const comingStates = {
  proposed: 'proposed, not law',
  decided: 'decided',
  ends: 'ends by itself',
  unread: 'in force, its text not read',
  told: 'told at second hand alone',
  unknown: 'nothing was found',
} as const
export type ComingState = keyof typeof comingStates
const states = Object.keys(comingStates) as [ComingState, ...ComingState[]]

/** Something that may change the law and that no rule's or list's dates tell. */
export const comingSchema = z
  .strictObject({
    id,
    what: text,
    state: z.enum(states),
    /** The day on which it begins or ends. */
    on: day.optional(),
    /** By when somebody looks again. */
    look: day.optional(),
    /** Rules, lists and sources that may have to be changed then. */
    touches: z.array(id).min(1).optional(),
    cites: z.array(cite).min(1),
  })
  .refine(({ on, look }) => on !== undefined || look !== undefined, 'give the day on which it comes, or by when to look again')

export type ComingEntry = z.infer<typeof comingSchema>
