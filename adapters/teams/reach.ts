import { z } from 'zod'
import { joinId, ownChatOf, splitId, type ConversationReferences, type Place } from '../../src/index.ts'
import { isPersonal, splitConversation, tenantOf, type Activity } from './activity.ts'
import { CallError, type Connector } from './connector.ts'
import { personId } from './read.ts'

const referenceSchema = z.object({
  serviceUrl: z.string(),
  bot: z.string(),
  conversation: z.string().optional(),
  isPersonal: z.boolean().optional(),
  /** The id with which Teams addresses a person; only in the reference of a person. */
  user: z.string().optional(),
  /** The team of a channel. */
  team: z.string().optional(),
})

/**
 * How to reach a person or place in a tenant, or the tenant itself: the service address, the bot's id
 * there, and the conversation if there is one.
 */
type Reference = z.infer<typeof referenceSchema>

/** A conversation to send to. `team` is the team of a channel, if known. */
export type Reached = {
  readonly serviceUrl: string
  readonly bot: string
  readonly tenant: string
  readonly conversation: string
  readonly isPersonal: boolean
  readonly team?: string
}

/**
 * How to reach places and people in Teams. This is stored with each event, looked up when sending, and
 * deleted when Licet is removed.
 */
export type Reach = {
  /** Stores how the conversation, the person and the tenant of an event can be reached now. */
  readonly keep: (activity: Activity) => Promise<void>
  /**
   * The conversation to send to for a place; for a person without a chat with Licet, one is opened. Throws
   * a {@link CallError}.
   */
  readonly to: (place: Place) => Promise<Reached>
  /** The id with which Teams addresses a person. */
  readonly userOf: (person: string) => Promise<string>
  /**
   * Called after Licet was removed from the conversation of an event: deletes how to reach that
   * conversation.
   */
  readonly forget: (activity: Activity) => Promise<void>
}

const personKey = (id: string): string => `user ${id}`

/**
 * Whether an event comes from the message extension. The extension can be used in conversations that Licet
 * has not joined, e.g. a chat of two people, so such a conversation is not stored.
 */
const isElsewhere = ({ name }: Activity): boolean => name?.startsWith('composeExtension/') === true

/**
 * How to reach the tenant, the conversation and the person of an event, each with the id under which that
 * is stored.
 */
function referencesIn(activity: Activity): ReadonlyArray<readonly [id: string, reference: Reference]> {
  const tenant = tenantOf(activity)
  const person = personId(tenant, activity.from)
  const alone = isPersonal(activity)
  const base = { serviceUrl: activity.serviceUrl, bot: activity.recipient.id }
  const { id: conversation } = splitConversation(activity.conversation.id)
  const here: readonly [string, Reference] = alone
    ? [person, { ...base, conversation, isPersonal: true }]
    : [joinId(tenant, conversation), { ...base, conversation, ...teamOf(activity) }]
  return [
    [tenant, base],
    ...(isElsewhere(activity) ? [] : [here]),
    ...(activity.from.aadObjectId === undefined ? [] : [[personKey(person), { ...base, user: activity.from.id }] as const]),
  ]
}

const teamOf = ({ channelData }: Activity): Pick<Reference, 'team'> =>
  channelData?.team === undefined ? {} : { team: channelData.team.id }

/** Creates a {@link Reach} that stores its references in the database. */
export function createReach(references: () => ConversationReferences, connector: Connector): Reach {
  const find = async (id: string): Promise<Reference | undefined> => {
    const text = await references().find('teams', id)
    return text === undefined ? undefined : referenceSchema.safeParse(JSON.parse(text)).data
  }
  const userOf = async (person: string): Promise<string> => {
    const id = ownChatOf(person).id
    return (await find(personKey(id)))?.user ?? splitId(id).id
  }
  return {
    keep: async (activity) => {
      for (const [id, reference] of referencesIn(activity)) await references().keep('teams', id, JSON.stringify(reference))
    },
    userOf,
    to: async ({ id }) => {
      const known = await find(id)
      const { space: tenant, id: inTenant } = splitId(id)
      if (known?.conversation !== undefined) return reached(tenant, known, known.conversation)
      const home = await find(tenant)
      if (home === undefined) throw new CallError(404, 'unknown_tenant')
      if (inTenant.startsWith('19:') || inTenant.startsWith('a:')) return reached(tenant, home, inTenant)
      const { serviceUrl, bot } = home
      const conversation = await connector.open(serviceUrl, { bot, tenant, user: await userOf(`teams:${id}`) })
      await references().keep('teams', id, JSON.stringify({ serviceUrl, bot, conversation, isPersonal: true } satisfies Reference))
      return { serviceUrl, bot, tenant, conversation, isPersonal: true }
    },
    forget: async (activity) => {
      for (const [id] of referencesIn(activity))
        if (id !== tenantOf(activity) && !id.startsWith('user ')) await references().forget('teams', id)
    },
  }
}

const reached = (tenant: string, { serviceUrl, bot, isPersonal = false, team }: Reference, conversation: string): Reached => ({
  serviceUrl,
  bot,
  tenant,
  conversation,
  isPersonal: isPersonal || conversation.startsWith('a:'),
  ...(team === undefined ? {} : { team }),
})
