import type { ActionId } from './reply.ts'

/**
 * A person as a platform knows them, such as `console:ann`. `groups` are the platform's groups they were in at that moment,
 * `zone` is the time zone they live by. `also` are other accounts of theirs, which they linked and confirmed on both sides:
 * Licet adds them, no platform may say so. `outside`: of another organization than the one whose counsel answers
 * here, or its guest.
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
 * Where something is said: a channel, chat or terminal, and the thread in it. Only its platform can open the ids. `only`: it was
 * said there for the eyes of that person, in a way of the platform's that counts when it is made new.
 */
export type Place = { readonly platform: string; readonly id: string; readonly thread?: string; readonly only?: string }

/** The place where a person is spoken to alone: a platform takes the person's own id for it. */
export const placeOf = (person: string): Place => ({
  platform: person.slice(0, person.indexOf(':')),
  id: person.slice(person.indexOf(':') + 1),
})

/** One place as one text, to compare and to look up by. */
export const placeKey = ({ platform, id, thread }: Place): string =>
  JSON.stringify([platform, id, ...(thread === undefined ? [] : [thread])])

/** The forms a person can be given. */
export const formIds = [
  'question',
  'change-fact',
  'share',
  'feedback',
  'escalate',
  'ask-info',
  'answer',
  'note',
  'reassign',
  'move',
  'withdraw',
  'still-open',
  'close',
  'cover',
  'tips',
] as const
export type FormId = (typeof formIds)[number]

/**
 * Whose words a message brings. `text` is what the speaker wrote; only that can be a command, or answer a case. `quoted` is
 * what came along and is not theirs: a message they want checked, quoted lines, a message that was passed on. It can be asked
 * about and nothing else. An empty one stands for a quote whose words the platform does not tell, or not whole. `files` is how
 * many files came with it; Licet opens none. `quotes` is the platform's id of the one message that is quoted, where it tells it.
 */
export type Words = {
  readonly text: string
  readonly quoted?: readonly string[]
  readonly quotes?: string
  readonly files?: number
}

/** What somebody did: said something, used a button (`of` names what it stood under), or sent a form. */
export type Said =
  /** `isNew`: a question of its own, whatever waits for an answer here. */
  | ({ readonly kind: 'message'; readonly isNew?: boolean } & Words)
  /** Counsel's words for an answer to a case, to be offered back first. */
  | { readonly kind: 'draft'; readonly of: string; readonly text: string }
  /** A message that looked like controlled technical data: its words were dropped before anything was stored. */
  | { readonly kind: 'withheld'; readonly reason: 'marking' | 'technical-data'; readonly isForm?: boolean }
  /** More than a person can be read in a minute: its words were dropped before anything was stored. No platform says so. */
  | { readonly kind: 'hurried' }
  /** Something said where the bot listens without being spoken to: it counts only where a case waits for it. */
  | ({ readonly kind: 'overheard' } & Words)
  /** The person deleted the message that `edits` names. */
  | { readonly kind: 'deleted' }
  | { readonly kind: 'open-home' }
  /**
   * Somebody let Licet into a workspace, organization or team, or put it out: the place names it. A bot, where the platform does
   * not tell who. `greets` is where Licet says once what it does: left out where that would surprise somebody.
   */
  | { readonly kind: 'installed'; readonly greets?: Place }
  | { readonly kind: 'removed' }
  /** `of` is empty where the platform does not tell which answer it is about, and left out for the last one. */
  | { readonly kind: 'feedback'; readonly of?: string; readonly good: boolean }
  /** `choice` names one of several answers to a question. */
  | { readonly kind: 'action'; readonly action: ActionId; readonly of?: string; readonly choice?: string }
  | { readonly kind: 'submit'; readonly form: FormId; readonly of: string; readonly values: Readonly<Record<string, string>> }

/** Who else reads what is said in a place: nobody, only people of the company, or people from outside too. Nobody where it is not said. */
export const audiences = ['alone', 'colleagues', 'outsiders'] as const
export type Audience = (typeof audiences)[number]

/**
 * What comes in from a platform. `event` is the platform's own id of it: the same event may come many times. `isPrivate`
 * where only that person may see the answer, because they asked so. `opensForms` is false where the platform opens forms
 * only at a click and this was none. `fades`: a private word in this place may be gone at any time, so what must last goes to
 * the person's own chat. `message` is the platform's id of the message that it is; `edits` that of a message which was said
 * before, and reads so now. `startsThread`: nobody has replied in the place's thread, so a private word there is shown to nobody.
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
  readonly said: Said
}
