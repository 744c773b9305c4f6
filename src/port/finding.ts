/**
 * The result of one check by the doctor: whether something works, what the check saw, and if it does not work, the remedy. (In src/engine a
 * finding is something else: see *Words of the code* in ARCHITECTURE.md.)
 */
export type Finding = { readonly what: string; readonly seen: string } & (
  | { readonly state: 'fine' }
  | { readonly state: 'doubtful' | 'broken'; readonly mend: string }
)

/** A finding of something that works. */
export const fine = (what: string, seen: string): Finding => ({ what, state: 'fine', seen })

/** A finding of something that works only in part, or that could not be checked with certainty. */
export const doubtful = (what: string, seen: string, mend: string): Finding => ({ what, state: 'doubtful', seen, mend })

/** A finding of something that does not work. */
export const broken = (what: string, seen: string, mend: string): Finding => ({ what, state: 'broken', seen, mend })

/**
 * Makes a finding from one of Licet's error messages, which have the form "what is wrong; the remedy".
 * `mend` is the remedy if the message has none.
 */
export function findingFromError(judge: typeof broken, what: string, words: string, mend: string): Finding {
  const end = words.indexOf('; ')
  return end < 0 ? judge(what, words, mend) : judge(what, words.slice(0, end), words.slice(end + 2))
}
