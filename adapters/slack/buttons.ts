import type { ActionsBlock, Button, ConfirmationDialog, ContextActionsBlock, KnownBlock } from '@slack/web-api'
import { z } from 'zod'
import { clip, isChoice, type Action, type ChatReply } from '../../src/index.ts'
import { limits } from './limits.ts'

/**
 * Renders the buttons of a reply: choices in their own row, then the others; rare ones are in the "…" menu.
 */
export function renderActions(actions: readonly Action[]): readonly KnownBlock[] {
  // A menu option cannot ask for confirmation, so a button with `asks` is not put into the menu.
  const rare = actions.filter(({ isRare, asks }) => isRare === true && asks === undefined).slice(0, limits.overflow)
  const hidden = rare.length > 1 ? rare : []
  const shown = actions.filter((action) => !hidden.includes(action)).slice(0, limits.actions - 1)
  const isLong = shown.some((action) => action.id === 'tips-choose' && action.label.length > limits.buttonShown)
  const buttons = shown.map((action, index) => ({ action, button: renderButton(action, index) }))
  const choices = buttons.filter(({ action }) => isChoice(action))
  const others = buttons.filter(({ action }) => !isChoice(action)).map(({ button }) => button)
  return [
    ...(isLong ? [numbered(choices.map(({ action }) => action.label))] : []),
    ...rowOf(choices.map(({ action, button }, index) => (isLong ? numberOf(button, index, action.label) : button))),
    ...rowOf([...others, ...(hidden.length === 0 ? [] : [renderMenu(hidden)])]),
  ]
}

const rowOf = (elements: ActionsBlock['elements']): readonly ActionsBlock[] =>
  elements.length === 0 ? [] : [{ type: 'actions', elements }]

/** Lists the choices as numbered lines above their buttons, for labels too long for a button. */
const numbered = (labels: readonly string[]): KnownBlock => ({
  type: 'section',
  text: { type: 'plain_text', text: labels.map((label, index) => `${index + 1}. ${label}`).join('\n'), emoji: false },
  expand: true,
})

const numberOf = (button: Button, index: number, label: string): Button => ({
  ...button,
  text: { type: 'plain_text', text: String(index + 1), emoji: false },
  accessibility_label: clip(label, limits.button),
})

/**
 * Renders a button. Its value is the id of what the button acts on, followed by the choice if there is one. Throws if the value is too
 * long, because an id must not be cut.
 */
function renderButton(action: Action, index: number): Button {
  const value = valueOf(action)
  if (value.length > limits.buttonValue) throw new Error(`the id of button \`${action.id}\` is too long for Slack`)
  return {
    type: 'button',
    action_id: `licet:${action.id}:${index}`,
    text: { type: 'plain_text', text: clip(action.label, limits.button), emoji: false },
    ...(value === '' ? {} : { value }),
    ...(action.isPrimary === true ? { style: 'primary' as const } : action.isDanger === true ? { style: 'danger' as const } : {}),
    ...(action.asks === undefined ? {} : { confirm: renderConfirm(action.label, action.asks) }),
  }
}

/** Slack's confirmation dialog, for actions that end something. */
const renderConfirm = (label: string, asks: string): ConfirmationDialog => ({
  title: { type: 'plain_text', text: clip(`${label}?`, limits.confirmTitle), emoji: false },
  text: { type: 'plain_text', text: clip(asks, limits.confirmText), emoji: false },
  confirm: { type: 'plain_text', text: clip(label, limits.confirmButton), emoji: false },
  deny: { type: 'plain_text', text: 'Not now', emoji: false },
})

const valueOf = ({ of = '', choice }: Action): string => (choice === undefined ? of : `${of} ${choice}`)

/** The action id of the "…" menu. The value of each of its options is the id of a button, then the value of that button. */
export const menuId = 'licet:menu'

const renderMenu = (actions: readonly Action[]): ActionsBlock['elements'][number] => ({
  type: 'overflow',
  action_id: menuId,
  options: actions.map((action) => ({
    text: { type: 'plain_text' as const, text: clip(action.label, limits.optionText), emoji: false },
    value: clip(`${action.id} ${valueOf(action)}`.trim(), limits.optionValue),
  })),
})

/** The "Helpful" and "Not right" buttons below an answer. */
export const renderFeedback = (entry: string): ContextActionsBlock => ({
  type: 'context_actions',
  elements: [
    {
      type: 'feedback_buttons',
      action_id: 'licet:feedback',
      positive_button: feedbackButton('Helpful', `good:${entry}`, 'This answer helped'),
      negative_button: feedbackButton('Not right', `bad:${entry}`, 'Something is wrong with this answer'),
    },
  ],
})

const feedbackButton = (text: string, value: string, spoken: string) =>
  ({ text: { type: 'plain_text', text }, value, accessibility_label: spoken }) as const

/** The action id of the "Show all of it" button below a shortened message. */
export const restId = 'licet:rest'

/**
 * The "Show all of it" button. It contains no id: what it opens is found by the message that contains the
 * button.
 */
export const showRest: ActionsBlock = {
  type: 'actions',
  elements: [{ type: 'button', action_id: restId, text: { type: 'plain_text', text: 'Show all of it', emoji: false } }],
}

/**
 * Whether the full text of a shortened reply can be found later by its message: only if the reply is an
 * answer or shows a case.
 */
export const canShowRest = ({ entry, isLive }: ChatReply): boolean => entry !== undefined || isLive === true

const pressedSchema = z.object({
  action_id: z.string().catch(''),
  value: z.string().optional().catch(undefined),
  selected_option: z.object({ value: z.string() }).optional().catch(undefined),
})

/** The action id and the value of what was pressed: a button, or an option picked in a menu. */
export function pressedIn(action: object): readonly [id: string, value: string | undefined] {
  const { action_id: id, value, selected_option: picked } = pressedSchema.parse(action)
  return [id, value ?? picked?.value]
}
