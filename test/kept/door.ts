import type { Payload, DoorName } from './payload.ts'

/** People of one workplace, by what they are there. Each door knows what its ids mean. */
export type Cast = {
  /** Asks. */
  readonly asker: string
  /** Answers; `deputy` is counsel, too, and `away` is counsel whom the deputy covers. */
  readonly counsel: string
  readonly deputy: string
  readonly away: string
  /** May run the checks. */
  readonly admin: string
  /** Get tips: `paused` does not want any this week, `curious` has none yet. */
  readonly reader: string
  readonly paused: string
  readonly curious: string
  /** Are about to link their accounts with one elsewhere; `linked` has done so. */
  readonly joining: string
  readonly doubting: string
  readonly linked: string
  /** Asked once, and was erased. */
  readonly erased: string
}

/** A message as somebody found it: enough to find it again. */
export type Found = { readonly where: string; readonly id: string }

/** What people do through one way into Licet, each by what they read on it. Every act waits until all is at rest. */
export type Door = {
  readonly name: DoorName
  readonly cast: Cast
  /** A person's id, as a field of a form takes it. */
  readonly named: (who: string) => string
  /** Says something to Licet alone. */
  readonly say: (who: string, text: string) => Promise<void>
  /** Says something in plain words to a message. */
  readonly reply: (who: string, on: Found, text: string) => Promise<void>
  /** The newest message that a person sees with these words; with a button that reads so, and where others see it or nobody else, if that matters. */
  readonly find: (who: string, words: RegExp, more?: { readonly label?: RegExp; readonly isShared?: boolean }) => Promise<Found>
  readonly words: (on: Found) => string
  readonly labels: (who: string, on: Found) => readonly string[]
  readonly press: (who: string, on: Found, label: string) => Promise<void>
  /** Presses a button that opens a form, and sends that filled in. */
  readonly fill: (who: string, on: Found, label: string, values: Readonly<Record<string, string>>) => Promise<void>
  /** The same, kept and not sent. */
  readonly keepPress: (kind: string, who: string, on: Found, label: string) => Promise<Payload>
  readonly keepFill: (kind: string, who: string, on: Found, label: string, values: Readonly<Record<string, string>>) => Promise<Payload>
  /** Their own page, where buttons stand. */
  readonly openHome: (who: string) => Promise<Found>
}

/** How the last things that were said begin, to tell what went wrong. */
export const heads = (texts: readonly string[]): string =>
  texts
    .slice(-8)
    .map((text) => JSON.stringify(text.slice(0, 70)))
    .join(', ')
