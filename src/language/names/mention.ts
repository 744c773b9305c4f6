import type { Meaning } from './meanings.ts'

/** A name found in a text: what it means, and the words it covers (`from` to `to`, exclusive). `start` and `end` are character offsets. */
export type Mention = {
  readonly meanings: readonly Meaning[]
  readonly from: number
  readonly to: number
  readonly start: number
  readonly end: number
  readonly typed: string
  readonly typo?: Typo
}

/** What a misspelled word was read as, and what else it could be. */
export type Typo = { readonly read: string; readonly others: readonly string[] }
