/** Something made once for each key, as long as the key is in use. What was asked for last is at hand. */
export function keptFor<K extends object, T>(make: (key: K) => T): (key: K) => T {
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

/** Something made of each text, remembered for at most so many; before one more, all are forgotten. */
export function remembered<T>(most: number, make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>()
  return (text) => {
    const known = made.get(text)
    if (known !== undefined || made.has(text)) return known as T
    const one = make(text)
    if (made.size >= most) made.clear()
    made.set(text, one)
    return one
  }
}

/** So many words are remembered: people use the same few thousand. */
export const manyWords = 10_000

/** So many are remembered of those that names of the knowledge are made of, too, so that both are the same. */
export const manyNames = 50_000

/** What is found out when it is first asked for, and not again. */
export function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | undefined
  return () => (found ??= { value: find() }).value
}
