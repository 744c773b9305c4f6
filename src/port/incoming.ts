import { caseForms, type ActionId } from './reply.ts'

/**
 * A person as a platform knows them; the id is e.g. `console:ann`. `groups` are the groups of the platform that they are in at this
 * moment, `zone` is their time zone. `also` are their other accounts, linked and confirmed on both sides; only Licet sets `also`, never
 * a platform. `outside`: they belong to another organization than the one whose counsel answers here, or are its guest.
 */
export type Person = {
  readonly id: string
  readonly name: string
  readonly bot?: boolean
  readonly outside?: boolean
  readonly groups?: readonly string[]
  readonly zone?: string
  readonly also?: readonly string[]
}

/** Every account of a person. */
export const idsOf = ({ id, also = [] }: Pick<Person, 'id' | 'also'>): readonly string[] => [id, ...also]

/**
 * Where something is written: a channel, chat or terminal, and the thread in it. Only the platform understands the ids. `only` is the
 * id of the one person to whom a message was shown alone; such a message can only be updated through this field.
 */
export type Place = { readonly platform: string; readonly id: string; readonly thread?: string; readonly only?: string }

/** A person's own chat with Licet, as a place: its id is the person's own id on their platform. */
export const ownChatOf = (person: string): Place => ({
  platform: person.slice(0, person.indexOf(':')),
  id: person.slice(person.indexOf(':') + 1),
})

/** Whether two places are the same channel, chat or terminal, whatever thread they name in it. */
export const isSameChannel = (one: Place, other: Place): boolean => one.platform === other.platform && one.id === other.id

/** Parses a place as it is stored in the database. */
export const readPlace = (kept: string): Place => JSON.parse(kept)

/** A place as one text, to compare places and to use as a key. `only` is left out. */
export const placeKey = ({ platform, id, thread }: Place): string =>
  JSON.stringify([platform, id, ...(thread === undefined ? [] : [thread])])

/** The ids of all forms. A submitted form carries its id. */
export const formIds = [
  'question',
  'change-fact',
  'share',
  'feedback',
  'escalate',
  ...caseForms,
  'still-open',
  'close',
  'cover',
  'tips',
] as const
export type FormId = (typeof formIds)[number]

/**
 * The words of a message. `text` is what the speaker wrote; only that can be a command, or the reply in a case. `quoted` are words of
 * others, e.g. quoted lines or a forwarded message; they can be asked about and nothing else. An empty string in it is a quote whose
 * words are missing or incomplete. `quotes` is the platform's id of the quoted message, if it is a single one. `files` is how many
 * files came along; Licet opens none.
 */
export type SaidWords = {
  readonly text: string
  readonly quoted?: readonly string[]
  readonly quotes?: string
  readonly files?: number
}

/** What somebody did: said something, pressed a button (`of` is the id that the button carries), or sent a form. */
export type IncomingAct =
  /** `isNew`: treat it as a new question, even if an earlier one waits for an answer. */
  | ({ readonly kind: 'message'; readonly isNew?: boolean } & SaidWords)
  /** Counsel's words for the answer to a case (`of`). They are shown to counsel again before the answer is sent. */
  | { readonly kind: 'draft'; readonly of: string; readonly text: string }
  /** A message or form that had a control marking or looked like technical data: its words were dropped before anything was stored. */
  | { readonly kind: 'withheld'; readonly reason: 'marking' | 'technical-data'; readonly isForm?: boolean }
  /**
   * The first message with which a person was over the limit per minute; its words were dropped before anything was stored. Only Licet
   * makes these.
   */
  | { readonly kind: 'hurried' }
  /**
   * Something said in a place where Licet receives messages that are not addressed to it. It counts only if
   * a case, or a question that Licet asked, waits for it.
   */
  | ({ readonly kind: 'overheard' } & SaidWords)
  /** The person deleted the message that `edits` of {@link Incoming} names. */
  | { readonly kind: 'deleted' }
  | { readonly kind: 'open-home' }
  /**
   * Licet was added to the workspace, organization or team in `place`; `removed` is the opposite. If the
   * platform does not tell who did it, the event's person is a bot. `greets` is the place where Licet
   * introduces itself once; it is left out if an introduction would surprise people.
   */
  | { readonly kind: 'installed'; readonly greets?: Place }
  | { readonly kind: 'removed' }
  /**
   * `of` is the record entry of the rated answer: '' if the platform does not tell which answer was rated,
   * left out if it is the last one.
   */
  | { readonly kind: 'feedback'; readonly of?: string; readonly good: boolean }
  /** A pressed button; `of` and `choice` are those of the button (see `Action`). */
  | { readonly kind: 'action'; readonly action: ActionId; readonly of?: string; readonly choice?: string }
  | { readonly kind: 'submit'; readonly form: FormId; readonly of: string; readonly values: Readonly<Record<string, string>> }

/**
 * Who else reads in a place: nobody, only people of the company, or outsiders too. If the platform does not tell, Licet takes no
 * precautions against other readers.
 */
export const audiences = ['alone', 'colleagues', 'outsiders'] as const
export type Audience = (typeof audiences)[number]

/**
 * Something that came in from a platform. `event` is the platform's id of this event; the same event can come
 * many times. `isPrivate`: the person asked that only they see the answer. `opensForms` is false if the event
 * was not a click, and the platform opens forms only after a click. `fades`: private messages in this place
 * can vanish, so what must last goes to the person's own chat. `message` is the platform's id of the message,
 * `edits` the id of an earlier message that it changes. `startsThread`: nobody has replied in the thread of
 * `place`, so a private message there would not be visible.
 */
export type Incoming = {
  readonly event: string
  readonly person: Person
  readonly place: Place
  readonly isPrivate?: boolean
  readonly audience?: Audience
  readonly opensForms?: boolean
  readonly fades?: boolean
  readonly startsThread?: boolean
  readonly message?: string
  readonly edits?: string
  readonly said: IncomingAct
}
