import type { Base } from '../../knowledge/base.ts'
import { cachedByObject } from '../memo.ts'
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

/** Words in which digits or signs stand for letters of a country's name. */
export function disguisedIn(base: Base, { text }: Message): readonly Stray[] {
  const words = text.match(/(?<![\p{L}\p{N}])[\p{L}\d@$!*]{3,}/gu) ?? []
  return words
    .filter((word) => /\p{L}/u.test(word) && /[\d@$!*]./.test(word) && isCountry(base, word))
    .map((typed) => ({ typed, isInList: true }))
}

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
