import { z } from 'zod'
import { actionIds, formIds, type Person, type Place, type IncomingAct } from '../../src/index.ts'
import { isPersonal, splitConversation, tenantOf, type Activity } from './activity.ts'
import type { Picking } from './form.ts'
import { limits } from './limits.ts'
import { isOutsider } from './outsider.ts'

/** Ids of Teams name something in a tenant; Licet's keep both. A person's is that of Entra, so it is the same in every chat. */
export const joinId = (tenant: string, id: string): string => `${tenant}.${id}`
export const splitId = (id: string): { readonly tenant: string; readonly id: string } => ({
  tenant: id.slice(0, id.indexOf('.')),
  id: id.slice(id.indexOf('.') + 1),
})

/** Where it happened. A chat with one person is that person's place, by whichever way they are reached. Only channels have threads. */
export function placeOf(activity: Activity): Place {
  if (isPersonal(activity)) return aloneWith(activity)
  const { id, thread } = splitConversation(activity.conversation.id)
  const isChannel = activity.conversation.conversationType === 'channel' || thread !== undefined
  const root = thread ?? activity.replyToId ?? activity.id
  return { platform: 'teams', id: joinId(tenantOf(activity), id), ...(isChannel && root !== undefined ? { thread: root } : {}) }
}

/** A person's own id. Guests who are unknown to Entra, and bots, have only that of the chat. */
export const personId = (tenant: string, { id, aadObjectId }: Pick<Activity['from'], 'id' | 'aadObjectId'>): string =>
  joinId(tenant, aadObjectId?.toLowerCase() ?? id)

/** The place where whoever did it is spoken to alone. */
export const aloneWith = (activity: Activity): Place => ({ platform: 'teams', id: personId(tenantOf(activity), activity.from) })

/** Who did it, as far as the activity itself tells. */
export const personOf = (activity: Activity): Person => ({
  id: `teams:${personId(tenantOf(activity), activity.from)}`,
  name: activity.from.name ?? 'Somebody',
  ...(activity.from.role === 'bot' || activity.from.id.startsWith('28:') ? { bot: true } : {}),
  ...(isOutsider(activity.from, tenantOf(activity)) ? { outside: true } : {}),
  ...zoneOf(activity),
})

/** The time zone somebody lives by: Teams writes it at a message, and for a click at most beside what it runs on. */
function zoneOf({ localTimezone, entities = [] }: Activity): Pick<Person, 'zone'> {
  const zone = localTimezone || entities.find(({ type, timezone }) => type === 'clientInfo' && timezone)?.timezone
  return zone ? { zone } : {}
}

const entities: Readonly<Record<string, string>> = { nbsp: ' ', lt: '<', gt: '>', quot: '"', '#39': "'", apos: "'", amp: '&' }
const unescape = (text: string): string => text.replace(/&(nbsp|lt|gt|quot|#39|apos|amp);/g, (_whole, name: string) => entities[name] ?? '')

/**
 * The words of a message, without mentions and the places of quotes: the name that somebody gave themselves, a tag or a channel
 * would be read as a country or a thing. Only what Teams itself marks is a mention; signs that somebody wrote are escaped.
 */
export function readText({ text = '', entities: named = [] }: Pick<Activity, 'text' | 'entities'>): string {
  const mentions = named.flatMap((one) => (one.type === 'mention' && one.text?.startsWith('<at') === true ? [one.text] : []))
  const without = mentions.reduce((words, mention) => words.replaceAll(mention, ' '), text)
  return unescape(without.replace(/<\/?(?:at|quoted)(?: [^>]*)?>/g, '')).trim()
}

/** The words of a message that is formatted: mentions and tags away, lines kept. */
export const readHtml = (html: string): string =>
  unescape(
    html
      .replace(/<at\b[^>]*>.*?<\/at>/gis, ' ')
      .replace(/<(?:br|\/p|\/div|\/li|\/h\d|\/tr)\b[^>]*>/gi, '\n')
      .replace(/<\/?[a-z][^>]*>/gi, '')
      .replace(/\n{3,}/g, '\n\n'),
  ).trim()

/** Whether a message speaks to Licet: alone with it, by its name, or for its eyes only. Others are heard where an admin allowed it. */
export const isSpokenTo = (activity: Activity): boolean =>
  isPersonal(activity) ||
  activity.recipient.isTargeted === true ||
  (activity.entities ?? []).some(({ type, mentioned }) => type === 'mention' && mentioned?.id === activity.recipient.id)

const ofSchema = z.string().max(limits.of).optional()
const buttonSchema = z.object({
  licet: z.enum([...actionIds, 'feedback', 'refresh']),
  of: ofSchema,
  choice: ofSchema,
  good: z.boolean().optional(),
})

/** What a button carries: what it does, and an id. */
export type Button = z.infer<typeof buttonSchema>

/** The button that was pressed, or `undefined` where it is none of ours. */
export const readButton = (data: unknown): Button | undefined => buttonSchema.safeParse(data).data

/** What a button means; refreshing is asking, not doing. */
export function saidBy({ licet, of, choice, good }: Button): IncomingAct | undefined {
  if (licet === 'refresh') return undefined
  if (licet === 'feedback') return { kind: 'feedback', of: of ?? '', good: good === true }
  return { kind: 'action', action: licet, ...(of === undefined ? {} : { of }), ...(choice === undefined ? {} : { choice }) }
}

const submitSchema = z.looseObject({ licet: z.literal('form'), form: z.enum(formIds), of: z.string().max(limits.of) })
const valuesSchema = z.record(z.string(), z.unknown())

/** The form that was sent, or `undefined` where it is none of ours. A person who was picked comes back by their whole id. */
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
 * Whether Licet was let into a team, chat or by a person, or put out; nothing where it was only brought up to date. It greets a
 * team in the channel that was chosen, and a chat. A person sees starters there, and may have been given the app by an admin:
 * nobody is written to by surprise.
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

/** What Licet was let into: a team, a chat, or for a person alone their tenant, because the record's chain names nobody. */
export const installedIn = (activity: Activity): Place => ({
  platform: 'teams',
  id: isPersonal(activity)
    ? tenantOf(activity)
    : joinId(tenantOf(activity), activity.channelData?.team?.id ?? splitConversation(activity.conversation.id).id),
})

/** Clients that offer names while somebody types. Those on phones show an empty list instead (microsoft/AdaptiveCards#9208, #8823). */
const offering = /^(?:web|windows|mac(?:os)?|osx|linux|desktop)$/i

/** How names are found in a form where it is opened; where that is not told, so that it works everywhere. */
export const pickingOf = ({ entities = [] }: Activity): Picking =>
  entities.some(({ type, platform }) => type === 'clientInfo' && offering.test(platform ?? '')) ? 'offered' : 'typed'

/** Words that mean a page of one's own. */
export const asksForHome = (text: string): boolean => /^\W*(?:home|my page|my licet)\W*$/i.test(text)
