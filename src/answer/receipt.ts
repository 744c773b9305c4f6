import { hash } from 'node:crypto'
import { canonicalJson } from './canonical.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The receipt: ten characters (50 bits) that identify a question and its decision. Equal input gives equal receipts. */
export function receiptOf(parts: unknown): string {
  const bits = Math.floor(Number.parseInt(hash('sha256', canonicalJson(parts)).slice(0, 13), 16) / 4)
  return Array.from({ length: 10 }, (_, index) => alphabet[Math.floor(bits / 32 ** (9 - index)) % 32]).join('')
}
