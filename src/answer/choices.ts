import type { Base } from '../knowledge/base.ts'
import type { Action } from '../port/reply.ts'
import type { HeldLeg } from './doubts.ts'
import { upperFirst } from './words.ts'

/** The most buttons offered for one question; with more answers, the asker types. */
const mostChoices = 8

/** The button for an answer that the asker does not know. */
const notKnown: Action = { id: 'choose', label: 'I don’t know', choice: 'unknown' }

/** Buttons for the answers to the first fact that a leg asks for. Pressing one says its words in the asker's name. */
export function choicesOf(base: Base, leg: HeldLeg): readonly Action[] {
  if (leg.doubts.length > 0) return []
  const fact = base.facts.get(leg.asks[0] ?? '')
  const { place } = leg.leg
  const countries =
    fact?.id === 'destination' && place !== undefined && place.codes.length > 1 && place.codes.length <= mostChoices
      ? place.codes.map((code): Action => ({ id: 'choose', label: base.countries.get(code)?.name ?? code, choice: code }))
      : []
  const answers = fact?.id === 'value' ? [] : (fact?.answers ?? [])
  const said = answers.map(({ value, say }): Action => ({ id: 'choose', label: upperFirst(say), choice: value }))
  return countries.length > 0 ? countries : said.length === 0 || said.length > mostChoices ? [] : [...said, notKnown]
}
