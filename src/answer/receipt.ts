import { canonicalHash } from './canonical.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** How many characters a receipt has. */
export const receiptLength = 10

/** The receipt: ten characters (50 bits) that identify a question and its decision. Equal input gives equal receipts. */
export function receiptOf(parts: unknown): string {
  const bits = Math.floor(Number.parseInt(canonicalHash(parts).slice(0, 13), 16) / 4)
  return Array.from({ length: receiptLength }, (_, index) => alphabet[Math.floor(bits / 32 ** (receiptLength - 1 - index)) % 32]).join('')
}
