/** One thing that was looked at: whether it works, what was seen, and how to mend it where it does not. */
export type Finding = { readonly what: string; readonly seen: string } & (
  | { readonly state: 'fine' }
  | { readonly state: 'doubtful' | 'broken'; readonly mend: string }
)

/** It works. */
export const fine = (what: string, seen: string): Finding => ({ what, state: 'fine', seen })

/** It works in part, or cannot be told. */
export const doubtful = (what: string, seen: string, mend: string): Finding => ({ what, state: 'doubtful', seen, mend })

/** It does not work. */
export const broken = (what: string, seen: string, mend: string): Finding => ({ what, state: 'broken', seen, mend })

/** A finding in the words of an error of ours: what is wrong, a semicolon, and the fix. `mend` where they name none. */
export function inWords(judge: typeof broken, what: string, words: string, mend: string): Finding {
  const end = words.indexOf('; ')
  return end < 0 ? judge(what, words, mend) : judge(what, words.slice(0, end), words.slice(end + 2))
}
