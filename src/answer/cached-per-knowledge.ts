import type { Base } from '../knowledge/base.ts'

/**
 * Returns a cache of results per knowledge base. The key must contain everything else that a result depends
 * on. When `most` results of one base are stored, all of them are dropped.
 */
export function cachedPerKnowledge<T>(most: number): (base: Base, key: string, find: () => T) => T {
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
