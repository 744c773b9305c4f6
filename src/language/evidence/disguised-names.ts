import type { Base } from '../../knowledge/base.ts'
import { cachedByObject } from '../cached.ts'
import { isListedCountry } from '../names/listed-countries.ts'
import type { Message } from '../message.ts'
import type { Stray } from './stray-names.ts'

/** Letters that a digit or a sign can stand for: "1ran", "Ru55ia". An asterisk stands for any letter. */
const letters: Readonly<Record<string, string>> = {
  0: 'o',
  1: '[il]',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
  '*': '[a-z]',
}

/**
 * Words that tell a country without its name: digits or signs stand for letters of it, or it is the first two letters of the code of a
 * port (UN/LOCODE) in a listed country: "port of discharge CNSHA".
 */
export function disguisedIn(base: Base, { text }: Message): readonly Stray[] {
  const words = text.match(/(?<![\p{L}\p{N}])[\p{L}\d@$!*]{3,}/gu) ?? []
  const disguised = words.filter((word) => /\p{L}/u.test(word) && /[\d@$!*]./.test(word) && isCountry(base, word))
  const ports = [...text.matchAll(portCode)].flatMap(({ 1: code = '' }) => (isListedCountry(base, code.slice(0, 2)) ? [code] : []))
  return [...disguised, ...ports].map((typed) => ({ typed, isInList: true }))
}

/** The code of a port: two letters for the country and three more, behind a word for a port. */
const portCode = /\b(?:ports?|airports?|harbou?rs?|discharge|destination|LOCODE)\b[ ,:]*(?:of discharge[ ,:]*)?([A-Z]{5})\b/g

function isCountry(base: Base, word: string): boolean {
  const pattern = [...word.toLowerCase()].map((sign) => letters[sign] ?? sign).join('')
  return /^[a-z[\]-]+$/.test(pattern) && names(base).some((name) => new RegExp(`^${pattern}$`).test(name))
}

/** The names of all countries that are one word of at least four letters. */
const names = cachedByObject((base: Base): readonly string[] =>
  [...base.countries.values()].flatMap((country) =>
    country.names.map((name) => name.toLowerCase()).filter((name) => /^[a-z]{4,}$/.test(name)),
  ),
)
