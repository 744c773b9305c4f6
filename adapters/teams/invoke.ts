import { z } from 'zod'
import { pickSources, type PickOption } from '../../src/index.ts'
import type { Activity } from './activity.ts'
import { notOurs, ok, openDialog, fieldOf, reactionTo, sendDialog, sendForm } from './dialogs.ts'
import { hand, showHome, type InvokeAnswer, type Doing, type Listener } from './listener.ts'
import { openExtension, search, sendFromExtension } from './extension.ts'
import { notice, renderForm } from './form.ts'
import { clip, limits } from './limits.ts'
import { pickingOf, placeOf, readButton, saidBy } from './read.ts'
import { renderCard } from './render.ts'

type Handler = (listener: Listener, activity: Activity) => Promise<InvokeAnswer>

/** What Teams asks and waits for, by name. */
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

/** Answers what Teams waits for, in the response to its request. */
export async function answerInvoke(listener: Listener, activity: Activity): Promise<InvokeAnswer> {
  const handler = Object.hasOwn(handlers, activity.name ?? '') ? handlers[activity.name ?? ''] : undefined
  return handler === undefined ? { status: 501 } : await handler(listener, activity)
}

/** A button of a card; or the card asks how it stands now. */
async function pressed(listener: Listener, activity: Activity): Promise<InvokeAnswer> {
  const button = readButton(fieldOf(fieldOf(activity.value, 'action'), 'data'))
  if (button === undefined) return notOurs(listener, 'a button')
  const said = saidBy(button)
  if (said === undefined) return await refreshed(listener, activity)
  const accepted = await hand(listener, activity, { said })
  const reaction = await reactionTo(accepted)
  await showHome(listener, activity, reaction)
  return ok({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Got it. What came of it is in the chat.' })
}

async function refreshed({ licet }: Listener, activity: Activity): Promise<InvokeAnswer> {
  const { now } = await licet.shown(placeOf(activity), activity.replyToId ?? '')
  return now === undefined
    ? ok({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'This card does not change any more.' })
    : ok({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: renderCard(now) })
}

const ratingSchema = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']), feedback: z.string().max(50_000).optional() }),
})

/** The record's entry of the answer that a thumb stands under; empty where Teams does not tell which message that is. */
const ratedBy = async ({ licet }: Listener, activity: Activity): Promise<string> =>
  (await licet.shown(placeOf(activity), activity.replyToId ?? '')).entry ?? ''

/** A thumb under an answer. */
async function rate(listener: Listener, activity: Activity): Promise<InvokeAnswer> {
  const rating = ratingSchema.safeParse(fieldOf(activity.value, 'data')).data
  if (rating === undefined) return notOurs(listener, 'a button')
  const entry = await ratedBy(listener, activity)
  const good = rating.actionValue.reaction === 'like'
  const doing: Doing = { said: { kind: 'feedback', of: entry, good }, opensForms: true }
  const { form } = await reactionTo(await hand(listener, activity, doing))
  return ok(
    form === undefined
      ? notice(good && entry !== '' ? 'Thank you, noted with the answer.' : 'I answered in the chat.')
      : renderForm(form, pickingOf(activity)),
  )
}

/** What somebody wrote about an answer: our own form, carried in a text; or that of a client which shows another, with the one question what went wrong. */
async function sendRating(listener: Listener, activity: Activity): Promise<InvokeAnswer> {
  const rating = ratingSchema.safeParse(activity.value).data?.actionValue
  if (rating === undefined) return notOurs(listener, 'a form')
  const { feedback = '' } = rating
  const written = readJson(feedback)
  const text = written === undefined ? feedback : fieldOf(written, 'feedbackText')
  if (typeof text === 'string') return await noteRating(listener, activity, rating.reaction, text.trim())
  const answer = await sendForm(listener, activity, written)
  return answer.body === undefined && answer.status === 200 ? ok({}) : answer
}

async function noteRating(listener: Listener, activity: Activity, reaction: 'like' | 'dislike', text: string): Promise<InvokeAnswer> {
  const entry = await ratedBy(listener, activity)
  const isFault = reaction === 'dislike' && text !== ''
  const { kind } = await hand(listener, activity, {
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

const typedSchema = z.object({ dataset: z.enum(pickSources), queryText: z.string().max(500).default('') })

/** Names for what somebody types into a field of a form. Whatever was asked Teams gets a list, for else the field shows an error. */
function offerNames({ licet }: Listener, activity: Activity): Promise<InvokeAnswer> {
  const typed = typedSchema.safeParse(activity.value).data
  if (typed === undefined) licet.refused('teams', 'a field that is not ours')
  return Promise.resolve(ok(renderNames(typed === undefined ? [] : licet.suggest(typed.dataset, typed.queryText))))
}

/** Names to pick from, for a field of a form that somebody types into. */
const renderNames = (names: readonly PickOption[]) =>
  ({
    statusCode: 200,
    type: 'application/vnd.microsoft.search.searchResponse',
    value: { results: names.slice(0, limits.names).map(({ value, label }) => ({ value, title: label })) },
  }) as const
