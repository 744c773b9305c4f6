import { hash } from 'node:crypto'

/** JSON with sorted keys, so that equal values give equal texts. */
export const canonicalJson = (value: unknown): string => JSON.stringify(inOrder(value))

/** The SHA-256 of that JSON, in hexadecimal digits: equal values have equal hashes. */
export const canonicalHash = (value: unknown): string => hash('sha256', canonicalJson(value))

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  // Without a prototype, `__proto__` is a key like any other.
  const ordered: Record<string, unknown> = Object.create(null)
  for (const name of Object.keys(value).sort()) ordered[name] = inOrder(Reflect.get(value, name))
  return ordered
}
