import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from 'node:zlib'
import type { KnowledgeFiles } from '../knowledge/load.ts'

/** The largest size of unpacked knowledge, in bytes; anything larger is refused. */
const most = 64 * 1024 * 1024

/** Knowledge as one gzipped text, which any machine can unpack; for exports. */
export const gzipped = (files: KnowledgeFiles): string => gzipSync(JSON.stringify(files)).toString('base64')

/**
 * Compresses knowledge into one text, with Brotli. `unpack` also reads gzip, which older programs and
 * exports use.
 */
export const pack = (files: KnowledgeFiles): string => brotliCompressSync(JSON.stringify(files), quick).toString('base64')
export function unpack(text: string): KnowledgeFiles {
  const packed = Buffer.from(text, 'base64')
  const unfold = packed[0] === 0x1f && packed[1] === 0x8b ? gunzipSync : brotliDecompressSync
  return JSON.parse(unfold(packed, { maxOutputLength: most }).toString('utf8'))
}
/** With this quality, Brotli makes the knowledge smaller than gzip does, and takes half the time of the next higher one. */
const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
