/** JSON with sorted keys, so that equal values give equal texts. */
export const canonicalJson = (value: unknown): string => JSON.stringify(inOrder(value))

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  const fields = value as Readonly<Record<string, unknown>>
  // Without a prototype, `__proto__` is a key like any other.
  const ordered = Object.create(null) as Record<string, unknown>
  for (const name of Object.keys(fields).sort()) ordered[name] = inOrder(fields[name])
  return ordered
}
