import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { StoreError } from './errors.ts'

/** Encrypts secrets (`seal`) and decrypts them (`open`). What was sealed under one name cannot be opened under another. */
export type Vault = {
  /** Throws a StoreError if there is no key. */
  readonly seal: (name: string, secret: string) => string
  /** Throws a StoreError if no key fits, or if the sealed text was changed. */
  readonly open: (name: string, sealed: string) => string
}

const algorithm = 'aes-256-gcm'
const keyLength = 32

/**
 * Creates a vault with 32-byte keys. The first key seals; each key opens what it sealed. To change keys,
 * put the new one first.
 */
export function createVault(keys: readonly Buffer[]): Vault {
  const [newest] = keys
  const known = new Map(keys.map((key) => [markOf(key), key]))
  return {
    seal: (name, secret) => {
      if (newest === undefined)
        throw new StoreError('there is no key to keep secrets with; set LICET_KEYS, made with openssl rand -base64 32', undefined)
      const iv = randomBytes(12)
      const cipher = createCipheriv(algorithm, newest, iv).setAAD(Buffer.from(name))
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return [markOf(newest), iv.toString('base64'), body.toString('base64'), cipher.getAuthTag().toString('base64')].join('.')
    },
    open: (name, sealed) => {
      const [mark = '', iv = '', body = '', tag = ''] = sealed.split('.')
      const key = known.get(mark)
      if (key === undefined)
        throw new StoreError(`\`${name}\` was sealed with a key that LICET_KEYS does not hold; add that key at its end`, undefined)
      try {
        const decipher = createDecipheriv(algorithm, key, Buffer.from(iv, 'base64'), { authTagLength: 16 })
        decipher.setAAD(Buffer.from(name)).setAuthTag(Buffer.from(tag, 'base64'))
        return Buffer.concat([decipher.update(Buffer.from(body, 'base64')), decipher.final()]).toString('utf8')
      } catch (error) {
        throw new StoreError(`\`${name}\` was changed in the database and cannot be opened; install there again`, error)
      }
    },
  }
}

/** A short id of a key (eight hex digits), from which the key cannot be derived. */
const markOf = (key: Buffer): string => createHash('sha256').update('licet key ').update(key).digest('hex').slice(0, 8)

/** Reads keys from the text of an environment variable: base64, separated by commas, newest first. */
export function readKeys(text: string): { readonly keys: readonly Buffer[] } | { readonly problem: string } {
  const keys = text.split(',').map((key) => Buffer.from(key.trim(), 'base64'))
  const bad = keys.findIndex((key) => key.length !== keyLength)
  return bad === -1
    ? { keys }
    : { problem: `LICET_KEYS: key ${bad + 1} has ${keys[bad]?.length ?? 0} bytes, not ${keyLength}; make one with openssl rand -base64 32` }
}
