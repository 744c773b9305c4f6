import { hash, randomBytes } from 'node:crypto'

/** A salt for the words of one entry. Without it, their hash in the chain tells nothing about them. */
export const newSalt = (): string => randomBytes(16).toString('hex')

/** The hash that the chain holds in place of words. */
export const saltedHash = (salt: string, words: string): string => hash('sha256', `${salt}\n${words}`)

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Twelve characters that nobody can guess: the id of an entry, and all that a button carries. */
export const newId = (): string => Array.from(randomBytes(12), (byte) => alphabet[byte & 31]).join('')
