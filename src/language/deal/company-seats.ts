import type { Base } from '../../knowledge/base.ts'
import type { Mention } from '../names/mention.ts'
import type { PlaceReading } from '../reading.ts'
import { isMarked, type Message } from '../message.ts'
import { isUsCode, isListedCountry } from '../names/listed-countries.ts'
import type { Spot } from './place-part.ts'
import { placeBehind, recipientsIn } from '../names/parties.ts'
import { isCountrysOwnName } from '../names/spelling.ts'
import { tokenize, wordsAt } from '../text/tokens.ts'

/**
 * The seats of companies that receive something, presumed from their names. Nothing is presumed if a place
 * abroad is right after the name, unless the seat is in a listed country.
 */
export const spotsOfParties = (base: Base, message: Message): readonly Spot[] => {
  const isBuyer = (mention: Mention): boolean => isMarked(message, mention, 'buyer-told')
  return recipientsIn(message, (code) => isUsCode(base, code), isBuyer).flatMap(({ mention, name, codes }): Spot[] => {
    const told = placeBehind(message, mention)?.meanings.flatMap((meaning) => (meaning.kind === 'country' ? [meaning.code] : []))
    const isTold = told !== undefined && told.length > 0 && !told.every((code) => isUsCode(base, code))
    if (isTold && !codes.some((code) => isListedCountry(base, code))) return []
    const [code = '', second] = codes
    const meaning: Spot['meaning'] = second === undefined ? { kind: 'country', code } : { kind: 'ambiguous', name, codes }
    return [{ mention, meaning, ...(second === undefined && saysCountry(base, name, code) ? {} : { presumed: true }) }]
  })
}

/** Whether a company's name says its country: "Kuwait Oil Company", "Air India". */
const saysCountry = (base: Base, name: string, code: string): boolean => {
  const said = ` ${canonicalName(name)} `
  const country = base.countries.get(code)
  return (
    country !== undefined &&
    country.names.some((one) => isCountrysOwnName(country, one) && one.length > 3 && said.includes(` ${canonicalName(one)} `))
  )
}

const canonicalName = (name: string): string => wordsAt(tokenize(name))

/** Removes presumed places whose country is also named. */
export const withoutTold = (places: readonly PlaceReading[]): readonly PlaceReading[] =>
  places.filter(
    (one) => one.presumed !== true || !places.some((other) => other.presumed !== true && other.codes.join() === one.codes.join()),
  )
