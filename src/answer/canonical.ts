/** JSON with sorted keys, so that equal values give equal texts. */
export const canonicalJson = (value: unknown): string => JSON.stringify(inOrder(value))

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  // Without a prototype, `__proto__` is a key like any other.
  const ordered: Record<string, unknown> = Object.create(null)
  for (const name of Object.keys(value).sort()) ordered[name] = inOrder(Reflect.get(value, name))
  return ordered
}
