import { enterValue, isEmpty, keepsState, placedElements, stateValues, typedValue, withEntered } from './elements.ts'
import type { Placed, Value } from './elements.ts'
import { misuse } from './failure.ts'
import type { Store } from './store.ts'
import type { Json, OpenView } from './types.ts'

/** What a person fills in: by action id, by block id, or by `block id/action id`. */
export type Values = Readonly<Record<string, Value>>

/** The key under which the options of an external select are remembered. */
export const suggestionKey = (surfaceId: string, { block, element }: Placed): string =>
  `${surfaceId}/${String(block.block_id)}/${String(element['action_id'])}`

const names = ({ block, element }: Placed): readonly string[] => {
  const [blockId, actionId] = [String(block.block_id), String(element['action_id'])]
  return [`${blockId}/${actionId}`, actionId, blockId]
}

const fieldNamed = (fields: readonly Placed[], name: string): Placed => {
  const matching = fields.filter((field) => names(field).includes(name))
  const present = fields.map((field) => names(field)[0]).join(', ') || 'none'
  if (matching.length > 1) misuse(`several fields are called "${name}": use block_id/action_id`)
  return matching[0] ?? misuse(`the view has no field "${name}"; present: ${present}`)
}

const checkLength = ({ element }: Placed, state: Json) => {
  const length = typedValue(state)?.length
  if (element['type'] !== 'plain_text_input' || length === undefined) return
  const [min, max] = [Number(element['min_length'] ?? 0), Number(element['max_length'] ?? 3000)]
  if (length > max || (length > 0 && length < min))
    misuse(`${String(element['action_id'])} takes ${min} to ${max} characters, not ${length}`)
}

/** The view after a person filled in the values, or the end of the test if Slack would not let them. */
export const fillIn = (store: Store, shown: OpenView, values: Values): OpenView => {
  const fields = placedElements(shown.view.blocks).filter(({ element }) => keepsState(element))
  const entered = Object.entries(values).reduce((before, [name, value]) => {
    const field = fieldNamed(fields, name)
    const state = enterValue(field.element, value, store.suggestions.get(suggestionKey(shown.view.id, field)))
    checkLength(field, state)
    return withEntered(before, field, state)
  }, shown.entered)
  return { ...shown, entered }
}

/** Ends the test if a required field is empty: Slack would not send such a form. */
export const checkComplete = (shown: OpenView): void => {
  const values = stateValues(shown.view.blocks, shown.entered)
  const required = placedElements(shown.view.blocks).filter(({ block }) => block.type === 'input' && block['optional'] !== true)
  for (const { block, element } of required) {
    const state = values[String(block.block_id)]?.[String(element['action_id'])]
    if (state && isEmpty(element, state)) misuse(`Slack would not submit: ${String(element['action_id'])} is required and empty`)
  }
}
