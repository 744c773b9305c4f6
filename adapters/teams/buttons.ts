import { formActions, type Action, type ChatReply, type Layer } from '../../src/index.ts'
import { line, type Button, type Element, type Toggle } from './card.ts'
import { clip, limits } from './limits.ts'

/**
 * The buttons of a card: choices first, then what can be done, then what opens the layers that no button of the reply opens. What is
 * rare stands behind "…", which never has a row of its own.
 */
export function renderButtons({ actions, entry, layers = [] }: ChatReply): readonly Element[] {
  const choices = actions.filter(isChoice).map(renderAction)
  const others = actions.filter((action) => !isChoice(action))
  const shown = others.map((action) => asking(action) ?? toggleFor(action, layers) ?? renderAction(action))
  const all = [...shown, ...(entry === undefined ? [] : [doubt(entry)])]
  const opening = layers
    .filter(({ id }) => !actions.some((action) => openedBy[action.id] === id))
    .map((layer) => toggle(`${names[layer.id]} ${layer.count}`, layer))
  const rows = all.every(isBehind) ? rowsOf([...opening, ...all]) : [...rowsOf(all), ...others.flatMap(renderQuestion), ...rowsOf(opening)]
  return [...rowsOf(choices), ...rows]
}

const isChoice = ({ id }: Action): boolean => id === 'choose' || id === 'tips-choose'

/** The layers that a button of the answer asks for: it opens them where they stand. */
const openedBy: Partial<Readonly<Record<Action['id'], Layer['id']>>> = { why: 'why', changes: 'changes' }

function toggleFor({ id, label, isRare }: Action, layers: readonly Layer[]): Toggle | undefined {
  const layer = layers.find((one) => one.id === openedBy[id])
  return layer === undefined ? undefined : { ...toggle(label, layer), ...(isRare === true ? { mode: 'secondary' } : {}) }
}

const toggle = (title: string, { id }: Layer): Toggle => ({ type: 'Action.ToggleVisibility', title, targetElements: [`layer-${id}`] })

/** What is asked once more before an act, by its name in the card. */
const questionId = ({ id }: Action): string => `ask-${id}`

/** The button of an act that is asked once more shows the question, and only the button below that does it. */
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

/** Buttons in rows that a phone shows whole, and of as many as Teams draws. Those behind "…" stand in the last. */
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

/** In characters: what a phone of 320 px shows in a row, and what a button takes besides its title. */
const mostInRow = 44
const besideTitle = 4

/** What the buttons of layers are called, as short as they go. */
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

/** Thumbs do not say of which answer they speak where Teams forgets it: this button does. */
const doubt = (entry: string): Button => ({ ...opening('Not right?', { licet: 'feedback', good: false, of: entry }), mode: 'secondary' })

/** A button carries the id of what it is done to, and never more. An id that does not fit is an error, not something to cut. */
export function renderAction({ id, label, of, choice, isPrimary, isDanger, isRare, opensForm }: Action): Button {
  if ((of ?? '').length > limits.of) throw new Error(`the id of button \`${id}\` is too long for Teams`)
  const title = clip(label, limits.button)
  const data = { licet: id, ...(of === undefined ? {} : { of }), ...(choice === undefined ? {} : { choice }) }
  const look = {
    ...(isPrimary === true ? { style: 'positive' as const } : isDanger === true ? { style: 'destructive' as const } : {}),
    ...(isRare === true ? { mode: 'secondary' as const } : {}),
  }
  if (opensForm === true || formActions.has(id)) return { ...opening(title, data), ...look }
  return { type: 'Action.Execute', title, verb: id, data, ...look, fallback: { type: 'Action.Submit', title, data } }
}

/** Only a button of this kind may open a dialog. */
const opening = (title: string, data: Readonly<Record<string, unknown>>): Button => ({
  type: 'Action.Submit',
  title,
  data: { ...data, msteams: { type: 'task/fetch' } },
})
