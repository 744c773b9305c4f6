import type { Base } from '../knowledge/base.ts'

/**
 * Keeps what was found out from a knowledge base, by a key that names all else it depends on: people ask about the same few
 * items and countries. Once there are more than `most` of one base, all are forgotten.
 */
export function keeping<T>(most: number): (base: Base, key: string, find: () => T) => T {
  const byBase = new WeakMap<Base, Map<string, T>>()
  return (base, key, find) => {
    const kept = byBase.get(base) ?? new Map<string, T>()
    byBase.set(base, kept)
    const known = kept.get(key)
    if (known !== undefined) return known
    const found = find()
    if (kept.size >= most) kept.clear()
    kept.set(key, found)
    return found
  }
}
