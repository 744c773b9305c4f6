/** The mood of a reply, e.g. for its color. It must never be the only sign of what the reply means. */
export type Tone = 'clear' | 'caution' | 'stop' | 'question' | 'neutral'

/** A source as it is shown: its title, the section, how sure its text is (`status`), and when it is due for review. */
export type Citation = {
  readonly title: string
  readonly section: string
  readonly status: string
  readonly url?: string | undefined
  readonly reviewBy?: string | undefined
}

/**
 * The parts that a reply can have; every platform draws each kind, and so does plain text. A `label` is put
 * before its text, in bold if possible. A note without a label is labeled "Note".
 */
export type Block =
  /** `isStruck`: the text no longer counts and is struck through. */
  | { readonly kind: 'text'; readonly label?: string; readonly text: string; readonly isStruck?: boolean }
  | { readonly kind: 'note'; readonly label?: string; readonly text: string }
  | { readonly kind: 'fields'; readonly title?: string; readonly fields: ReadonlyArray<readonly [label: string, value: string]> }
  | { readonly kind: 'list'; readonly title?: string; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly title: string; readonly columns: readonly string[]; readonly rows: ReadonlyArray<readonly string[]> }
  | { readonly kind: 'citations'; readonly citations: readonly Citation[] }
  /** A list in which each row has its own buttons. */
  | { readonly kind: 'rows'; readonly title?: string; readonly rows: readonly Row[] }

/** A row: what it is about, more about it in small print, and its buttons. */
export type Row = { readonly text: string; readonly note: string; readonly actions: readonly Action[] }

/** A block of plain text. */
export const textBlock = (text: string): Block => ({ kind: 'text', text })

/** The ids of all layers: those of an answer, of a case at its desk, of the doctor's report, and of a person's own page. */
export const layerIds = [
  'more',
  'conditions',
  'assumed',
  'changes',
  'why',
  'facts',
  'rules',
  'sources',
  'before',
  'fine',
  'coming',
  'settings',
] as const
export type LayerId = (typeof layerIds)[number]

/**
 * A part of a reply that is shown only on request (see *Words of the code* in ARCHITECTURE.md): opened in place, or in a window. `count` is
 * the number of things in it.
 */
export type Layer = { readonly id: LayerId; readonly title: string; readonly count: number; readonly blocks: readonly Block[] }

/** Buttons: what can be done with an answer, with a case, and with Licet itself. `ask` opens a form for a new question. */
export const actionIds = [
  'ask',
  'choose',
  'confirm',
  'change',
  'change-fact',
  'only-ask',
  'ask-counsel',
  'classify',
  'screen',
  'why',
  'changes',
  'layer',
  'share',
  'cases',
  'show-case',
  'show-answer',
  'claim',
  'ask-info',
  'answer',
  'note',
  'reassign',
  'hand-back',
  'move',
  'close',
  'reopen',
  'still-open',
  'withdraw',
  'cover',
  'uncover',
  'send-draft',
  'keep-draft',
  'doctor',
  'link',
  'confirm-link',
  'decline-link',
  'unlink',
  'tips',
  'tips-set',
  'tips-pause',
  'tips-resume',
  'tips-fewer',
  'tips-stop',
  'tips-try',
  'tips-choose',
  'tips-accept',
] as const
export type ActionId = (typeof actionIds)[number]

/** Forms on a case, each opened by the button of the same name. */
export const caseForms = ['ask-info', 'answer', 'note', 'reassign', 'move', 'withdraw'] as const

/**
 * The buttons that open a form (if the person is allowed to fill it in). Some platforms must know before the
 * click whether a button can open a form.
 */
export const formActions: ReadonlySet<ActionId> = new Set([
  'ask',
  'change-fact',
  'ask-counsel',
  'classify',
  'screen',
  'share',
  ...caseForms,
  'still-open',
  'cover',
  'tips-set',
])

/**
 * A button. `of` is the id of what it acts on, e.g. an entry of the record or the number of a case. `choice` says more about what the
 * button does: the answer chosen, the layer to show, or the record entry of counsel's answer. At most one button of a reply, or of a
 * row in it, is primary; rare ones are in the "…" menu if the platform has one. `asks` is a question to confirm before the button
 * acts. `opensForm`: this button opens a form, as those of {@link formActions} always do.
 */
export type Action = {
  readonly id: ActionId
  readonly label: string
  readonly of?: string
  readonly choice?: string
  readonly isPrimary?: true
  readonly isDanger?: true
  readonly isRare?: true
  readonly asks?: string
  readonly opensForm?: true
}

/**
 * The text of a button as a person types it: only its words, in small letters. "Yes, send tips here" gives
 * "yes send tips here".
 */
export const asTyped = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * A message in chat, for any platform. Its front is what people read first: the title (the verdict, or a question), the subtitle
 * (its item and place), the blocks, and a quiet line at the foot. The layers hold the rest.
 */
export type ChatReply = {
  /** The entry of the record for this answer. If it is set, readers can give feedback. */
  readonly entry?: string
  /**
   * Whether the reply shows the state of a case. Such a reply is updated when that state changes, and some
   * platforms ask for it again (see `App.shown`).
   */
  readonly isLive?: boolean
  readonly tone: Tone
  readonly title: string
  readonly subtitle?: string
  readonly blocks: readonly Block[]
  readonly layers?: readonly Layer[]
  readonly foot?: string
  /**
   * Moments (in epoch milliseconds) that the reply mentions, with the words for them, so that a platform can
   * show them in each reader's own time zone.
   */
  readonly moments?: ReadonlyArray<{ readonly at: number; readonly words: string }>
  /** Ids of people to mention in a new message, and of groups as `group:…`, if the platform can mention them. */
  readonly calls?: readonly string[]
  readonly actions: readonly Action[]
}

/** Whether a button is one of several answers to choose from, which are shown together. */
export const isChoice = ({ id }: Action): boolean => id === 'choose' || id === 'tips-choose'
