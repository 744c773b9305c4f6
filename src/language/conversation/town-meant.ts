import type { Base } from '../../knowledge/base.ts'
import { isMarked, type Message } from '../message.ts'
import { isInClass } from '../names/class-words.ts'
import { gazetteerOf, type Town } from '../names/gazetteer.ts'
import { countriesOf } from '../names/meanings.ts'
import type { Mention } from '../names/mention.ts'
import { isUsCode } from '../names/listed-countries.ts'
import type { PlaceReading } from '../reading.ts'
import { tokenize } from '../text/tokens.ts'

/**
 * The town that is meant, if a message names the state or country of the only destination talked about:
 * "Toledo", then "Ohio!! our own plant". The name of the state or country must begin the message and stand
 * alone in its sentence. A U.S. town must be named with its state. `undefined` if not exactly one country
 * fits.
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
    (!isUsCode(base, town.country) && first.meanings.some((one) => one.kind === 'country' && one.code === town.country))
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
  return { codes, typed: place.typed, role: isUsCode(base, code) ? 'domestic' : 'destination' }
}

/** Whether a state has a town of this name: Alabama has a "Birmingham". So "the Alabama one" can explain "our customer in Birmingham". */
export function isTownOfState(base: Base, town: string, state: string): boolean {
  const towns = gazetteerOf(base)
  const states = towns.statesAt(tokenize(state), 0)?.states ?? []
  const name = tokenize(town).map(({ word }) => word)
  return towns
    .named(name.join(' '))
    .some((one) => states.some(({ country, code = '' }) => country === one.country && one.states.includes(code)))
}

/**
 * Whether a further place name means another country than `code`, or a bloc, and is not denied. The message then says more than which
 * town is meant.
 */
const namesOther = (message: Message, mention: Mention, code: string): boolean =>
  (countriesOf(mention.meanings).some((one) => one !== code) || mention.meanings.some(({ kind }) => kind === 'bloc')) &&
  !isMarked(message, mention, 'denied')
