import { z } from 'zod'
import { clip, parseJson, pickSources, fieldOf, type PickOption } from '../../src/index.ts'
import type { Activity } from './activity.ts'
import { notOurs, ok, openDialog, reactionTo, sendDialog, sendForm } from './dialogs.ts'
import { submitEvent, showHome, type EventResponse, type Doing, type ListenerParts } from './submit-event.ts'
import { openExtension, search, sendFromExtension } from './extension.ts'
import { notice, renderForm } from './form.ts'
import { limits } from './limits.ts'
import { pickingOf, placeOf, readButton, saidBy } from './read.ts'
import { renderCard } from './render.ts'

type Handler = (parts: ListenerParts, activity: Activity) => Promise<EventResponse>

/** The handlers of requests whose response Teams shows, by the name of the request. */
const handlers: Readonly<Record<string, Handler>> = {
  'adaptiveCard/action': pressed,
  'task/fetch': openDialog,
  'task/submit': sendDialog,
  'message/fetchTask': rate,
  'message/submitAction': sendRating,
  'composeExtension/query': search,
  'composeExtension/fetchTask': openExtension,
  'composeExtension/submitAction': sendFromExtension,
  'application/search': offerNames,
}

/** Handles an invoke request: an event whose result goes into the HTTP response. */
export async function answerInvoke(parts: ListenerParts, activity: Activity): Promise<EventResponse> {
  const handler = Object.hasOwn(handlers, activity.name ?? '') ? handlers[activity.name ?? ''] : undefined
  return handler === undefined ? { status: 501 } : await handler(parts, activity)
}

/** Handles a pressed button in a card, or a card's request for its current state. */
async function pressed(parts: ListenerParts, activity: Activity): Promise<EventResponse> {
  const button = readButton(fieldOf(fieldOf(activity.value, 'action'), 'data'))
  if (button === undefined) return notOurs(parts, 'a button')
  const said = saidBy(button)
  if (said === undefined) return await refreshed(parts, activity)
  const accepted = await submitEvent(parts, activity, { said })
  const reaction = await reactionTo(parts, accepted)
  await showHome(parts, activity, reaction)
  return ok({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Got it. What came of it is in the chat.' })
}

async function refreshed({ licet }: ListenerParts, activity: Activity): Promise<EventResponse> {
  const { now } = await licet.shown(placeOf(activity), activity.replyToId ?? '')
  return now === undefined
    ? ok({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'This card does not change any more.' })
    : ok({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: renderCard(now) })
}

const ratingSchema = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']), feedback: z.string().max(50_000).optional() }),
})

/** The record entry of the rated answer; '' if the message with that answer is not known. */
const ratedBy = async ({ licet }: ListenerParts, activity: Activity): Promise<string> =>
  (await licet.shown(placeOf(activity), activity.replyToId ?? '')).entry ?? ''

/** Handles a thumb up or down below an answer. */
async function rate(parts: ListenerParts, activity: Activity): Promise<EventResponse> {
  const rating = ratingSchema.safeParse(fieldOf(activity.value, 'data')).data
  if (rating === undefined) return notOurs(parts, 'a button')
  const entry = await ratedBy(parts, activity)
  const good = rating.actionValue.reaction === 'like'
  const doing: Doing = { said: { kind: 'feedback', of: entry, good }, opensForms: true }
  const { form } = await reactionTo(parts, await submitEvent(parts, activity, doing))
  return ok(
    form === undefined
      ? notice(good && entry !== '' ? 'Thank you, noted with the answer.' : 'I answered in the chat.')
      : renderForm(form, pickingOf(activity)),
  )
}

/**
 * Handles what somebody wrote about an answer. It comes either from Licet's form (JSON in `feedback`), or
 * as one text from a client that shows its own form.
 */
async function sendRating(parts: ListenerParts, activity: Activity): Promise<EventResponse> {
  const rating = ratingSchema.safeParse(activity.value).data?.actionValue
  if (rating === undefined) return notOurs(parts, 'a form')
  const { feedback = '' } = rating
  const written = parseJson(feedback)
  const text = written === undefined ? feedback : fieldOf(written, 'feedbackText')
  if (typeof text === 'string') return await noteRating(parts, activity, rating.reaction, text.trim())
  const answer = await sendForm(parts, activity, written)
  return answer.body === undefined && answer.status === 200 ? ok({}) : answer
}

async function noteRating(parts: ListenerParts, activity: Activity, reaction: 'like' | 'dislike', text: string): Promise<EventResponse> {
  const entry = await ratedBy(parts, activity)
  const isFault = reaction === 'dislike' && text !== ''
  const { kind } = await submitEvent(parts, activity, {
    said: isFault
      ? { kind: 'submit', form: 'feedback', of: entry, values: { reason: 'wrong', text: clip(text, limits.reason) } }
      : { kind: 'feedback', of: entry, good: reaction === 'like' },
  })
  return kind === 'invalid' ? ok(notice('That was not kept: it looks like technical data. Please say it without.')) : ok({})
}

const typedSchema = z.object({ dataset: z.enum(pickSources), queryText: z.string().max(500).default('') })

/**
 * Suggests names for a field while somebody types. It always responds with a list; without one Teams would
 * show an error in the field.
 */
function offerNames({ licet }: ListenerParts, activity: Activity): Promise<EventResponse> {
  const typed = typedSchema.safeParse(activity.value).data
  if (typed === undefined) licet.refused('teams', 'a field that is not ours')
  return Promise.resolve(ok(renderNames(typed === undefined ? [] : licet.suggest(typed.dataset, typed.queryText))))
}

const renderNames = (names: readonly PickOption[]) =>
  ({
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results: names.slice(0, limits.names).map(({ value, label }) => ({ value, title: label })) },
  }) as const
