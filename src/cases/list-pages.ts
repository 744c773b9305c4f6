/** A part of a long list: the first `from` entries are skipped, and at most `most` follow. */
export type Stretch = { readonly from: number; readonly most: number }

/** One page of a long list: its number (from 1), how many pages there are, and the part that it shows. */
export type Page = { readonly number: number; readonly of: number } & Stretch

const size = 20

/**
 * The wanted page of a list with `total` entries: the first page if `wanted` is not a page number, the last
 * if the number is too large.
 */
export function pageOf(wanted: string | undefined, total: number): Page {
  const of = Math.max(1, Math.ceil(total / size))
  const number = /^[1-9]\d{0,8}$/.test(wanted ?? '') ? Math.min(Number(wanted), of) : 1
  return { number, of, from: (number - 1) * size, most: size }
}
