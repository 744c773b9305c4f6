import type { Payload, DoorName } from './payload.ts'

/** The people of a workplace by role, with their ids in the door's own format. */
export type Cast = {
  /** Asks questions. */
  readonly asker: string
  /** Answers. `deputy` is counsel, too; `away` is counsel for whom the deputy stands in. */
  readonly counsel: string
  readonly deputy: string
  readonly away: string
  /** May run the doctor. */
  readonly admin: string
  /** Get tips: `paused` has paused them, `curious` has not subscribed yet. */
  readonly reader: string
  readonly paused: string
  readonly curious: string
  /** Have begun to link an account with one elsewhere; `linked` has finished. */
  readonly joining: string
  readonly doubting: string
  readonly linked: string
  /** Asked a question and was erased. */
  readonly erased: string
}

/** A message, as far as needed to find it again. */
export type Found = { readonly where: string; readonly id: string }

/** What people do through one platform ("door"). Every act waits until the program is idle. */
export type Door = {
  readonly name: DoorName
  readonly cast: Cast
  /** A person's id as a form field takes it. */
  readonly named: (who: string) => string
  /** Sends a private message to Licet. */
  readonly say: (who: string, text: string) => Promise<void>
  /** Replies to a message in plain words. */
  readonly reply: (who: string, on: Found, text: string) => Promise<void>
  /** The newest message a person sees that matches `words`. `label`: with such a button; `isShared`: visible to others or not. */
  readonly find: (who: string, words: RegExp, more?: { readonly label?: RegExp; readonly isShared?: boolean }) => Promise<Found>
  readonly words: (on: Found) => string
  readonly labels: (who: string, on: Found) => readonly string[]
  readonly press: (who: string, on: Found, label: string) => Promise<void>
  /** Presses a button that opens a form, and submits the form. */
  readonly fill: (who: string, on: Found, label: string, values: Readonly<Record<string, string>>) => Promise<void>
  /** Captures the press of a button, or a filled-in form, without sending it. */
  readonly keepPress: (kind: string, who: string, on: Found, label: string) => Promise<Payload>
  readonly keepFill: (kind: string, who: string, on: Found, label: string, values: Readonly<Record<string, string>>) => Promise<Payload>
  /** Opens the person's personal page, which has buttons. */
  readonly openHome: (who: string) => Promise<Found>
}

/** The beginnings of the last messages, for the error message of a failed test. */
export const heads = (texts: readonly string[]): string =>
  texts
    .slice(-8)
    .map((text) => JSON.stringify(text.slice(0, 70)))
    .join(', ')
