import { hash, randomBytes } from 'node:crypto'

/** A salt for the words of one entry. Whoever sees only their hash in the chain, and not the salt, cannot test guesses of the words. */
export const newSalt = (): string => randomBytes(16).toString('hex')

/** The hash that the chain holds in place of words. */
export const saltedHash = (salt: string, words: string): string => hash('sha256', `${salt}\n${words}`)

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Twelve random characters, used as the id of an entry. Buttons and commands name an entry by this id. */
export const newId = (): string => Array.from(randomBytes(12), (byte) => alphabet[byte & 31]).join('')
