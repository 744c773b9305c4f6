/**
 * Wraps `make` so that it runs once for each key object. A result is kept as long as its key exists. Asking for the same key twice in a row
 * is fastest.
 */
export function cachedByObject<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const made = new WeakMap<K, { readonly one: T }>()
  let last: { readonly key: K; readonly one: T } | undefined
  return (key) => {
    if (last?.key === key) return last.one
    let known = made.get(key)
    if (known === undefined) made.set(key, (known = { one: make(key) }))
    last = { key, one: known.one }
    return known.one
  }
}

/** Wraps `make` so that results are remembered by text. When `most` results are stored, all are dropped before the next is added. */
export function cachedByText<T>(most: number, make: (text: string) => T): (text: string) => T {
  const made = new Map<string, { readonly one: T }>()
  return (text) => {
    const known = made.get(text)
    if (known !== undefined) return known.one
    const one = make(text)
    if (made.size >= most) made.clear()
    made.set(text, { one })
    return one
  }
}

/** Cache size for results by word. People use the same few thousand words. */
export const manyWords = 10_000

/** Cache size for results by word, for look-ups that also get the words of all names in the knowledge. */
export const manyNames = 50_000

/** Wraps `find` so that it runs when first called, and later calls return the same value. */
export function lazily<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined
  return () => (found ??= { value: find() }).value
}
