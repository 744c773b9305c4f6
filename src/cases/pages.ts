/** A stretch of a long list: so many entries are left out before it, and so many it has at most. */
export type Stretch = { readonly from: number; readonly most: number }

/** One page of a long list: its number and how many there are, from 1 on, and the stretch it shows. */
export type Page = { readonly number: number; readonly of: number } & Stretch

const size = 20

/** The page of a list of so many entries that somebody wants. What names no page means the first, a page after the last the last. */
export function pageOf(wanted: string | undefined, total: number): Page {
  const of = Math.max(1, Math.ceil(total / size))
  const number = /^[1-9]\d{0,8}$/.test(wanted ?? '') ? Math.min(Number(wanted), of) : 1
  return { number, of, from: (number - 1) * size, most: size }
}
