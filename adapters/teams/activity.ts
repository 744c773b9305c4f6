import { z } from 'zod'

const text = z.string().max(100_000)
/** Ids are kept short enough that Licet's own, made of two or three of them, are never refused. */
const id = z.string().min(1).max(160)

const account = z.object({
  id,
  name: z.string().optional(),
  aadObjectId: z.string().max(100).optional(),
  role: z.string().optional(),
  isTargeted: z.boolean().optional(),
})

/** What hangs on a message. Its content is read where it is words. */
export const attachments = z
  .array(z.object({ contentType: z.string().max(200), content: z.unknown().optional() }).catch({ contentType: 'unknown' }))
  .max(200)
export type Attachment = z.infer<typeof attachments>[number]

/** What of an activity is read, and how much: all else in it is dropped. */
const activitySchema = z.object({
  type: z.string().max(100),
  id: z.string().max(80).optional(),
  name: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
  channelId: z.string().max(100),
  serviceUrl: z.url().max(500),
  from: account,
  recipient: account,
  conversation: z.object({ id, conversationType: z.string().optional(), tenantId: z.string().max(100).optional() }),
  channelData: z
    .object({
      tenant: z.object({ id: z.string().max(100) }).optional(),
      team: z.object({ id }).optional(),
      channel: z.object({ id, type: z.string().optional() }).optional(),
    })
    .optional(),
  text: text.nullish(),
  localTimezone: z.string().max(100).nullish(),
  replyToId: z.string().max(80).nullish(),
  value: z.unknown().optional(),
  entities: z
    .array(
      z.object({
        type: z.string(),
        text: text.optional(),
        mentioned: z.object({ id: z.string() }).optional(),
        quotedReply: z.object({ preview: text.nullish() }).nullish().catch({}),
      }),
    )
    .max(500)
    .optional(),
  attachments: attachments.nullish().catch(undefined),
  membersRemoved: z
    .array(z.object({ id: z.string() }))
    .max(1000)
    .optional(),
})

/** Something that happened in Teams, as the Bot Connector tells it. */
export type Activity = z.infer<typeof activitySchema>

/** Reads the body of a request: `undefined` where it is no activity. */
export function readActivity(body: string): Activity | undefined {
  try {
    return activitySchema.safeParse(JSON.parse(body)).data
  } catch {
    return undefined
  }
}

/** The tenant in which it happened, in small letters. */
export const tenantOf = ({ channelData, conversation }: Activity): string =>
  (channelData?.tenant?.id ?? conversation.tenantId ?? '').toLowerCase()

/** A conversation's id without the message whose thread is meant, and that message. */
export function splitConversation(whole: string): { readonly id: string; readonly thread: string | undefined } {
  const [id = '', thread] = whole.split(';messageid=')
  return { id, thread }
}

/** Whether one person is alone with Licet there. */
export const isPersonal = ({ conversation: { id, conversationType } }: Pick<Activity, 'conversation'>): boolean =>
  conversationType === undefined ? id.startsWith('a:') : conversationType === 'personal'
