/** The parts of an Adaptive Card that Licet uses, as Teams accepts them (schema 1.5, read 2026-11-23). */
export type Run = {
  readonly type: 'TextRun'
  readonly text: string
  readonly weight?: 'Bolder'
  readonly isSubtle?: true
  readonly color?: 'Attention'
  readonly selectAction?: OpenUrl
}
type OpenUrl = { readonly type: 'Action.OpenUrl'; readonly url: string }
export type RichText = {
  readonly type: 'RichTextBlock'
  readonly inlines: ReadonlyArray<string | Run>
  readonly spacing?: 'None' | 'Small' | 'Medium'
  readonly separator?: true
}
export type TextBlock = {
  readonly type: 'TextBlock'
  readonly text: string
  readonly wrap: true
  readonly weight?: 'Bolder'
  readonly size?: 'Medium' | 'Large'
  readonly style?: 'heading'
  readonly spacing?: 'None' | 'Small' | 'Medium'
  readonly isSubtle?: true
}
type Container = {
  readonly type: 'Container'
  readonly id?: string
  readonly isVisible?: false
  readonly style?: 'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent'
  readonly bleed?: true
  readonly items: readonly Element[]
}
type TableCell = { readonly type: 'TableCell'; readonly items: readonly Element[] }
type Table = {
  readonly type: 'Table'
  readonly firstRowAsHeaders: true
  readonly gridStyle: 'default'
  readonly columns: ReadonlyArray<{ readonly width: number }>
  readonly rows: ReadonlyArray<{ readonly type: 'TableRow'; readonly cells: readonly TableCell[] }>
}
/** A button that shows or hides parts of its card on the client, without a request. */
export type Toggle = {
  readonly type: 'Action.ToggleVisibility'
  readonly title: string
  readonly targetElements: readonly string[]
  readonly mode?: 'secondary'
}
type ActionSet = {
  readonly type: 'ActionSet'
  readonly spacing: 'Small' | 'Medium'
  readonly actions: ReadonlyArray<Toggle | Button>
}
type Labelled = {
  readonly id: string
  readonly label: string
  readonly isRequired: boolean
  readonly errorMessage?: string
  readonly value?: string
}
type Input =
  | (Labelled & { readonly type: 'Input.Text'; readonly isMultiline: boolean; readonly maxLength: number })
  | (Labelled & { readonly type: 'Input.Date' | 'Input.Time' })
  | (Labelled & {
      readonly type: 'Input.ChoiceSet'
      readonly style: 'compact' | 'filtered'
      readonly isMultiSelect?: boolean
      readonly choices: ReadonlyArray<{ readonly title: string; readonly value: string }>
      /** What is searched while somebody types: people, or a list of names from Licet (items, countries, time zones). */
      readonly 'choices.data'?: { readonly type: 'Data.Query'; readonly dataset: string }
    })

/** An element in the body of a card. */
export type Element = RichText | TextBlock | Container | Table | ActionSet | Input

/** The style of a button: emphasized, or in the "…" menu (`secondary`). Older clients ignore both. */
type Look = { readonly style?: 'positive' | 'destructive'; readonly mode?: 'secondary' }
type Submit = Look & { readonly type: 'Action.Submit'; readonly title: string; readonly data: Readonly<Record<string, unknown>> }
type Execute = Look & {
  readonly type: 'Action.Execute'
  readonly title: string
  readonly verb: string
  readonly data: Readonly<Record<string, unknown>>
  readonly fallback?: Submit
}
/** A button that does something. */
export type Button = Submit | Execute

/** A mention. `text` is the place in the card's text where the person is named. */
export type Mention = {
  readonly type: 'mention'
  readonly text: string
  readonly mentioned: { readonly id: string; readonly name: string }
}

/** A whole card. */
export type Card = {
  readonly type: 'AdaptiveCard'
  readonly version: '1.5'
  readonly msteams?: { readonly width: 'Full'; readonly entities?: readonly Mention[] }
  readonly fallbackText?: string
  /** Text that screen readers speak instead of the card. */
  readonly speak?: string
  readonly refresh?: { readonly action: Execute }
  readonly body: readonly Element[]
  readonly actions?: readonly Button[]
}

/** A card as an attachment of a message or dialog. */
export type Attached = { readonly contentType: 'application/vnd.microsoft.card.adaptive'; readonly content: Card }

/** Wraps a card as an attachment. */
export const attach = (content: Card): Attached => ({ contentType: 'application/vnd.microsoft.card.adaptive', content })

const run = (text: string, look: Omit<Run, 'type' | 'text'>): Run => ({ type: 'TextRun', text, ...look })
export const bold = (text: string): Run => run(text, { weight: 'Bolder' })
export const quiet = (text: string): Run => run(text, { isSubtle: true })
export const alarming = (text: string): Run => run(text, { color: 'Attention', weight: 'Bolder' })

/** Text that links to `url`, if that is a web address; otherwise plain text. */
export const linked = (text: string, url: string | undefined): Run | string =>
  url !== undefined && /^https?:\/\//.test(url) ? run(text, { selectAction: { type: 'Action.OpenUrl', url } }) : text

/**
 * A line of rich text, which is safe for people's words: it has no markup, so their words cannot form a
 * mention, a link or formatting.
 */
export const line = (...inlines: ReadonlyArray<string | Run>): RichText => ({ type: 'RichTextBlock', inlines, spacing: 'Small' })

/** Splits text into one element per line, without empty lines. */
export const paragraphs = (text: string, look: (words: string) => string | Run = (words) => words): readonly RichText[] =>
  text
    .split('\n')
    .filter((words) => words.trim() !== '')
    .map((words, index) => ({ ...line(look(words)), spacing: index === 0 ? 'Medium' : 'None' }))

/** A heading. Teams reads its text as Markdown, so formatting characters are escaped. */
export const heading = (text: string, size: 'Medium' | 'Large' = 'Large'): TextBlock => ({
  type: 'TextBlock',
  text: escapeMarkdown(text),
  wrap: true,
  weight: 'Bolder',
  size,
  style: 'heading',
})

/**
 * Prevents clients from turning text like "a.b" into a link: puts an invisible character (word joiner)
 * after the dot, colon or at sign.
 */
export const withoutAutoLinks = (text: string): string => text.replace(/(\w)([.:@])(?=\w|\/\/)/g, '$1$2\u2060')

/** Replaces "<" and ">" by similar characters, for places where Teams reads tags in text. */
export const withoutAngleBrackets = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›')

/** Escapes text for Markdown. */
export const escapeMarkdown = (text: string): string =>
  withoutAutoLinks(withoutAngleBrackets(text.replace(/[\\`*_[\]#~|{}]/g, (mark) => `\\${mark}`)))

/**
 * A rendered reply: one card and no text. If a message had both, Teams would make two messages of it and
 * return no id for either.
 */
export type Message = {
  readonly type: 'message'
  /** The text of a notification (see `summaryOf`). */
  readonly summary: string
  readonly attachments: readonly [Attached]
  readonly channelData?: { readonly feedbackLoop: { readonly type: 'custom' } }
}
