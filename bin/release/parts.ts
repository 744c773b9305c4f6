import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'

/** The section of a changelog about a version; `undefined` if there is none or it is empty. */
export function notesOf(changelog: string, version: string): string | undefined {
  const [, ...sections] = `\n${changelog}`.split('\n## ')
  const section = sections.find((one) => one.split(/[\s\n]/, 1)[0] === version)
  const notes = section?.slice(section.indexOf('\n')).trim()
  return notes === '' ? undefined : notes
}

/** Makes a list of checksums in the format of `sha256sum -c`. */
export const checksumsOf = (files: ReadonlyArray<readonly [name: string, content: Uint8Array]>): string =>
  files.map(([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`).join('')

/** Signs a text with an Ed25519 private key in PEM. */
export function signed(text: string, key: string): Buffer {
  const read = createPrivateKey(key)
  if (read.asymmetricKeyType !== 'ed25519')
    throw new Error('the key is not an Ed25519 key; make one with openssl genpkey -algorithm ed25519')
  return sign(null, Buffer.from(text), read)
}

/** Verifies a signature of `text` with the public key `key`. */
export const isSigned = (text: string, signature: Uint8Array, key: string): boolean =>
  verify(null, Buffer.from(text), createPublicKey(key), signature)
