/** How many results of one look-up are cached; when there are more, all are dropped. */
const mostCached = 5000

/** A look-up whose results are cached. `forget` drops the result for these arguments. */
export type Cached<Args extends readonly string[], T> = ((...args: Args) => Promise<T>) & { readonly forget: (...args: Args) => void }

/** Caches the results of `look` for `span` milliseconds; failures are not cached. `now` gives epoch milliseconds. */
export function cachedFor<Args extends readonly string[], T>(
  now: () => number,
  span: number,
  look: (...args: Args) => Promise<T>,
): Cached<Args, T> {
  const known = new Map<string, { readonly value: Promise<T>; readonly at: number }>()
  const find = (...args: Args): Promise<T> => {
    const key = JSON.stringify(args)
    const found = known.get(key)
    if (found !== undefined && now() - found.at < span) return found.value
    if (known.size >= mostCached) known.clear()
    const value = look(...args)
    known.set(key, { value, at: now() })
    value.catch(() => known.delete(key))
    return value
  }
  return Object.assign(find, { forget: (...args: Args) => void known.delete(JSON.stringify(args)) })
}
