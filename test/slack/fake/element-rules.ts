import { among, anything, byType, enclosed, list, may, must, object, string, typed } from './schema.ts'
import type { Check, Field } from './schema.ts'

type Fields = Readonly<Record<string, Field>>

const textFields = (max: number): Fields => ({
  text: must(string(max, 1)),
  emoji: may(typed('boolean')),
  verbatim: may(typed('boolean')),
})

/** A plain_text object. */
export const plain = (max: number): Check => enclosed(byType({ plain_text: object(textFields(max)) }))

/** A plain_text or mrkdwn object. */
export const text = (max: number): Check => enclosed(byType({ plain_text: object(textFields(max)), mrkdwn: object(textFields(max)) }))

const flag = may(typed('boolean'))

const confirm = may(
  object({
    title: may(plain(100)),
    text: must(text(300)),
    confirm: may(plain(30)),
    deny: may(plain(30)),
    style: may(among('primary', 'danger')),
  }),
)

const option = (label: Check): Check =>
  object({ text: must(label), value: must(string(75)), description: may(text(75)), url: may(string(3000)) })

const groups = list(object({ label: must(plain(75)), options: must(list(option(plain(75)), 100)) }), 100)

const base: Fields = { action_id: may(string(255)) }
const prompted: Fields = { ...base, confirm, focus_on_load: flag, placeholder: may(plain(150)) }
const multi: Fields = { ...prompted, max_selected_items: may(typed('number')) }
const conversation: Fields = { default_to_current_conversation: flag, filter: may(anything) }
const responding: Fields = { response_url_enabled: flag }
const typedIn: Fields = { ...base, focus_on_load: flag, placeholder: may(plain(150)), dispatch_action_config: may(anything) }
const fixed: Fields = { options: may(list(option(plain(75)), 100)), option_groups: may(groups) }
const external: Fields = { min_query_length: may(typed('number')) }
const many = may(list(anything, 100, 0))
const one = may(anything)

const button = object({
  ...base,
  confirm,
  text: must(plain(75)),
  value: may(string(2000)),
  url: may(string(3000)),
  style: may(among('primary', 'danger')),
  accessibility_label: may(string(75)),
})

const feedback = object({ text: must(plain(75)), value: must(string(2000)), accessibility_label: may(string(75)) })

const iconButton = object({
  ...base,
  confirm,
  icon: must(among('trash')),
  text: must(plain(75)),
  value: may(string(2000)),
  accessibility_label: may(string(75)),
  visible_to_user_ids: may(list(string(255), 100, 0)),
})

const image = object({
  alt_text: must(string(2000)),
  image_url: may(string(3000)),
  slack_file: may(anything),
})

const tickable = (initial: string): Check =>
  object({ ...base, confirm, focus_on_load: flag, options: must(list(option(text(75)), 10)), [initial]: may(anything) })

const picker = (initial: string): Check => object({ ...prompted, [initial]: one, timezone: one })

/** Every select menu by its type. */
export const selects: Readonly<Record<string, Check>> = {
  static_select: object({ ...prompted, ...fixed, initial_option: one }),
  multi_static_select: object({ ...multi, ...fixed, initial_options: many }),
  external_select: object({ ...prompted, ...external, initial_option: one }),
  multi_external_select: object({ ...multi, ...external, initial_options: many }),
  users_select: object({ ...prompted, initial_user: one }),
  multi_users_select: object({ ...multi, initial_users: many }),
  conversations_select: object({ ...prompted, ...conversation, ...responding, initial_conversation: one }),
  multi_conversations_select: object({ ...multi, ...conversation, initial_conversations: many }),
  channels_select: object({ ...prompted, ...responding, initial_channel: one }),
  multi_channels_select: object({ ...multi, initial_channels: many }),
}

/** Elements that stand in a section, an actions block or an input. */
export const pickers: Readonly<Record<string, Check>> = {
  checkboxes: tickable('initial_options'),
  radio_buttons: tickable('initial_option'),
  datepicker: picker('initial_date'),
  timepicker: picker('initial_time'),
  datetimepicker: object({ ...base, confirm, focus_on_load: flag, initial_date_time: one }),
}

/** Elements that only do something. */
export const buttons: Readonly<Record<string, Check>> = {
  button,
  overflow: object({ ...base, confirm, options: must(list(option(plain(75)), 5)) }),
  workflow_button: object({}, true),
}

/** Elements of a context_actions block. */
export const contextActions: Readonly<Record<string, Check>> = {
  feedback_buttons: object({ ...base, positive_button: must(feedback), negative_button: must(feedback) }),
  icon_button: iconButton,
}

/** Elements that only an input block may hold. */
export const inputs: Readonly<Record<string, Check>> = {
  plain_text_input: object({
    ...typedIn,
    initial_value: may(string(3000)),
    multiline: flag,
    min_length: may(typed('number')),
    max_length: may(typed('number')),
  }),
  email_text_input: object({ ...typedIn, initial_value: may(string(3000)) }),
  url_text_input: object({ ...typedIn, initial_value: may(string(3000)) }),
  number_input: object({ ...typedIn, is_decimal_allowed: must(typed('boolean')), initial_value: one, min_value: one, max_value: one }),
  rich_text_input: object({ ...typedIn, initial_value: one, min_lines: one, max_lines: one }),
  file_input: object({ ...base, filetypes: may(list(string(255), 100)), max_files: may(typed('number')) }),
}

/** An image element. */
export const images: Readonly<Record<string, Check>> = { image }
