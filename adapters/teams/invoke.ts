import { z } from 'zod'
import { pickSources, type Accepted, type Reaction } from '../../src/index.ts'
import { tenantOf, type Activity } from './activity.ts'
import { CallError, refusesChat } from './connector.ts'
import { fine, hand, showHome, type Answer, type Doing, type Ears } from './ears.ts'
import { renderMatches, renderNames } from './extension.ts'
import { formIn, notice, renderForm } from './form.ts'
import { clip, limits } from './limits.ts'
import { aloneWith, placeOf, readButton, readForm, readHtml, saidBy } from './read.ts'
import { renderCard } from './render.ts'

type Handler = (ears: Ears, activity: Activity) => Promise<Answer>

/** What Teams asks and waits for, by name. */
const handlers: Readonly<Record<string, Handler>> = {
  'adaptiveCard/action': pressed,
  'task/fetch': openDialog,
  'task/submit': sendDialog,
  'message/fetchTask': rate,
  'message/submitAction': sendRating,
  'composeExtension/query': search,
  'composeExtension/fetchTask': check,
  'application/search': offerNames,
}

/** Answers what Teams waits for, in the response to its request. */
export async function answerInvoke(ears: Ears, activity: Activity): Promise<Answer> {
  const handler = Object.hasOwn(handlers, activity.name ?? '') ? handlers[activity.name ?? ''] : undefined
  return handler === undefined ? { status: 501 } : await handler(ears, activity)
}

const ok = (body: unknown): Answer => ({ status: 200, body })

/** Teams waits five seconds; what takes longer is told in the chat. */
const patience = 3500

async function reactionTo(accepted: Accepted): Promise<Reaction> {
  if (accepted.kind !== 'taken') return {}
  return await Promise.race([accepted.done, new Promise<Reaction>((resolve) => setTimeout(() => resolve({}), patience).unref())])
}

const notOurs = (ears: Ears, what: 'a button' | 'a form'): Answer => {
  ears.licet.refused('teams', `${what} that is not ours`)
  return { status: 400 }
}

const part = (value: unknown, name: string): unknown => (value as Readonly<Record<string, unknown>> | null | undefined)?.[name]

/** A button of a card; or the card asks how it stands now. */
async function pressed(ears: Ears, activity: Activity): Promise<Answer> {
  const button = readButton(part(part(activity.value, 'action'), 'data'))
  if (button === undefined) return notOurs(ears, 'a button')
  const said = saidBy(button)
  if (said === undefined) return await refreshed(ears, activity)
  const accepted = await hand(ears, activity, { said })
  const reaction = await reactionTo(accepted)
  await showHome(ears, activity, reaction)
  return ok({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Got it. What came of it is in the chat.' })
}

async function refreshed({ licet }: Ears, activity: Activity): Promise<Answer> {
  const { now } = await licet.shown(placeOf(activity), activity.replyToId ?? '')
  return now === undefined
    ? ok({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'This card does not change any more.' })
    : ok({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: renderCard(now) })
}

/** A dialog with what the button leads to; where that is nothing to fill in, the words about it are in the chat. */
const dialogOf = ({ form }: Reaction): Answer => ok(form === undefined ? notice('I answered in the chat.') : renderForm(form))

async function openDialog(ears: Ears, activity: Activity): Promise<Answer> {
  const button = readButton(part(activity.value, 'data'))
  const said = button === undefined ? undefined : saidBy(button)
  if (said === undefined) return notOurs(ears, 'a button')
  return dialogOf(await reactionTo(await hand(ears, activity, { said, opensForms: true })))
}

async function sendDialog(ears: Ears, activity: Activity): Promise<Answer> {
  return await sendForm(ears, activity, part(activity.value, 'data'))
}

/** A form with faults comes back with them, and with all that was filled in. */
async function sendForm(ears: Ears, activity: Activity, data: unknown): Promise<Answer> {
  const said = readForm(tenantOf(activity), data)
  if (said === undefined) return notOurs(ears, 'a form')
  const accepted = await hand(ears, activity, { said })
  if (accepted.kind !== 'invalid') return fine
  const form = formIn(data)
  return ok(
    form === undefined
      ? notice(Object.values(accepted.problems).join('\n'))
      : renderForm(form, { problems: accepted.problems, values: said.values }),
  )
}

const ratingSchema = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']), feedback: z.string().max(50_000).optional() }),
})

/** A thumb under an answer. Which answer it is, the message tells; where Teams forgot it, the last one of this person here. */
async function rate(ears: Ears, activity: Activity): Promise<Answer> {
  const rating = ratingSchema.safeParse(part(activity.value, 'data')).data
  if (rating === undefined) return notOurs(ears, 'a button')
  const { entry = '' } = await ears.licet.shown(placeOf(activity), activity.replyToId ?? '')
  const good = rating.actionValue.reaction === 'like'
  const doing: Doing = { said: { kind: 'feedback', of: entry, good }, opensForms: true }
  const { form } = await reactionTo(await hand(ears, activity, doing))
  return ok(form === undefined ? notice(good ? 'Thank you, noted with the answer.' : 'I answered in the chat.') : renderForm(form))
}

/** What somebody wrote about an answer: our own form, carried in a text; or that of a client which shows another, with the one question what went wrong. */
async function sendRating(ears: Ears, activity: Activity): Promise<Answer> {
  const rating = ratingSchema.safeParse(activity.value).data?.actionValue
  if (rating === undefined) return notOurs(ears, 'a form')
  const { feedback = '' } = rating
  const written = readJson(feedback)
  const text = written === undefined ? feedback : part(written, 'feedbackText')
  if (typeof text === 'string') return await noteRating(ears, activity, rating.reaction, text.trim())
  const answer = await sendForm(ears, activity, written)
  return answer.body === undefined && answer.status === 200 ? ok({}) : answer
}

async function noteRating(ears: Ears, activity: Activity, reaction: 'like' | 'dislike', text: string): Promise<Answer> {
  const { entry = '' } = await ears.licet.shown(placeOf(activity), activity.replyToId ?? '')
  const isFault = reaction === 'dislike' && text !== ''
  const { kind } = await hand(ears, activity, {
    said: isFault
      ? { kind: 'submit', form: 'feedback', of: entry, values: { reason: 'wrong', text: clip(text, limits.reason) } }
      : { kind: 'feedback', of: entry, good: reaction === 'like' },
  })
  return kind === 'invalid' ? ok(notice('That was not kept: it looks like technical data. Please say it without.')) : ok({})
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const querySchema = z.object({
  commandId: z.literal('search'),
  parameters: z
    .array(z.object({ name: z.string(), value: z.string().max(2000) }))
    .max(10)
    .default([]),
})

/** A search over articles and rules, in the box where people write. */
function search(ears: Ears, activity: Activity): Promise<Answer> {
  const query = querySchema.safeParse(activity.value).data
  if (query === undefined) return Promise.resolve(notOurs(ears, 'a form'))
  const words = query.parameters.find(({ name }) => name === 'words')?.value ?? ''
  return Promise.resolve(ok(renderMatches(ears.licet, words)))
}

const typedSchema = z.object({ dataset: z.enum(pickSources), queryText: z.string().max(500).default('') })

/** Names for what somebody types into a field of a form. Whatever was asked Teams gets a list, for else the field shows an error. */
function offerNames({ licet }: Ears, activity: Activity): Promise<Answer> {
  const typed = typedSchema.safeParse(activity.value).data
  if (typed === undefined) licet.refused('teams', 'a field that is not ours')
  return Promise.resolve(ok(renderNames(typed === undefined ? [] : licet.suggest(typed.dataset, typed.queryText))))
}

const checkSchema = z.object({
  commandId: z.literal('check'),
  messagePayload: z.object({ body: z.object({ content: z.string().max(100_000).nullish(), contentType: z.string().optional() }) }),
})

/** Whether somebody has not let Licet write to them. */
const isShut = ({ reach }: Ears, activity: Activity): Promise<boolean> =>
  reach.to(aloneWith(activity)).then(
    () => false,
    (error: unknown) => error instanceof CallError && refusesChat.has(error.status),
  )

/** "Check with Licet" on somebody's message: the answer is private, in the chat with Licet, and the conversation sees nothing. */
async function check(ears: Ears, activity: Activity): Promise<Answer> {
  const { content, contentType } = checkSchema.safeParse(activity.value).data?.messagePayload.body ?? {}
  const text = contentType === 'html' ? readHtml(content ?? '') : (content ?? '').trim()
  if (text === '') return ok(notice('There are no words in that message that I could check.'))
  if (await isShut(ears, activity))
    return ok(notice('I may answer this only in our own chat. Please add Licet under Apps, then try again.'))
  await hand(ears, activity, { said: { kind: 'message', text }, place: aloneWith(activity) })
  return ok(notice('I checked it: the answer is in our own chat, for you alone.'))
}
