import { z } from 'zod'

const text = z.string().max(100_000)
/** Ids are kept short enough that Licet's own, made of two or three of them, are never refused. */
const id = z.string().min(1).max(160)

/** Phones write `0` where a message replies to none. */
const messageId = z
  .string()
  .max(80)
  .transform((one) => (one === '0' || one === '' ? undefined : one))

const account = z.object({
  id,
  name: z.string().optional(),
  aadObjectId: z.string().max(100).optional(),
  role: z.string().optional(),
  tenantId: z.string().max(100).optional(),
  userRole: z.string().max(100).optional(),
  /** What cannot be read may say that it is for one person's eyes. */
  isTargeted: z.boolean().optional().catch(true),
})
const accounts = z.array(account).max(1000)

/** What hangs on a message. Its content is read where it is words. */
export const attachments = z
  .array(z.object({ contentType: z.string().max(200), content: z.unknown().optional() }).catch({ contentType: 'unknown' }))
  .max(200)
export type Attachment = z.infer<typeof attachments>[number]

/** What of an activity is read, and how much: all else in it is dropped. What is optional here is dropped, too, where it does not fit. */
const activitySchema = z.object({
  type: z.string().max(100),
  id: z.string().max(80).optional(),
  name: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
  timestamp: z.string().max(40).optional(),
  channelId: z.string().max(100),
  serviceUrl: z.url().max(500),
  from: account,
  recipient: account,
  conversation: z.object({ id, conversationType: z.string().optional(), tenantId: z.string().max(100).optional() }),
  channelData: z
    .object({
      eventType: z.string().max(100).optional(),
      tenant: z.object({ id: z.string().max(100) }).optional(),
      team: z.object({ id }).optional(),
      settings: z.object({ selectedChannel: z.object({ id }).optional() }).optional(),
      /** A channel that cannot be read may be one that others share. */
      channel: z
        .object({ id, type: z.string().optional().catch('shared') })
        .optional()
        .catch({ id: 'unknown', type: 'shared' }),
    })
    .optional(),
  text: text.optional(),
  localTimezone: z.string().max(100).optional(),
  replyToId: messageId.optional(),
  value: z.unknown().optional(),
  entities: z
    .array(
      z.object({
        type: z.string(),
        text: text.optional(),
        mentioned: z.object({ id: z.string() }).optional(),
        /** Of `clientInfo`: what Teams runs on. */
        platform: z.string().max(40).optional(),
        /** Of `clientInfo`: the time zone of whoever did it. */
        timezone: z.string().max(100).optional(),
        /** A quote that cannot be read is still one. */
        quotedReply: z
          .object({ preview: text.optional().catch(undefined), messageId: messageId.optional().catch(undefined) })
          .optional()
          .catch({}),
      }),
    )
    .max(500)
    .optional(),
  attachments: attachments.optional(),
  membersAdded: accounts.optional(),
  membersRemoved: accounts.optional(),
})

/** Something that happened in Teams, as the Bot Connector tells it. */
export type Activity = z.infer<typeof activitySchema>

/** An activity as far as it can be read, and the names of what was dropped to read it. */
export type Read = { readonly activity: Activity; readonly dropped: readonly string[] }

/** A round takes away what does not fit; what does not fit without it goes in the next. After so many the activity cannot be read. */
const mostRounds = 6

/**
 * Reads the body of a request: `undefined` where it is no activity. Teams adds shapes without a word, so what does not fit is
 * dropped and the message is not lost by it. `bot` is who we are, where the body does not say to whom it is.
 */
export function readActivity(body: string, bot = ''): Read | undefined {
  const whole = readJson(body)
  if (typeof whole !== 'object' || whole === null) return undefined
  const root = whole as Tree
  if (bot !== '' && !account.safeParse(root['recipient']).success) root['recipient'] = { id: bot }
  const dropped = new Set<string>()
  for (let round = 0; round < mostRounds; round++) {
    const { data, error } = activitySchema.safeParse(root)
    if (data !== undefined) return { activity: data, dropped: [...dropped] }
    for (const { path } of error.issues) {
      if (!drop(root, path)) return undefined
      dropped.add(path.filter((key) => typeof key === 'string').join('.'))
    }
    compact(root)
  }
  return undefined
}

type Tree = Record<PropertyKey, unknown>

/** The body as JSON. `null` tells no more than a field that is left out, and is left out. */
function readJson(body: string): unknown {
  try {
    return compact(JSON.parse(body, (_key, value: unknown) => value ?? undefined))
  } catch {
    return undefined
  }
}

/** Takes away what is at a path; where nothing is there, what should have held it. False where that is the whole. */
function drop(root: Tree, path: readonly PropertyKey[]): boolean {
  const key = path.at(-1)
  if (key === undefined) return false
  const above = path.slice(0, -1)
  const holder = above.reduce<Tree | undefined>((tree, one) => tree?.[one] as Tree | undefined, root)
  if (holder === undefined) return true
  if (holder[key] === undefined) return drop(root, above)
  holder[key] = undefined
  return true
}

/** Closes the gaps in lists. */
function compact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const kept: readonly unknown[] = value.filter((one) => one !== undefined)
    value.splice(0, value.length, ...kept)
  }
  for (const one of Object.values(value)) compact(one)
  return value
}

/** The tenant in which it happened, in small letters. */
export const tenantOf = ({ channelData, conversation }: Activity): string =>
  (channelData?.tenant?.id ?? conversation.tenantId ?? '').toLowerCase()

/** A conversation's id without the message whose thread is meant, and that message. */
export function splitConversation(whole: string): { readonly id: string; readonly thread: string | undefined } {
  const [id = '', thread] = whole.split(';messageid=')
  return { id, thread: thread === '0' || thread === '' ? undefined : thread }
}

/** Whether one person is alone with Licet there. */
export const isPersonal = ({ conversation: { id, conversationType } }: Pick<Activity, 'conversation'>): boolean =>
  conversationType === undefined ? id.startsWith('a:') : conversationType === 'personal'
