import { clip, isChoice, formActions, type Action, type ChatReply, type Layer } from '../../src/index.ts'
import { line, type Button, type Element, type Toggle } from './card.ts'
import { limits } from './limits.ts'

/**
 * Renders the buttons of a card: choices, then other actions, then a button for each layer that no action shows. Rare actions go into
 * the "…" menu, which shares a row with other buttons.
 */
export function renderButtons({ actions, entry, layers = [] }: ChatReply): readonly Element[] {
  const choices = actions.filter(isChoice).map(renderAction)
  const others = actions.filter((action) => !isChoice(action))
  const shown = others.map((action) => asking(action) ?? toggleFor(action, layers) ?? renderAction(action))
  const all = [...shown, ...(entry === undefined ? [] : [notRightButton(entry)])]
  const opening = layers
    .filter(({ id }) => !actions.some((action) => openedBy[action.id] === id))
    .map((layer) => toggle(`${names[layer.id]} ${layer.count}`, layer))
  const rows = all.every(isBehind) ? rowsOf([...opening, ...all]) : [...rowsOf(all), ...others.flatMap(renderQuestion), ...rowsOf(opening)]
  return [...rowsOf(choices), ...rows]
}

/**
 * Actions that need no request: the card already contains the layer that they ask for, and their button
 * only makes it visible.
 */
const openedBy: Partial<Readonly<Record<Action['id'], Layer['id']>>> = { why: 'why', changes: 'changes' }

function toggleFor({ id, label, isRare }: Action, layers: readonly Layer[]): Toggle | undefined {
  const layer = layers.find((one) => one.id === openedBy[id])
  return layer === undefined ? undefined : { ...toggle(label, layer), ...(isRare === true ? { mode: 'secondary' } : {}) }
}

const toggle = (title: string, { id }: Layer): Toggle => ({ type: 'Action.ToggleVisibility', title, targetElements: [`layer-${id}`] })

/** The element id of the confirmation question of an action. */
const questionId = ({ id }: Action): string => `ask-${id}`

/**
 * For an action that needs confirmation: a button that shows the question. Another button, below the
 * question, carries the action out.
 */
const asking = (action: Action): Toggle | undefined =>
  action.asks === undefined
    ? undefined
    : { type: 'Action.ToggleVisibility', title: clip(`${action.label} …`, limits.button), targetElements: [questionId(action)] }

const renderQuestion = (action: Action): readonly Element[] =>
  action.asks === undefined
    ? []
    : [
        {
          type: 'Container',
          id: questionId(action),
          isVisible: false,
          style: 'emphasis',
          items: [line(action.asks), { type: 'ActionSet', spacing: 'Small', actions: [renderAction(action)] }],
        },
      ]

/** Arranges buttons in rows that fit on a phone and within Teams' limit for a row. Buttons of the "…" menu go into the last row. */
export function rowsOf(buttons: ReadonlyArray<Button | Toggle>): readonly Element[] {
  const rows: Array<Array<Button | Toggle>> = []
  let room = 0
  for (const button of buttons.filter((one) => !isBehind(one))) {
    const width = button.title.length + besideTitle
    if (width > room || (rows.at(-1)?.length ?? 0) >= limits.actions) {
      rows.push([])
      room = mostInRow
    }
    rows.at(-1)?.push(button)
    room -= width
  }
  for (const button of buttons.filter(isBehind)) {
    if ((rows.at(-1)?.length ?? limits.actions) >= limits.actions) rows.push([])
    rows.at(-1)?.push(button)
  }
  return rows.map((actions, row) => ({ type: 'ActionSet', spacing: row === 0 ? 'Medium' : 'Small', actions }))
}

const isBehind = (button: Button | Toggle): boolean => 'mode' in button && button.mode === 'secondary'

/**
 * In characters: the width of a row on a phone of 320 px (`mostInRow`), and the width that a button needs
 * besides its title.
 */
const mostInRow = 44
const besideTitle = 4

/** The labels of the buttons that show layers, as short as possible. */
const names: Readonly<Record<Layer['id'], string>> = {
  more: 'More',
  conditions: 'Conditions',
  assumed: 'Assumed',
  changes: 'Changes',
  why: 'Rules',
  facts: 'Facts',
  rules: 'Rules',
  sources: 'Sources',
  before: 'Counsel before',
  fine: 'Fine',
  coming: 'Law to come',
  settings: 'Settings',
}

/**
 * A "Not right?" button that contains the id of its answer. (With the thumbs of Teams, it is not always
 * known which answer they rate.)
 */
const notRightButton = (entry: string): Button => ({
  ...opening('Not right?', { licet: 'feedback', good: false, of: entry }),
  mode: 'secondary',
})

/**
 * Renders a button. Its data contain the id of what it acts on, and the choice if there is one. Throws if
 * that id is too long, because an id must not be cut.
 */
export function renderAction({ id, label, of, choice, isPrimary, isDanger, isRare, opensForm }: Action): Button {
  if ((of ?? '').length > limits.buttonId) throw new Error(`the id of button \`${id}\` is too long for Teams`)
  const title = clip(label, limits.button)
  const data = { licet: id, ...(of === undefined ? {} : { of }), ...(choice === undefined ? {} : { choice }) }
  const look = {
    ...(isPrimary === true ? { style: 'positive' as const } : isDanger === true ? { style: 'destructive' as const } : {}),
    ...(isRare === true ? { mode: 'secondary' as const } : {}),
  }
  if (opensForm === true || formActions.has(id)) return { ...opening(title, data), ...look }
  return { type: 'Action.Execute', title, verb: id, data, ...look, fallback: { type: 'Action.Submit', title, data } }
}

/** A button that opens a dialog. In Teams only a button of this kind can do so. */
const opening = (title: string, data: Readonly<Record<string, unknown>>): Button => ({
  type: 'Action.Submit',
  title,
  data: { ...data, msteams: { type: 'task/fetch' } },
})
