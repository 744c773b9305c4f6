import { hash } from 'node:crypto'
import { canonicalJson } from './canonical.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ten characters (50 bits) that stand for a question as it was decided. The same input always has the same receipt. */
export function receiptOf(parts: unknown): string {
  const bytes = hash('sha256', canonicalJson(parts), 'buffer')
  let bits = 0n
  for (const byte of bytes.subarray(0, 7)) bits = (bits << 8n) | BigInt(byte)
  bits >>= 6n
  return Array.from({ length: 10 }, (_, index) => alphabet[Number((bits >> BigInt(45 - 5 * index)) & 31n)]).join('')
}
