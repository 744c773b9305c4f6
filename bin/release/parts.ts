import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'

/** What a changelog says of a version; `undefined` where it says nothing. */
export function notesOf(changelog: string, version: string): string | undefined {
  const [, ...sections] = `\n${changelog}`.split('\n## ')
  const section = sections.find((one) => one.split(/[\s\n]/, 1)[0] === version)
  const notes = section?.slice(section.indexOf('\n')).trim()
  return notes === '' ? undefined : notes
}

/** A list of checksums as `sha256sum -c` reads it. */
export const checksumsOf = (files: ReadonlyArray<readonly [name: string, content: Uint8Array]>): string =>
  files.map(([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`).join('')

/** Signs a text with an Ed25519 key in PEM. */
export function signed(text: string, key: string): Buffer {
  const read = createPrivateKey(key)
  if (read.asymmetricKeyType !== 'ed25519')
    throw new Error('the key is not an Ed25519 key; make one with openssl genpkey -algorithm ed25519')
  return sign(null, Buffer.from(text), read)
}

/** Whether a text was signed so by whoever has the private key of a public one. */
export const isSigned = (text: string, signature: Uint8Array, key: string): boolean =>
  verify(null, Buffer.from(text), createPublicKey(key), signature)
