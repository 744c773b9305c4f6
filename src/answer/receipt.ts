import { createHash } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ten characters (50 bits) that stand for a question as it was decided. The same input always has the same receipt. */
export function receiptOf(parts: unknown): string {
  const bytes = createHash('sha256').update(canonicalJson(parts)).digest()
  let bits = 0n
  for (const byte of bytes.subarray(0, 7)) bits = (bits << 8n) | BigInt(byte)
  bits >>= 6n
  return Array.from({ length: 10 }, (_, index) => alphabet[Number((bits >> BigInt(45 - 5 * index)) & 31n)]).join('')
}

/** JSON with keys in order, so that equal values have equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
