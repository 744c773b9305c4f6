import type { Base } from '../knowledge/base.ts'
import type { Action } from '../port/reply.ts'
import type { HeldLeg } from './held-leg.ts'
import { upperFirst } from './words.ts'

/** A question with more answers than this gets no buttons, so the asker must type. */
const mostChoices = 8

/** An extra button for an asker who does not know the answer. */
const notKnown: Action = { id: 'choose', label: 'I don’t know', choice: 'unknown' }

/**
 * Buttons for the answers to the first fact that a leg asks for. Pressing one has the same effect as typing
 * its label. Empty if the question is about a doubt, or its answers are too many or not listed.
 */
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
