/** Something made once for each key, as long as the key is in use. */
export function keptFor<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const made = new WeakMap<K, T>()
  return (key) => {
    let one = made.get(key)
    if (one === undefined) made.set(key, (one = make(key)))
    return one
  }
}

/** Something made of a text, remembered for the last few texts: one message is looked at several times in a row. */
export function keptForLast<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>()
  return (text) => {
    let one = made.get(text)
    if (one === undefined) {
      one = make(text)
      if (made.size >= mostKept) made.clear()
      made.set(text, one)
    }
    return one
  }
}

const mostKept = 8
