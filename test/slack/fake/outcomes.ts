import { checkOptions } from './block-rules.ts'
import { firstSuccess } from './deliver.ts'
import { SlackFailure } from './failure.ts'
import { closeViews, pushView, replaceView, viewProblems } from './methods-views.ts'
import { postAnswer } from './response-url.ts'
import { describe, isObject } from './schema.ts'
import { modalStack, putView } from './store.ts'
import type { Store } from './store.ts'
import type { Delivery, Json, Message, OpenView } from './types.ts'

/** The result of a slash command, with the message if the app answered at once. */
export type Answered = Delivery & { readonly answer?: Message }

/** The result of a submission: field errors, or the modal that the person now sees. */
export type Submitted = Delivery & { readonly errors?: Readonly<Record<string, string>>; readonly view?: OpenView }

/** The result of a request for suggestions. */
export type Suggested = Delivery & { readonly options: readonly Json[] }

const troubled = (delivery: Delivery, problem: string): Delivery => ({ ...delivery, problem })

/** A delivery that failed, as the person sees it. */
const unheard = (delivery: Delivery): Delivery => troubled(delivery, delivery.problem ?? `http_status_${delivery.status}`)

/** Carries out what the app answered a slash command with. */
export const commandOutcome = (store: Store, place: { readonly channel: string; readonly user: string }, delivery: Delivery): Answered => {
  const success = firstSuccess(delivery)
  if (!success) return unheard(delivery)
  if (success.body === '') return delivery
  const body = isObject(success.body) ? success.body : { text: String(success.body) }
  try {
    return { ...delivery, answer: postAnswer(store, place, body) }
  } catch (error) {
    if (error instanceof SlackFailure) return troubled(delivery, error.message)
    throw error
  }
}

const errorsOutcome = (store: Store, shown: OpenView, delivery: Delivery, body: Json): Submitted => {
  const errors = isObject(body['errors']) ? (body['errors'] as Readonly<Record<string, string>>) : {}
  const inputs = shown.view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id)
  const strange = Object.keys(errors).filter((blockId) => !inputs.includes(blockId))
  if (strange.length || Object.keys(errors).length === 0)
    return troubled(delivery, `errors name no input block of the view: ${strange.join(', ')}`)
  return { ...delivery, errors, view: putView(store, { ...shown, errors }) }
}

const showOutcome = (store: Store, shown: OpenView, delivery: Delivery, body: Json): Submitted => {
  const problems = viewProblems(body['view'], 'modal')
  if (problems.length) return troubled(delivery, problems.join('; '))
  const show = body['response_action'] === 'push' ? pushView : replaceView
  return { ...delivery, view: show(store, shown, body['view'] as Json) }
}

const closeOutcome = (store: Store, shown: OpenView, delivery: Delivery, all: boolean): Submitted => {
  closeViews(store, all ? modalStack(store, shown.user) : [shown])
  const below = modalStack(store, shown.user).at(-1)
  return { ...delivery, ...(below ? { view: below } : {}) }
}

const submissionAnswer = (store: Store, shown: OpenView, delivery: Delivery, body: unknown): Submitted => {
  if (body === '') return closeOutcome(store, shown, delivery, false)
  const action = isObject(body) ? body['response_action'] : undefined
  if (!isObject(body) || typeof action !== 'string') return troubled(delivery, 'the answer is not a response_action')
  if (action === 'errors') return errorsOutcome(store, shown, delivery, body)
  if (action === 'clear') return closeOutcome(store, shown, delivery, true)
  return ['update', 'push'].includes(action)
    ? showOutcome(store, shown, delivery, body)
    : troubled(delivery, `unknown response_action ${action}`)
}

/** Carries out what the app answered a submission with. */
export const submissionOutcome = (store: Store, shown: OpenView, delivery: Delivery): Submitted => {
  const success = firstSuccess(delivery)
  if (!success) return unheard(delivery)
  try {
    return submissionAnswer(store, store.views.get(shown.view.id) ?? shown, delivery, success.body)
  } catch (error) {
    if (error instanceof SlackFailure) return troubled(delivery, error.message)
    throw error
  }
}

const flat = (body: Json): readonly Json[] => {
  const groups = Array.isArray(body['option_groups']) ? body['option_groups'].filter(isObject) : []
  return [body, ...groups].flatMap((each) => (Array.isArray(each['options']) ? each['options'].filter(isObject) : []))
}

/** Reads and remembers the options an app offered. */
export const suggestionOutcome = (store: Store, key: string, delivery: Delivery): Suggested => {
  const success = firstSuccess(delivery)
  if (!success) return { ...unheard(delivery), options: [] }
  const problems = describe(checkOptions(success.body))
  if (problems.length) return { ...troubled(delivery, problems.join('; ')), options: [] }
  const options = flat(success.body as Json)
  store.suggestions.set(key, options)
  return { ...delivery, options }
}

/** Marks an interaction that the app did not acknowledge. */
export const ackOutcome = (delivery: Delivery): Delivery => (firstSuccess(delivery) ? delivery : unheard(delivery))
