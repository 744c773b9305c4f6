import type { Sent } from './platform.ts'

/**
 * The result of handing in an event. `taken`: it is stored. `seen`: it was stored before. `ignored`: it is of no concern to Licet, or
 * its person wrote too much. `invalid`: it is a form with faults, or has a wrong shape. `failed`: it could not be stored, so the
 * platform must send it again.
 */
export type Handed = 'taken' | 'seen' | 'ignored' | 'invalid' | 'failed'

/**
 * What the metrics count about an answer: its verdict, or the kind of request if there is none. `isMiss`:
 * the question was not understood.
 */
export type Answered = { readonly kind: string; readonly isMiss: boolean }

/**
 * Counts what a running program does. Reasons and kinds come from small fixed sets, never from outside;
 * times are in milliseconds.
 */
export type Meter = {
  readonly handed: (platform: string, what: Handed, took: number) => void
  readonly answered: (answer: Answered) => void
  readonly sent: (platform: string, what: Sent['kind']) => void
  readonly refused: (platform: string, why: string) => void
  readonly wrote: (took: number) => void
}

const nothing = (): void => undefined

/** A meter that counts nothing. */
export const noMeter: Meter = { handed: nothing, answered: nothing, sent: nothing, refused: nothing, wrote: nothing }
