import { z } from 'zod'
import { joinId, actionIds, formIds, type Person, type Place, type IncomingAct } from '../../src/index.ts'
import { isPersonal, splitConversation, tenantOf, type Activity } from './activity.ts'
import type { Picking } from './form.ts'
import { limits } from './limits.ts'
import { isOutsider } from './outsider.ts'

/** The place of an event. A personal chat has the id of its person. Only channels have threads. */
export function placeOf(activity: Activity): Place {
  if (isPersonal(activity)) return aloneWith(activity)
  const { id, thread } = splitConversation(activity.conversation.id)
  const isChannel = activity.conversation.conversationType === 'channel' || thread !== undefined
  const root = thread ?? activity.replyToId ?? activity.id
  return { platform: 'teams', id: joinId(tenantOf(activity), id), ...(isChannel && root !== undefined ? { thread: root } : {}) }
}

/**
 * The id of a person in a tenant: their Entra id, which is the same in every chat. Bots, and guests unknown to Entra, have only an id in
 * the chat.
 */
export const personId = (tenant: string, { id, aadObjectId }: Pick<Activity['from'], 'id' | 'aadObjectId'>): string =>
  joinId(tenant, aadObjectId?.toLowerCase() ?? id)

/** The private chat between Licet and the person who caused the event, as a place. */
export const aloneWith = (activity: Activity): Place => ({ platform: 'teams', id: personId(tenantOf(activity), activity.from) })

/** The person of an event, as far as the event describes them. */
export const personOf = (activity: Activity): Person => ({
  id: `teams:${personId(tenantOf(activity), activity.from)}`,
  name: activity.from.name ?? 'Somebody',
  ...(activity.from.role === 'bot' || activity.from.id.startsWith('28:') ? { bot: true } : {}),
  ...(isOutsider(activity.from, tenantOf(activity)) ? { outside: true } : {}),
  ...zoneOf(activity),
})

/**
 * The person's time zone. A message has it as `localTimezone`; a click has it, if at all, in the
 * `clientInfo` entity.
 */
function zoneOf({ localTimezone, entities = [] }: Activity): Pick<Person, 'zone'> {
  const zone = localTimezone || entities.find(({ type, timezone }) => type === 'clientInfo' && timezone)?.timezone
  return zone ? { zone } : {}
}

const entities: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", amp: '&' }
const unescape = (text: string): string => text.replace(/&(nbsp|lt|gt|quot|#39|apos|amp);/g, (_whole, name: string) => entities[name] ?? '')

/**
 * The words of a message, without mentions and placeholders for quotes, because a name in these could be
 * read as a country or an item. A "<" that somebody typed is escaped, so all tags come from Teams.
 */
export function readText({ text = '', entities: named = [] }: Pick<Activity, 'text' | 'entities'>): string {
  const mentions = named.flatMap((one) => (one.type === 'mention' && one.text?.startsWith('<at') === true ? [one.text] : []))
  const without = mentions.reduce((words, mention) => words.replaceAll(mention, ' '), text)
  return unescape(without.replace(/<\/?(?:at|quoted)(?: [^>]*)?>/g, '')).trim()
}

/** The words of a formatted message, without mentions and tags but with its line breaks. */
export const readHtml = (html: string): string =>
  unescape(
    html
      .replace(/<at\b[^>]*>.*?<\/at>/gis, ' ')
      .replace(/<(?:br|\/p|\/div|\/li|\/h\d|\/tr)\b[^>]*>/gi, '\n')
      .replace(/<\/?[a-z][^>]*>/gi, '')
      .replace(/\n{3,}/g, '\n\n'),
  ).trim()

/**
 * Whether a message is addressed to Licet: in the person's own chat with it, by a mention, or as a targeted message. Other messages
 * arrive only if a team's owner consented.
 */
export const isSpokenTo = (activity: Activity): boolean =>
  isPersonal(activity) ||
  activity.recipient.isTargeted === true ||
  (activity.entities ?? []).some(({ type, mentioned }) => type === 'mention' && mentioned?.id === activity.recipient.id)

const ofSchema = z.string().max(limits.buttonId).optional()
const buttonSchema = z.object({
  licet: z.enum([...actionIds, 'feedback', 'refresh']),
  of: ofSchema,
  choice: ofSchema,
  good: z.boolean().optional(),
})

/**
 * The data of a button: its action (`licet`), the id of what it acts on (`of`), and the choice or the
 * rating that it stands for.
 */
export type Button = z.infer<typeof buttonSchema>

/** The button that was pressed; `undefined` if it is not one of Licet's. */
export const readButton = (data: unknown): Button | undefined => buttonSchema.safeParse(data).data

/**
 * The act that pressing a button stands for; `undefined` for a refresh, which only asks for the card's
 * current state.
 */
export function saidBy({ licet, of, choice, good }: Button): IncomingAct | undefined {
  if (licet === 'refresh') return undefined
  if (licet === 'feedback') return { kind: 'feedback', of: of ?? '', good: good === true }
  return { kind: 'action', action: licet, ...(of === undefined ? {} : { of }), ...(choice === undefined ? {} : { choice }) }
}

const submitSchema = z.looseObject({ licet: z.literal('form'), form: z.enum(formIds), of: z.string().max(limits.buttonId) })
const valuesSchema = z.record(z.string(), z.unknown())

/**
 * The submitted form; `undefined` if the form is not one of Licet's. A picked person becomes their full id,
 * `teams:TENANT.PERSON`.
 */
export function readForm(tenant: string, data: unknown): (IncomingAct & { readonly kind: 'submit' }) | undefined {
  const sent = submitSchema.safeParse(data).data
  if (sent === undefined) return undefined
  const { licet: _ours, form, of, again: _again, msteams: _hidden, ...rest } = sent
  const values = Object.entries(valuesSchema.parse(rest)).flatMap(([field, value]) =>
    typeof value === 'string' ? [[field, field === 'person' ? wholeId(tenant, value) : value] as const] : [],
  )
  return { kind: 'submit', form, of, values: Object.fromEntries(values) }
}

const wholeId = (tenant: string, picked: string): string =>
  picked === '' || picked.includes(':') ? picked : `teams:${joinId(tenant, picked.toLowerCase())}`

/**
 * Whether Licet was added or removed; `undefined` for an update, and for any other activity. If a team or
 * chat added Licet, it posts a greeting. A single person gets none, because often an admin added the app for
 * them; the person sees prompts instead.
 */
export function readInstall(activity: Activity): IncomingAct | undefined {
  const { type, action, channelData, conversation } = activity
  if (type !== 'installationUpdate') return undefined
  if (action === 'remove') return { kind: 'removed' }
  if (action !== 'add') return undefined
  if (isPersonal(activity)) return { kind: 'installed' }
  const channel = channelData?.settings?.selectedChannel?.id ?? splitConversation(conversation.id).id
  return { kind: 'installed', greets: { platform: 'teams', id: joinId(tenantOf(activity), channel) } }
}

/**
 * Where Licet was added: a team or a chat. For a single person it is their tenant, because the record's
 * chain must not identify anybody.
 */
export const installedIn = (activity: Activity): Place => ({
  platform: 'teams',
  id: isPersonal(activity)
    ? tenantOf(activity)
    : joinId(tenantOf(activity), activity.channelData?.team?.id ?? splitConversation(activity.conversation.id).id),
})

/**
 * The clients in which suggestions while typing work. Phones show an empty list instead
 * (microsoft/AdaptiveCards#9208, #8823).
 */
const offering = /^(?:web|windows|mac(?:os)?|osx|linux|desktop)$/i

/** How names can be picked in the client of an event; by typing them if the client is not known. */
export const pickingOf = ({ entities = [] }: Activity): Picking =>
  entities.some(({ type, platform }) => type === 'clientInfo' && offering.test(platform ?? '')) ? 'offered' : 'typed'

/** Whether the words ask for the person's own page. */
export const asksForHome = (text: string): boolean => /^\W*(?:home|my page|my licet)\W*$/i.test(text)
