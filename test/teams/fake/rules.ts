import { createRequire } from 'node:module'

/** A message as sent over HTTP. */
export type Wire = {
  readonly type?: string
  readonly text?: string
  readonly summary?: string
  readonly attachments?: ReadonlyArray<{ readonly contentType?: string; readonly content?: Wire & Node }>
  readonly entities?: ReadonlyArray<Readonly<Record<string, unknown>>>
  readonly channelData?: Readonly<Record<string, unknown>>
  readonly recipient?: { readonly id?: string }
}

type Node = Readonly<Record<string, unknown>>

type Parser = {
  readonly HostConfig: new (config: unknown) => unknown
  readonly AdaptiveCard: new () => {
    hostConfig: unknown
    readonly parse: (json: unknown, context: Context) => void
    readonly validateProperties: () => Results
  }
  readonly SerializationContext: new (version: unknown) => Context
  readonly Versions: { readonly v1_5: unknown }
}
type Context = { readonly eventCount: number; readonly getEventAt: (index: number) => { readonly message: string } }
type Results = { readonly allIds: Readonly<Record<string, number>>; readonly validationEvents: ReadonlyArray<{ readonly message: string }> }

/** Microsoft's own renderer, which parses cards as its clients do. */
const { AdaptiveCard, HostConfig, SerializationContext, Versions } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as Parser

const known: Readonly<Record<string, readonly string[]>> = {
  AdaptiveCard: ['type', 'version', 'msteams', 'fallbackText', 'speak', 'refresh', 'body', 'actions'],
  Container: ['type', 'id', 'isVisible', 'style', 'bleed', 'items'],
  ActionSet: ['type', 'spacing', 'actions'],
  TextBlock: ['type', 'text', 'wrap', 'weight', 'size', 'style', 'spacing', 'isSubtle'],
  RichTextBlock: ['type', 'inlines', 'spacing', 'separator'],
  TextRun: ['type', 'text', 'weight', 'isSubtle', 'color', 'selectAction'],
  Table: ['type', 'firstRowAsHeaders', 'gridStyle', 'columns', 'rows'],
  TableRow: ['type', 'cells'],
  TableCell: ['type', 'items'],
  'Input.Text': ['type', 'id', 'label', 'isRequired', 'errorMessage', 'value', 'isMultiline', 'maxLength'],
  'Input.Date': ['type', 'id', 'label', 'isRequired', 'errorMessage', 'value'],
  'Input.Time': ['type', 'id', 'label', 'isRequired', 'errorMessage', 'value'],
  'Input.ChoiceSet': ['type', 'id', 'label', 'isRequired', 'errorMessage', 'value', 'style', 'isMultiSelect', 'choices', 'choices.data'],
  'Action.Execute': ['type', 'title', 'verb', 'data', 'style', 'mode', 'fallback'],
  'Action.Submit': ['type', 'title', 'data', 'style', 'mode'],
  'Action.OpenUrl': ['type', 'url'],
  'Action.ToggleVisibility': ['type', 'title', 'targetElements', 'mode'],
  'Data.Query': ['type', 'dataset'],
}

/** Everything in a message that Teams would refuse or show badly. */
export function faultsOf(message: Wire): readonly string[] {
  const cards = (message.attachments ?? []).flatMap(({ content }) => (content === undefined ? [] : [content]))
  const bytes = Buffer.byteLength(JSON.stringify(message))
  return [
    ...(bytes > 28_000 ? [`${bytes} bytes, more than 28000`] : []),
    ...(message.type === 'message' ? [] : ['it is no message']),
    ...(cards.length === 0 && (message.text ?? '') === '' ? ['it says nothing'] : []),
    ...(cards.length > 0 && (message.summary ?? '') === '' ? ['a card without a summary'] : []),
    ...cards.flatMap(cardFaults),
    ...((message.entities ?? []).length > 0 ? ['entities: they hang on a text, and Licet says none beside a card'] : []),
    ...((message.summary ?? '').replaceAll('\u2060', '').length > 200 ? ['a summary longer than a notification shows'] : []),
  ]
}

/**
 * Faults that the parser reports but Teams accepts: suggestions while typing work in cards of any version, without initial choices
 * (its page on typeahead search).
 */
const ofTyping: ReadonlySet<string> = new Set([
  'Property "choices.data" is supported in version 1.6, but you are using version 1.5.',
  'An Input.ChoiceSet must have at least one choice defined.',
])

/** Every fault of a card. */
export function cardFaults(card: Node): readonly string[] {
  const context = new SerializationContext(Versions.v1_5)
  const parsed = new AdaptiveCard()
  parsed.hostConfig = new HostConfig({ actions: { maxActions: 6 } })
  parsed.parse(card, context)
  const results = parsed.validateProperties()
  const said = [
    ...Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message),
    ...results.validationEvents.map(({ message }) => message),
  ]
  return [
    ...said.filter((message) => !ofTyping.has(message)),
    ...(card['version'] === '1.5' ? [] : ['a card of another version than 1.5']),
    ...nodesIn(card).flatMap(nodeFaults),
    ...toggleFaults(card),
    ...mentionFaults(card),
    ...momentFaults(card),
  ]
}

type Mention = { readonly type?: string; readonly text?: string; readonly mentioned?: { readonly id?: string; readonly name?: string } }

/** The people a card mentions ("Format cards in Microsoft Teams", mention support within Adaptive Cards). */
export const mentionsIn = (card: Node): readonly Mention[] =>
  (card['msteams'] as { readonly entities?: readonly Mention[] } | undefined)?.entities ?? []

/** Checks that each mention occurs literally in a text block and names a person, and that no mark lacks its mention. */
function mentionFaults(card: Node): readonly string[] {
  const mentions = mentionsIn(card)
  const texts = nodesIn(card['body']).flatMap(({ type, text }) => (type === 'TextBlock' && typeof text === 'string' ? [text] : []))
  const marks = texts.flatMap((text) => [...text.matchAll(/<at>.*?<\/at>/g)].map(([mark]) => mark))
  return [
    ...mentions
      .filter(({ text = '', mentioned }) => !marks.includes(text) || (mentioned?.id ?? '') === '' || (mentioned?.name ?? '') === '')
      .map(({ text }) => `a mention of nobody, or one that stands nowhere: ${text}`),
    ...marks.filter((mark) => !mentions.some(({ text }) => text === mark)).map((mark) => `${mark} mentions nobody`),
  ]
}

/** A moment in the reader's time zone. Only text blocks show it, and only in this form ("Format text in cards", DATE and TIME). */
const moment = /\{\{(?:DATE\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ, ?(?:COMPACT|SHORT|LONG)\)|TIME\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\))\}\}/g

/** The beginning of a moment. People's own text like this must be escaped. */
const begun = /\{\{(?:DATE|TIME)\(/

const momentFaults = (card: Node): readonly string[] =>
  nodesIn(card['body'])
    .flatMap(({ type, text, inlines }) => [
      ...(typeof text === 'string' ? [type === 'TextBlock' ? text.replaceAll(moment, '') : text] : []),
      ...(Array.isArray(inlines) ? inlines.filter((one): one is string => typeof one === 'string') : []),
    ])
    .filter((text) => begun.test(text))
    .map((text) => `a moment that is not drawn: ${text}`)

/** Checks that each hidden element has a button that shows it, and that buttons refer to existing elements. */
function toggleFaults(card: Node): readonly string[] {
  const nodes = nodesIn(card)
  const shown = nodes.flatMap(({ targetElements }) => (targetElements ?? []) as readonly string[])
  const hidden = nodes.filter(({ isVisible }) => isVisible === false).map(({ id }) => id)
  return [
    ...hidden.filter((id) => !shown.some((one) => one === id)).map((id) => `nothing shows ${String(id)}`),
    ...shown
      .filter((id) => nodes.filter((node) => node['id'] === id).length !== 1)
      .map((id) => `a button for ${id}, which is not one thing`),
  ]
}

function nodeFaults(node: Node): readonly string[] {
  const type = String(node['type'])
  const properties = known[type]
  if (properties === undefined) return type in known || !/^[A-Z]/.test(type) ? [] : [`a ${type}, which Licet does not draw`]
  const actions = node['actions']
  return [
    ...Object.keys(node)
      .filter((name) => !properties.includes(name))
      .map((name) => `${type}: \`${name}\` is no property of it`),
    ...(Array.isArray(actions) && actions.length > 6 ? [`${actions.length} actions, more than 6`] : []),
    ...(type === 'Input.ChoiceSet' && node['choices.data'] === undefined && (node['choices'] as readonly unknown[]).length === 0
      ? ['Input.ChoiceSet without choices']
      : []),
    ...(type.startsWith('Input.') && (node['label'] ?? '') === '' ? [`${type} without a label`] : []),
    ...(type === 'Action.Execute' && node['verb'] !== 'refresh' && node['fallback'] === undefined
      ? ['Action.Execute without a fallback']
      : []),
  ]
}

/** Every element and action of a card, without the data of buttons. */
export function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  if (value === null || typeof value !== 'object') return []
  const { data: _carried, ...rest } = value as Node
  const inner = Object.values(rest).flatMap(nodesIn)
  return 'type' in value ? [value, ...inner] : inner
}
