import { z } from 'zod'
import { placeSchema, shiftSchema, timeSchema, zoneSchema } from '../cases/queue.ts'
import type { Working } from './sending-time.ts'

/** What an admin decides about tips. Nobody gets tips without asking for them. */
export const tipsSchema = z
  .strictObject({
    /** The times between which people may get tips, each in their own time zone. */
    hours: shiftSchema.default({ from: '08:00', to: '18:00' }),
    /** Days without tips; by default the holidays of the queues. */
    holidays: z.array(z.iso.date()).optional(),
    /** Channels to which tips are offered once, by a message with a button. */
    offer: z
      .array(
        z.strictObject({
          to: placeSchema,
          zone: zoneSchema,
          at: timeSchema.default('09:00'),
          days: z.string().default('weekdays'),
          topics: z.array(z.string()).default([]),
        }),
      )
      .default([]),
  })
  .default({ hours: { from: '08:00', to: '18:00' }, offer: [] })

export type TipsSettings = z.infer<typeof tipsSchema>

/** When tips may be sent. If the settings for tips name no holidays, the holidays of all `queues` count. */
export const workingOf = ({
  tips: { hours, holidays },
  queues,
}: {
  readonly tips: TipsSettings
  readonly queues: ReadonlyArray<{ readonly hours: { readonly holidays: readonly string[] } }>
}): Working => ({ ...hours, holidays: holidays ?? [...new Set(queues.flatMap((queue) => queue.hours.holidays))] })
