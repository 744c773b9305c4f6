/** How a reply should feel; never the only carrier of its meaning. */
export type Tone = 'clear' | 'caution' | 'stop' | 'question' | 'neutral'

/** A source as it is shown: what it is, where in it, how well it is known and when it is due for review. */
export type Citation = {
  readonly title: string
  readonly section: string
  readonly status: string
  readonly url?: string | undefined
  readonly reviewBy?: string | undefined
}

/**
 * The parts a reply can have. Every platform draws each kind, and so does plain text. A `label` stands before its text, bold where
 * that can be; a note without one is called a note.
 */
export type Block =
  /** `isStruck`: it counts no more. */
  | { readonly kind: 'text'; readonly label?: string; readonly text: string; readonly isStruck?: boolean }
  | { readonly kind: 'note'; readonly label?: string; readonly text: string }
  | { readonly kind: 'fields'; readonly title?: string; readonly fields: ReadonlyArray<readonly [label: string, value: string]> }
  | { readonly kind: 'list'; readonly title?: string; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly title: string; readonly columns: readonly string[]; readonly rows: ReadonlyArray<readonly string[]> }
  | { readonly kind: 'citations'; readonly citations: readonly Citation[] }
  /** Things of a list that can each be acted on where they stand. */
  | { readonly kind: 'rows'; readonly title?: string; readonly rows: readonly Row[] }

/** What a row is about, what is known of it in small print, and its buttons. */
export type Row = { readonly text: string; readonly note: string; readonly actions: readonly Action[] }

/** What stands behind the front of an answer, of a case at its desk, of the doctor's report and of a page of one's own. */
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

/** What a reply shows only when it is asked for: opened where it stands, or in a window. `count` things are in it. */
export type Layer = { readonly id: LayerId; readonly title: string; readonly count: number; readonly blocks: readonly Block[] }

/** What can be done with an answer, with a case, and with Licet itself; `ask` asks anew, with a form. */
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

/** The buttons that are answered with a form, where the person may fill it in: some platforms must know before the click. */
export const formActions: ReadonlySet<ActionId> = new Set([
  'ask',
  'change-fact',
  'ask-counsel',
  'classify',
  'screen',
  'share',
  'ask-info',
  'answer',
  'note',
  'reassign',
  'move',
  'withdraw',
  'still-open',
  'cover',
  'tips-set',
])

/**
 * What the reader can do next. `of` names what it is done to: an entry of the record, or a case. `choice` names one of several
 * answers to a question. Never more than an id. At most one is primary; those that are rare stand behind "…" where that is possible.
 * What ends something `asks` once more before it is done, in these words. `opensForm`: this one is answered with a form, as those of
 * {@link formActions} always are.
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

/** A button's label as it is typed: its words alone, in small letters. */
export const asTyped = (label: string): string =>
  label
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * Something said in chat, free of any platform. Its front is what people read first: the title (the verdict, or what is asked), the
 * subtitle (what it is about: an item and a place), the blocks and the quiet line at the foot. The layers hold the rest.
 */
export type ChatReply = {
  /** The record's entry of the answer this is: readers may say what they think of it. */
  readonly entry?: string
  /** It shows how a case stands, and is made new when that changes: a platform may ask for it again (see `App.shown`). */
  readonly isLive?: boolean
  readonly tone: Tone
  readonly title: string
  readonly subtitle?: string
  readonly blocks: readonly Block[]
  readonly layers?: readonly Layer[]
  readonly foot?: string
  /** Moments that its words name, in epoch milliseconds: each reader may see them in their own time zone. */
  readonly moments?: ReadonlyArray<{ readonly at: number; readonly words: string }>
  /** People and `group:` ids that a new message calls by name, where its platform can. */
  readonly calls?: readonly string[]
  readonly actions: readonly Action[]
}
