/** JSON with keys in order, so that equal values have equal texts. */
export const canonicalJson = (value: unknown): string => JSON.stringify(inOrder(value))

function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(inOrder)
  const fields = value as Readonly<Record<string, unknown>>
  // Of no prototype: a name is only a name, `__proto__` too.
  const ordered = Object.create(null) as Record<string, unknown>
  for (const name of Object.keys(fields).sort()) ordered[name] = inOrder(fields[name])
  return ordered
}
