import type { Base } from '../knowledge/base.ts'
import type { Problem } from '../knowledge/parse-file.ts'
import { readDates } from './calendar/dates.ts'
import { factsOfFigures } from './figures/figures.ts'
import { clean } from './text/clean.ts'
import { tokenize } from './text/tokens.ts'

/**
 * Checks the worked examples in `language/quantities.yaml` and `language/calendar.yaml`: one problem for each example that is not read as
 * its file says.
 */
export function misreadExamples(base: Base): readonly Problem[] {
  const { quantities, calendar } = base.language
  return [
    ...quantities.examples.flatMap(({ say, reads }) => differs('language/quantities.yaml', say, wordsOf(reads), figuresOf(base, say))),
    ...calendar.examples.flatMap(({ say, day }) => differs('language/calendar.yaml', say, day, dayOf(base, say))),
  ]
}

const differs = (file: string, where: string, wanted: string, read: string): readonly Problem[] =>
  wanted === read ? [] : [{ file, where, what: `is read as \`${read}\`, not as \`${wanted}\``, fix: 'mend the words or the example' }]

const wordsOf = (facts: Readonly<Record<string, string>>): string =>
  Object.entries(facts)
    .map(([fact, answers]) => `${fact}: ${answers}`)
    .toSorted()
    .join(', ')

const messageOf = (say: string) => {
  const text = clean(say)
  return { text, tokens: tokenize(text) }
}

function figuresOf(base: Base, say: string): string {
  const { bands, possible } = factsOfFigures(base, messageOf(say), { item: undefined, vehicle: undefined }, new Set())
  return wordsOf({ ...bands, ...Object.fromEntries(Object.entries(possible).map(([fact, answers]) => [fact, answers.join('/')])) })
}

function dayOf(base: Base, say: string): string {
  const { asked } = readDates(base, messageOf(say), base.language.calendar.said)
  return asked === undefined ? 'none' : asked.from === asked.to ? asked.from : `${asked.from}/${asked.to}`
}
