/** The parts of an Adaptive Card 1.5 that Licet draws with, as Teams takes them (schema 1.5, read 2026-11-23). */
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
/** A button that shows or hides parts of its card: nothing is sent, and it works without a network. */
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
      /** Names found by typing: people, or names of the knowledge. */
      readonly 'choices.data'?: { readonly type: 'Data.Query'; readonly dataset: string }
    })

/** A piece of a card. */
export type Element = RichText | TextBlock | Container | Table | ActionSet | Input

/** How a button looks: the one that comes first, or one that stands behind "…". A client that knows neither draws it plain. */
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

/** Somebody who is called: `text` stands so in the card. */
export type Mention = {
  readonly type: 'mention'
  readonly text: string
  readonly mentioned: { readonly id: string; readonly name: string }
}

/** A card, whole. */
export type Card = {
  readonly type: 'AdaptiveCard'
  readonly version: '1.5'
  readonly msteams?: { readonly width: 'Full'; readonly entities?: readonly Mention[] }
  readonly fallbackText?: string
  /** Read aloud in place of the card. */
  readonly speak?: string
  readonly refresh?: { readonly action: Execute }
  readonly body: readonly Element[]
  readonly actions?: readonly Button[]
}

/** A card as a message or a dialog carries it. */
export type Attached = { readonly contentType: 'application/vnd.microsoft.card.adaptive'; readonly content: Card }

/** Puts a card into an envelope. */
export const attach = (content: Card): Attached => ({ contentType: 'application/vnd.microsoft.card.adaptive', content })

const run = (text: string, look: Omit<Run, 'type' | 'text'>): Run => ({ type: 'TextRun', text, ...look })
export const bold = (text: string): Run => run(text, { weight: 'Bolder' })
export const quiet = (text: string): Run => run(text, { isSubtle: true })
export const alarming = (text: string): Run => run(text, { color: 'Attention', weight: 'Bolder' })

/** Words with a way to a page, where its address is one of the web. */
export const linked = (text: string, url: string | undefined): Run | string =>
  url !== undefined && /^https?:\/\//.test(url) ? run(text, { selectAction: { type: 'Action.OpenUrl', url } }) : text

/** A line of rich text: in it words of people are only words; no mention, link or formatting comes of them. */
export const line = (...inlines: ReadonlyArray<string | Run>): RichText => ({ type: 'RichTextBlock', inlines, spacing: 'Small' })

/** Text in as many lines as it has. */
export const paragraphs = (text: string, look: (words: string) => string | Run = (words) => words): readonly RichText[] =>
  text
    .split('\n')
    .filter((words) => words.trim() !== '')
    .map((words, index) => ({ ...line(look(words)), spacing: index === 0 ? 'Medium' : 'None' }))

/** A heading. Its words are read as Markdown by Teams, so what would be formatting is not. */
export const heading = (text: string, size: 'Medium' | 'Large' = 'Large'): TextBlock => ({
  type: 'TextBlock',
  text: tame(text),
  wrap: true,
  weight: 'Bolder',
  size,
  style: 'heading',
})

/** Words in which nothing looks like an address: a joint that nobody sees breaks it. */
export const still = (text: string): string => text.replace(/(\w)([.:@])(?=\w|\/\/)/g, '$1$2\u2060')

/** Words that stay words where tags are read. */
export const untagged = (text: string): string => text.replaceAll('<', '‹').replaceAll('>', '›')

/** Words that stay words where Markdown is read: what would be formatting is escaped. */
export const tame = (text: string): string => still(untagged(text.replace(/[\\`*_[\]#~|{}]/g, (mark) => `\\${mark}`)))
