import { z } from 'zod'
import { clip, fieldOf, type App, type SearchMatch } from '../../src/index.ts'
import { attachments, type Activity } from './activity.ts'
import { attach } from './card.ts'
import { CallError, refusesChat } from './connector.ts'
import { dialogOf, notOurs, ok, reactionTo, sendForm } from './dialogs.ts'
import { submitEvent, type EventResponse, type Doing, type ListenerParts } from './submit-event.ts'
import { notice } from './form.ts'
import { limits } from './limits.ts'
import { readChecked } from './quotes.ts'
import { aloneWith } from './read.ts'
import { renderCard } from './render.ts'

const querySchema = z.object({
  commandId: z.literal('search'),
  parameters: z
    .array(z.object({ name: z.string(), value: z.string().max(2000) }))
    .max(10)
    .default([]),
})

/** Searches articles and rules from the box in which people write messages. */
export function search(parts: ListenerParts, activity: Activity): Promise<EventResponse> {
  const query = querySchema.safeParse(activity.value).data
  if (query === undefined) return Promise.resolve(notOurs(parts, 'a form'))
  const words = query.parameters.find(({ name }) => name === 'words')?.value ?? ''
  return Promise.resolve(ok(renderMatches(parts.licet, words)))
}

const payloadSchema = z.object({
  body: z.object({ content: z.string().max(100_000).nullish(), contentType: z.string().optional() }),
  attachments: attachments.nullish().catch(undefined),
})
const actionSchema = z.discriminatedUnion('commandId', [
  z.object({ commandId: z.literal('ask') }),
  z.object({
    commandId: z.literal('check'),
    messagePayload: payloadSchema,
  }),
])

/**
 * Whether Licet cannot write to the person of an event in their own chat, because they have not added Licet
 * or have blocked it.
 */
const isShut = ({ reach }: ListenerParts, activity: Activity): Promise<boolean> =>
  reach.to(aloneWith(activity)).then(
    () => false,
    (error: unknown) => error instanceof CallError && refusesChat.has(error.status),
  )

/**
 * Handles a request to open the message extension. The answer goes to the person's own chat with Licet; others in the conversation see
 * nothing.
 */
export async function openExtension(parts: ListenerParts, activity: Activity): Promise<EventResponse> {
  const action = actionSchema.safeParse(activity.value).data
  if (action === undefined) return notOurs(parts, 'a form')
  if (await isShut(parts, activity))
    return ok(notice('I may answer this only in our own chat. Please add Licet under Apps, then try again.'))
  if (action.commandId === 'check') return await check(parts, activity, action.messagePayload)
  const doing: Doing = { said: { kind: 'action', action: 'ask' }, place: aloneWith(activity), opensForms: true }
  return dialogOf(activity, await reactionTo(parts, await submitEvent(parts, activity, doing)))
}

const inOurChat = 'the answer is in our own chat, for you alone.'

/** Handles "Check with Licet" on somebody's message. */
async function check(
  parts: ListenerParts,
  activity: Activity,
  { body: { content, contentType }, attachments: attached }: z.infer<typeof payloadSchema>,
): Promise<EventResponse> {
  const words = readChecked(contentType === 'html', content ?? '', attached ?? [])
  if (words.quoted?.every((one) => one === '') !== false) return ok(notice('There are no words in that message that I could check.'))
  await submitEvent(parts, activity, { said: { kind: 'message', ...words }, place: aloneWith(activity) })
  return ok(notice(`I checked it: ${inOurChat}`))
}

/** Handles a form that was opened from the message extension. */
export const sendFromExtension = (parts: ListenerParts, activity: Activity): Promise<EventResponse> =>
  sendForm(parts, activity, fieldOf(activity.value, 'data'), { place: aloneWith(activity) }, ok(notice(`Thank you: ${inOurChat}`)))

/** The search results: cards to insert into a message, each with a preview line. */
function renderMatches({ find }: Pick<App, 'find'>, words: string) {
  const found = find(words, limits.results)
  return {
    composeExtension:
      found.length === 0
        ? { type: 'message', text: 'Nothing fits those words. Try others, or ask me in a chat.' }
        : { type: 'result', attachmentLayout: 'list', attachments: found.map(renderMatch) },
  } as const
}

const renderMatch = ({ kind, title, line, reply }: SearchMatch) => ({
  ...attach(renderCard(reply)),
  preview: {
    contentType: 'application/vnd.microsoft.card.thumbnail',
    content: { title: clip(title, limits.title), text: clip(`${kind === 'rule' ? 'Rule' : 'Article'}: ${line}`, limits.resultLine) },
  },
})
