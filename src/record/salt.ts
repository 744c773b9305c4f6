import { hash, randomBytes } from 'node:crypto'

/**
 * A salt for the words of one entry. Without it, somebody who sees the hash of the words in the chain
 * cannot check a guess of the words.
 */
export const newSalt = (): string => randomBytes(16).toString('hex')

/** The hash that the chain holds instead of the words. */
export const saltedHash = (salt: string, words: string): string => hash('sha256', `${salt}\n${words}`)

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A new id for an entry: twelve random characters. Buttons and commands name an entry by this id. */
export const newId = (): string => Array.from(randomBytes(12), (byte) => alphabet[byte & 31]).join('')
