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

/** The parts a reply can have. Every platform draws each kind, and so does plain text. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'fields'; readonly title?: string; readonly fields: ReadonlyArray<readonly [label: string, value: string]> }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly string[] }
  | { readonly kind: 'table'; readonly title: string; readonly columns: readonly string[]; readonly rows: ReadonlyArray<readonly string[]> }
  | { readonly kind: 'citations'; readonly citations: readonly Citation[] }

/** What can be done with an answer, with a case, and with Licet itself; `ask` asks anew, with a form. */
export const actionIds = [
  'ask',
  'confirm',
  'change',
  'only-ask',
  'ask-counsel',
  'classify',
  'screen',
  'why',
  'changes',
  'share',
  'cases',
  'show-case',
  'claim',
  'ask-info',
  'answer',
  'note',
  'reassign',
  'hand-back',
  'move',
  'close',
  'reopen',
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
  'cover',
  'tips-set',
])

/** What the reader can do next. `of` names what it is done to: an entry of the record, or a case. Never more than an id. */
export type Action = { readonly id: ActionId; readonly label: string; readonly of?: string }

/** Something said in chat, free of any platform. The title is the verdict, or what is asked. */
export type ChatReply = {
  /** The record's entry of the answer this is: readers may say what they think of it. */
  readonly entry?: string
  /** It shows how a case stands, and is made new when that changes: a platform may ask for it again (see `App.shown`). */
  readonly isLive?: boolean
  readonly tone: Tone
  readonly title: string
  readonly blocks: readonly Block[]
  readonly actions: readonly Action[]
}
