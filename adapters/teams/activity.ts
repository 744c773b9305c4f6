import { z } from 'zod'

const text = z.string().max(100_000)
/**
 * The length of ids is limited, so that Licet's own ids, which combine two or three of them, stay within
 * their limit.
 */
const id = z.string().min(1).max(160)

/** The id of a message. Phones send `0` for a message that is not a reply. */
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
  /** Whether only one person sees the message. An invalid value counts as yes, to be safe. */
  isTargeted: z.boolean().optional().catch(true),
})
const accounts = z.array(account).max(1000)

/** What is attached to a message. The type of `content` depends on `contentType`. */
export const attachments = z
  .array(z.object({ contentType: z.string().max(200), content: z.unknown().optional() }).catch({ contentType: 'unknown' }))
  .max(200)
export type Attachment = z.infer<typeof attachments>[number]

/** The parts of an activity that are read, with limits. All other fields are dropped. */
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
      /** An invalid channel counts as shared with other organizations, to be safe. */
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
        /** In an entity of type `clientInfo`: the kind of client, e.g. "iOS". */
        platform: z.string().max(40).optional(),
        /** In an entity of type `clientInfo`: the person's time zone. */
        timezone: z.string().max(100).optional(),
        /** An invalid quote still counts as a quote. */
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

/** An event from Teams, in the Bot Connector's format. */
export type Activity = z.infer<typeof activitySchema>

/** An activity as far as it could be read, and the names of the fields dropped to read it. */
export type Read = { readonly activity: Activity; readonly dropped: readonly string[] }

/**
 * Each round drops the fields that do not match the schema. The object that contained a dropped field can
 * then mismatch in the next round. After this many rounds the activity is rejected.
 */
const mostDropRounds = 6

/**
 * Reads the body of a request; `undefined` if it is not an activity. Teams adds fields without notice, so
 * fields that do not match are dropped instead of losing the message. `bot` is Licet's own id, used if the
 * body names no recipient.
 */
export function readActivity(body: string, bot = ''): Read | undefined {
  const root = readJson(body)
  if (!isTree(root)) return undefined
  if (bot !== '' && !account.safeParse(root['recipient']).success) root['recipient'] = { id: bot }
  const dropped = new Set<string>()
  for (let round = 0; round < mostDropRounds; round++) {
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

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

/** Parses JSON. `null` counts as a missing field. */
function readJson(body: string): unknown {
  try {
    return compact(JSON.parse(body, (_key, value: unknown) => value ?? undefined))
  } catch {
    return undefined
  }
}

/**
 * Deletes the value at a path or, if there is none, the nearest value above it. Returns false if only the
 * whole body would be left to delete.
 */
function drop(root: Tree, path: readonly PropertyKey[]): boolean {
  const key = path.at(-1)
  if (key === undefined) return false
  const above = path.slice(0, -1)
  const holder = above.reduce<Tree | undefined>((tree, one) => {
    const next = tree?.[one]
    return isTree(next) ? next : undefined
  }, root)
  if (holder === undefined) return true
  if (holder[key] === undefined) return drop(root, above)
  holder[key] = undefined
  return true
}

/** Removes the `undefined` elements of all lists. */
function compact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const kept: readonly unknown[] = value.filter((one) => one !== undefined)
    value.splice(0, value.length, ...kept)
  }
  for (const one of Object.values(value)) compact(one)
  return value
}

/** The id of an event's tenant, in lower case; '' if the event names none. */
export const tenantOf = ({ channelData, conversation }: Activity): string =>
  (channelData?.tenant?.id ?? conversation.tenantId ?? '').toLowerCase()

/**
 * Splits the id of a conversation, `CONVERSATION;messageid=THREAD`, into the conversation and the thread,
 * if any.
 */
export function splitConversation(whole: string): { readonly id: string; readonly thread: string | undefined } {
  const [id = '', thread] = whole.split(';messageid=')
  return { id, thread: thread === '0' || thread === '' ? undefined : thread }
}

/** Whether the conversation is a chat of one person with Licet. */
export const isPersonal = ({ conversation: { id, conversationType } }: Pick<Activity, 'conversation'>): boolean =>
  conversationType === undefined ? id.startsWith('a:') : conversationType === 'personal'
