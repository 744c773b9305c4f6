import { buttons, contextActions, images, inputs, pickers, plain, selects, text } from './element-rules.ts'
import { among, anything, both, byType, isObject, list, may, must, object, problem, string, typed } from './schema.ts'
import type { Check, Field, Problem } from './schema.ts'

/** Where blocks can stand. */
export type Surface = 'message' | 'modal' | 'home'

type Fields = Readonly<Record<string, Field>>

const id: Fields = { block_id: may(string(255)) }
const { button } = buttons
const optionalText = (max: number) => may(text(max))

const block = (fields: Fields, open = false): Check => object({ ...id, ...fields }, open)

const needsTextOrFields: Check = (value, at) =>
  isObject(value) && (value['text'] ?? value['fields']) === undefined ? problem('missing required field: text', at) : []

const section = both(
  block({
    text: optionalText(3000),
    fields: may(list(text(2000), 10)),
    accessory: may(byType({ ...buttons, ...pickers, ...selects, ...images })),
    expand: may(typed('boolean')),
  }),
  needsTextOrFields,
)

const card = block({
  hero_image: may(anything),
  icon: may(anything),
  slack_icon: may(anything),
  title: optionalText(150),
  subtitle: optionalText(150),
  body: optionalText(200),
  actions: may(list(byType({ button: button ?? anything }), 25)),
})

const actionElements = byType({ ...buttons, ...pickers, ...selects, rich_text_input: inputs['rich_text_input'] ?? anything })

const input = block({
  label: must(plain(2000)),
  hint: may(plain(2000)),
  optional: may(typed('boolean')),
  dispatch_action: may(typed('boolean')),
  element: must(byType({ ...inputs, ...pickers, ...selects })),
})

const basic: Readonly<Record<string, Check>> = {
  section,
  input,
  divider: block({}),
  header: block({ text: must(plain(150)), level: may(anything) }),
  actions: block({ elements: must(list(actionElements, 25)) }),
  context: block({ elements: must(list(byType({ plain_text: text(3000), mrkdwn: text(3000), ...images }), 10)) }),
  image: block({ alt_text: must(string(2000)), title: may(plain(2000)), image_url: may(string(3000)), slack_file: may(anything) }),
  rich_text: block({ elements: must(list(anything, 1000, 0)) }),
  video: block(
    { video_url: must(string(3000)), thumbnail_url: must(string(3000)), alt_text: must(string(2000)), title: must(plain(200)) },
    true,
  ),
  file: block({ source: must(string(255)), external_id: must(string(255)) }),
  table: block({ rows: must(list(list(anything, 20), 100)), column_settings: may(list(anything, 20, 0)) }),
}

const inContainer: Readonly<Record<string, Check>> = Object.fromEntries(
  Object.entries(basic).filter(([type]) => ['section', 'context', 'table', 'actions', 'divider'].includes(type)),
)

const blocks: Readonly<Record<string, Check>> = {
  ...basic,
  card,
  markdown: block({ text: must(string(12_000, 1)) }),
  context_actions: block({ elements: must(list(byType(contextActions), 5)) }),
  // At most 200 characters, and in modals alone (docs.slack.dev/reference/block-kit/blocks/alert-block; github.com/slackapi/node-slack-sdk/pull/2567).
  alert: block({ text: must(text(200)), level: may(among('default', 'info', 'warning', 'error', 'success')) }),
  carousel: block({ elements: must(list(byType({ card }), 10)) }),
  // It holds sections, contexts, tables and actions; rich text in it is refused (docs.slack.dev/reference/block-kit/blocks/container-block).
  container: block({ title: may(plain(150)), subtitle: optionalText(150), child_blocks: must(list(byType(inContainer), 10)) }, true),
  data_table: block({ rows: must(list(list(anything, 100), 1000)), caption: must(string(3000, 1)) }, true),
  task_card: block({ task_id: must(string(255, 1)), title: must(string(3000, 1)) }, true),
  plan: block({ title: must(string(3000, 1)), tasks: may(list(anything, 100, 0)) }, true),
}

const onlyOn: Readonly<Record<string, readonly Surface[]>> = {
  alert: ['modal'],
  carousel: ['message', 'home'],
  container: ['message'],
  context_actions: ['message'],
  markdown: ['message'],
  table: ['message'],
  data_table: ['message'],
  task_card: ['message'],
  plan: ['message'],
  file: ['message'],
}

const standsOn =
  (surface: Surface): Check =>
  (value, at) => {
    const type = isObject(value) ? String(value['type']) : ''
    return onlyOn[type]?.includes(surface) === false ? problem(`unsupported type: ${type}`, `${at}/type`) : []
  }

const repeated = (ids: readonly unknown[]) => ids.flatMap((each, index) => (each !== undefined && ids.indexOf(each) < index ? [index] : []))

const uniqueBlockIds: Check = (value, at) => {
  const ids = (value as readonly unknown[]).map((each) => (isObject(each) ? each['block_id'] : undefined))
  return repeated(ids).flatMap((index) => problem(`block_id "${String(ids[index])}" already exists`, `${at}/${index}/block_id`))
}

const uniqueActionIds: Check = (value, at) => {
  const elements = isObject(value) && Array.isArray(value['elements']) ? value['elements'] : []
  const ids = elements.map((each) => (isObject(each) ? each['action_id'] : undefined))
  return repeated(ids).flatMap((index) => problem(`action_id "${String(ids[index])}" already exists`, `${at}/elements/${index}/action_id`))
}

const maxBlocks: Readonly<Record<Surface, number>> = { message: 50, modal: 100, home: 100 }

/** Lists what Slack would refuse in the blocks of a message, a modal or a Home tab. */
export const checkBlocks = (value: unknown, surface: Surface, at: string): readonly Problem[] => {
  const each = both(standsOn(surface), byType(blocks), uniqueActionIds)
  const problems = list(each, maxBlocks[surface], 0)(value, at)
  return Array.isArray(value) ? [...problems, ...uniqueBlockIds(value, at), ...oneTable(value, at)] : problems
}

/** A message holds one table at most (`only_one_table_allowed`). */
const oneTable: Check = (value, at) =>
  (value as readonly unknown[]).filter((each) => isObject(each) && each['type'] === 'table').length > 1
    ? problem('only_one_table_allowed', at)
    : []

const shared: Fields = {
  blocks: must(anything),
  callback_id: may(string(255)),
  external_id: may(string(255)),
  private_metadata: may(string(3000)),
}

const modal = object({
  ...shared,
  title: must(plain(24)),
  submit: may(plain(24)),
  close: may(plain(24)),
  clear_on_close: may(typed('boolean')),
  notify_on_close: may(typed('boolean')),
  submit_disabled: may(typed('boolean')),
})

const needsSubmit: Check = (value, at) => {
  const blocks = isObject(value) && Array.isArray(value['blocks']) ? value['blocks'] : []
  const asks = blocks.some((each) => isObject(each) && each['type'] === 'input')
  return asks && isObject(value) && value['submit'] === undefined ? problem('missing required field: submit', at) : []
}

/** Lists what Slack would refuse in a view meant as a modal or as a Home tab. */
export const checkView = (value: unknown, surface: 'modal' | 'home', at = '/view'): readonly Problem[] => {
  const shape = byType(
    surface === 'modal'
      ? { modal: both(modal, needsSubmit) }
      : { home: object({ ...shared, submit: may(anything), close: may(anything), title: may(anything) }) },
  )
  const problems = shape(value, at)
  return isObject(value) ? [...problems, ...checkBlocks(value['blocks'] ?? [], surface, `${at}/blocks`)] : problems
}

/** Lists what Slack would refuse in the options an app answers an external select with. */
export const checkOptions = (value: unknown): readonly Problem[] => {
  const options = selects['static_select'] ?? anything
  const given = isObject(value) && ('options' in value || 'option_groups' in value)
  if (!given) return problem('missing required field: options', '')
  return options(
    { type: 'static_select', options: value['options'] && dropEmpty(value['options']), option_groups: value['option_groups'] },
    '',
  )
}

const dropEmpty = (options: unknown) => (Array.isArray(options) && options.length === 0 ? undefined : options)
