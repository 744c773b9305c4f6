import type { Base } from '../../knowledge/base.ts'
import { isMarked, type Message } from '../message.ts'
import { gazetteerOf } from '../names/gazetteer.ts'
import { isUsCode } from '../names/listed-countries.ts'
import { countriesOf } from '../names/meanings.ts'
import type { Mention } from '../names/mention.ts'
import { wordsAt } from '../text/tokens.ts'

/**
 * Whether a place abroad is only named because a tool, or a colleague, takes an American town for it, and the words say that this town is
 * the address: "Havana" and "Cuba" in "our ERP stops anything with Havana, citing the Cuba embargo. The address is Havana, Florida".
 */
export const isMistakenForTown = (base: Base, message: Message, mention: Mention): boolean =>
  isMarked(message, mention, 'screened-as') &&
  message.mentions.some((town) => isMarked(message, town, 'address-told') && isHome(base, town) && sharesName(base, message, town, mention))

const isHome = (base: Base, { meanings }: Mention): boolean => {
  const codes = countriesOf(meanings)
  return codes.length > 0 && codes.every((code) => isUsCode(base, code))
}

/** Whether the name of a town, without its state, is that of a place, or of another town in the same country. */
function sharesName(base: Base, { tokens }: Message, town: Mention, place: Mention): boolean {
  const codes = countriesOf(place.meanings)
  const named = wordsAt(tokens, place.from, place.to)
  return Array.from({ length: town.to - town.from - 1 }, (_, index) => wordsAt(tokens, town.from, town.from + index + 1)).some(
    (name) =>
      name === named ||
      gazetteerOf(base)
        .named(name)
        .some(({ country }) => codes.includes(country)),
  )
}
