import type { Base } from '../../knowledge/base.ts'
import { isMarked, type Message } from '../message.ts'
import { isInClass } from '../names/class-words.ts'
import { gazetteerOf, type Town } from '../names/gazetteer.ts'
import { countriesOf } from '../names/meanings.ts'
import type { Mention } from '../names/mention.ts'
import { isHome } from '../names/standing.ts'
import type { PlaceReading } from '../reading.ts'
import { tokenize } from '../text/text.ts'

/**
 * The place that is meant when a message names the state or country of the town talked about: "Toledo", then "Ohio!! our own plant".
 * That name must begin the message and stand alone in its sentence. Towns in the United States are told apart by their state only.
 */
export function townMeant(base: Base, message: Message, [place, other]: readonly PlaceReading[]): PlaceReading | undefined {
  const { tokens, mentions } = message
  const [first, ...others] = mentions
  if (first === undefined || place === undefined || other !== undefined || place.role !== 'destination') return undefined
  const leading = tokens.slice(0, first.from).map(({ word }) => word)
  const isLed = leading.length === 0 || isInClass(base, 'says-which', leading.join(' '))
  if (!isLed || !/^[.!]/.test(tokens[first.to]?.parted ?? '.')) return undefined
  const towns = gazetteerOf(base)
  const name = tokenize(place.typed).map(({ word }) => word)
  const states = towns.statesAt(tokens, first.from)?.states ?? []
  const isOf = (town: Town): boolean =>
    states.some(({ country, code = '' }) => country === town.country && (town.states.length === 0 || town.states.includes(code))) ||
    (!isHome(base, town.country) && first.meanings.some((one) => one.kind === 'country' && one.code === town.country))
  const codes = [
    ...new Set(
      towns
        .named(name.join(' '))
        .filter(isOf)
        .map(({ country }) => country),
    ),
  ]
  const [code, second] = codes
  if (code === undefined || second !== undefined || others.some((one) => namesOther(message, one, code))) return undefined
  return { codes, typed: place.typed, role: isHome(base, code) ? 'domestic' : 'destination' }
}

/**
 * Whether a name was settled as a town of a state that a later message told: "our customer in Birmingham", then "the Alabama one".
 */
export function isTownOfState(base: Base, town: string, state: string): boolean {
  const towns = gazetteerOf(base)
  const states = towns.statesAt(tokenize(state), 0)?.states ?? []
  const name = tokenize(town).map(({ word }) => word)
  return towns
    .named(name.join(' '))
    .some((one) => states.some(({ country, code = '' }) => country === one.country && one.states.includes(code)))
}

/**
 * Whether a further place name can mean a country other than `code`, or a bloc, and the message does not deny that place. Then the
 * message says more than which town is meant.
 */
const namesOther = (message: Message, mention: Mention, code: string): boolean =>
  (countriesOf(mention.meanings).some((one) => one !== code) || mention.meanings.some(({ kind }) => kind === 'bloc')) &&
  !isMarked(message, mention, 'denied')
