import { misuse } from './failure.ts'
import { isObject } from './schema.ts'
import { newHex } from './store.ts'
import type { Block, Entered, Json } from './types.ts'

/** An element with the block that holds it. */
export type Placed = { readonly block: Block; readonly element: Json }

/** What a test says a person entered: a text, an option's value, an id, or several of them. */
export type Value = string | number | readonly string[] | Json

const asList = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isObject) : [])
const asOne = (value: unknown): readonly Json[] => (isObject(value) ? [value] : [])

const elementsOf = (block: Block): readonly Json[] => {
  if (block.type === 'card') return asList(block['actions'])
  if (block.type === 'carousel' || block.type === 'context') return []
  return [...asOne(block['accessory']), ...asList(block['elements']), ...asOne(block['element'])]
}

const childrenOf = (block: Block): readonly Block[] =>
  [...asList(block['child_blocks']), ...(block.type === 'carousel' ? asList(block['elements']) : [])] as unknown as readonly Block[]

/** All elements of the blocks, nested ones too. */
export const placedElements = (blocks: readonly Block[]): readonly Placed[] =>
  blocks.flatMap((block) => [...elementsOf(block).map((element) => ({ block, element })), ...placedElements(childrenOf(block))])

const passive: readonly unknown[] = ['image', 'mrkdwn', 'plain_text']

const named = (element: Json): Json =>
  'action_id' in element || passive.includes(element['type']) || String(element['type']).startsWith('rich_text_')
    ? element
    : { ...element, action_id: newHex(3) }

const nameAll = (value: unknown, name: (each: Json) => unknown) =>
  Array.isArray(value) ? value.map((each) => (isObject(each) ? name(each) : each)) : value

const nameParts = (block: Block): Json => ({
  ...(isObject(block['accessory']) ? { accessory: named(block['accessory']) } : {}),
  ...(isObject(block['element']) ? { element: named(block['element']) } : {}),
  ...(['actions', 'context_actions'].includes(block.type) ? { elements: nameAll(block['elements'], named) } : {}),
  ...(block.type === 'card' ? { actions: nameAll(block['actions'], named) } : {}),
  ...(block.type === 'carousel' ? { elements: nameAll(block['elements'], (each) => nameBlock(each as Block)) } : {}),
  ...(block.type === 'container' ? { child_blocks: nameAll(block['child_blocks'], (each) => nameBlock(each as Block)) } : {}),
})

const nameBlock = (block: Block): Block => ({ ...block, block_id: block.block_id ?? newHex(3), ...nameParts(block) })

/** Gives every block and element the ids that the app left out, as Slack does. */
export const nameBlocks = (blocks: readonly Block[]): readonly Block[] => blocks.map(nameBlock)

/** Finds the one element with this action id, or ends the test. */
export const findElement = (blocks: readonly Block[], actionId: string, blockId?: string): Placed => {
  const all = placedElements(blocks).filter(({ element }) => element['action_id'] !== undefined)
  const found = all.filter(
    ({ element, block }) => element['action_id'] === actionId && (blockId === undefined || block.block_id === blockId),
  )
  const present = all.map(({ element }) => String(element['action_id'])).join(', ') || 'none'
  if (found.length > 1) misuse(`several elements have action_id "${actionId}": say blockId`)
  return found[0] ?? misuse(`no element with action_id "${actionId}"; present: ${present}`)
}

type Slot = { readonly key: string; readonly initial: string; readonly kind: 'one' | 'option' | 'options' | 'many' }

const slot = (key: string, initial: string, kind: Slot['kind']): Slot => ({ key, initial, kind })
const typedText = slot('value', 'initial_value', 'one')

const slots: Readonly<Record<string, Slot>> = {
  plain_text_input: typedText,
  email_text_input: typedText,
  url_text_input: typedText,
  number_input: typedText,
  rich_text_input: slot('rich_text_value', 'initial_value', 'one'),
  static_select: slot('selected_option', 'initial_option', 'option'),
  external_select: slot('selected_option', 'initial_option', 'option'),
  radio_buttons: slot('selected_option', 'initial_option', 'option'),
  checkboxes: slot('selected_options', 'initial_options', 'options'),
  multi_static_select: slot('selected_options', 'initial_options', 'options'),
  multi_external_select: slot('selected_options', 'initial_options', 'options'),
  users_select: slot('selected_user', 'initial_user', 'one'),
  multi_users_select: slot('selected_users', 'initial_users', 'many'),
  channels_select: slot('selected_channel', 'initial_channel', 'one'),
  multi_channels_select: slot('selected_channels', 'initial_channels', 'many'),
  conversations_select: slot('selected_conversation', 'initial_conversation', 'one'),
  multi_conversations_select: slot('selected_conversations', 'initial_conversations', 'many'),
  datepicker: slot('selected_date', 'initial_date', 'one'),
  timepicker: slot('selected_time', 'initial_time', 'one'),
  datetimepicker: slot('selected_date_time', 'initial_date_time', 'one'),
  file_input: slot('files', 'initial_files', 'many'),
}

/** Does the element keep what a person entered? */
export const keepsState = (element: Json): boolean => String(element['type']) in slots

const slotOf = (element: Json): Slot => slots[String(element['type'])] ?? misuse(`a ${String(element['type'])} takes no value`)

const untouched = (element: Json): Json => {
  const { key, initial, kind } = slotOf(element)
  const empty = kind === 'one' || kind === 'option' ? null : []
  return { type: element['type'], [key]: element[initial] ?? empty }
}

/** The options an element offers, flattened, with those of an options request added. */
const offeredOptions = (element: Json, suggested: readonly unknown[] = []): readonly Json[] => [
  ...asList(element['options']),
  ...asList(element['option_groups']).flatMap((group) => asList(group['options'])),
  ...asList(suggested),
]

/** The option with this value, or the end of the test if the element does not offer it. */
export const chooseOption = (element: Json, value: unknown, suggested: readonly unknown[] = []): Json => {
  const wanted = isObject(value) ? value['value'] : value
  const options = offeredOptions(element, suggested)
  const values = options.map((option) => String(option['value'])).join(', ') || 'none'
  const found = options.find((option) => option['value'] === wanted)
  return found ?? misuse(`${String(element['action_id'])} offers no option "${String(wanted)}"; offered: ${values}`)
}

const listed = (value: Value): readonly unknown[] => (Array.isArray(value) ? value : misuse('this element takes a list of values'))

/** The state an element has once a person entered the value. */
export const enterValue = (element: Json, value: Value, suggested: readonly unknown[] = []): Json => {
  const { key, kind } = slotOf(element)
  const choose = (each: unknown) => chooseOption(element, each, suggested)
  const entered = { one: () => value, many: () => listed(value), option: () => choose(value), options: () => listed(value).map(choose) }[
    kind
  ]()
  return { type: element['type'], [key]: entered }
}

/** Is there nothing in the element's state? */
export const isEmpty = (element: Json, state: Json): boolean => {
  const value = state[slotOf(element).key]
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

/** The text a person typed into the element, if it is a text input. */
export const typedValue = (state: Json): string | undefined => (typeof state['value'] === 'string' ? state['value'] : undefined)

/** The values of all elements that keep state, as Slack sends them in `state.values`. */
export const stateValues = (blocks: readonly Block[], entered: Entered): Record<string, Record<string, Json>> => {
  const values: Record<string, Record<string, Json>> = {}
  for (const { block, element } of placedElements(blocks).filter((each) => keepsState(each.element))) {
    const [blockId, actionId] = [String(block.block_id), String(element['action_id'])]
    const state = entered[blockId]?.[actionId]
    const fits = state !== undefined && state['type'] === element['type']
    values[blockId] = { ...values[blockId], [actionId]: fits ? state : untouched(element) }
  }
  return values
}

/** Adds one element's new state to what was entered before. */
export const withEntered = (entered: Entered, { block, element }: Placed, state: Json): Entered => {
  const blockId = String(block.block_id)
  return { ...entered, [blockId]: { ...entered[blockId], [String(element['action_id'])]: state } }
}
