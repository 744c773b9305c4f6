import type { Base } from '../../knowledge/base.ts'
import { cachedByObject } from '../cached.ts'
import { worded } from '../text/pieces.ts'
import { createPhrases, type Phrases } from './figure-pattern.ts'

/** Words that can be around a lone figure: filler words and names of quantities. */
export const aroundWords = cachedByObject((base: Base) => {
  const { alone, quantities } = base.language.quantities
  return worded([...alone, ...quantities.flatMap(({ named = [] }) => named)].flatMap((phrase) => phrase.split(' ')))
})

/** Words that can be around a number that answers what Licet asked: those around any lone figure, and words such as "below". */
export const wordsOfAnswers = cachedByObject(
  (base: Base) =>
    new Set([...aroundWords(base), ...worded(base.language.quantities.answers.before.flatMap((phrase) => phrase.split(' ')))]),
)

/** The phrases that can be before and behind a number that answers what Licet asked: "about", "or so". */
export const aroundAnswers = cachedByObject((base: Base) => {
  const { before, behind } = base.language.quantities.answers
  const phrases = (all: readonly string[]): Phrases<true> => createPhrases(all.map((phrase) => [phrase, true] as const))
  return { before: phrases(before), behind: phrases(behind) }
})

/** Words that multiply a number: "million". */
export const scaleWords = cachedByObject((base: Base) => worded(Object.keys(base.language.quantities.numbers.scales)))

/** Words that deny the number or unit behind them: "not". */
export const denialWords = cachedByObject((base: Base) => worded(base.language.quantities.denials))
