import type { Base } from '../knowledge/base.ts'
import { isUsml } from '../knowledge/missile-lists.ts'
import type { Row } from '../knowledge/missile-lists-schema.ts'
import { terms } from '../knowledge/terms.ts'
import { keptFor } from '../language/memo.ts'

/** At most this many entries are named. */
const mostNamed = 4

/**
 * An entry is named if one of its names fits the question at least this well (`leastFit`, from 0 to 1), and
 * at least `nearBest` times as well as the entry that fits best.
 */
const [leastFit, nearBest] = [0.5, 0.8]

/**
 * The weight of a word of the question that no entry has. Such a word can be what is asked for ("coffee
 * machines"), or say nothing ("used").
 */
const ofNoEntry = 2

/** A name of an entry, as search words, with the sum of their weights. */
type Name = { readonly row: Row; readonly words: ReadonlySet<string>; readonly weight: number }

/** All names of the missile lists, and the weight of each word: the fewer entries have it, the higher. */
const index = keptFor((base: Base): { readonly names: readonly Name[]; readonly weights: ReadonlyMap<string, number> } => {
  const { rows } = base.missileLists
  const namesOf = ({ name, names = [], says = [] }: Row): ReadonlyArray<ReadonlySet<string>> =>
    [name, ...names, ...says].map((one) => new Set(terms(one)))
  const counts = new Map<string, number>()
  for (const row of rows)
    for (const word of new Set(namesOf(row).flatMap((name) => [...name]))) counts.set(word, (counts.get(word) ?? 0) + 1)
  const weights = new Map([...counts].map(([word, count]) => [word, Math.log(rows.length / count)] as const))
  const weigh = (words: Iterable<string>): number => [...words].reduce((sum, word) => sum + (weights.get(word) ?? 0), 0)
  return { names: rows.flatMap((row) => namesOf(row).map((words) => ({ row, words, weight: weigh(words) }))), weights }
})

/** Words that only ask for an entry, and are no part of what it covers. */
const asking = new Set(terms('ECCN USML CCL MTCR annex item entry paragraph subparagraph category cat code list number classification'))

/**
 * The entries and paragraphs of the missile lists whose names fit the words of a question, best first: "Which
 * USML paragraph covers flight termination hardware?". Among them, paragraphs of the Munitions List come
 * before entries of the Commerce Control List, because the Munitions List must be checked first. Empty if
 * none fits well.
 */
export function entriesNamed(base: Base, question: string): readonly Row[] {
  const { names, weights } = index(base)
  const asked = new Set(terms(question).filter((word) => !asking.has(word)))
  const whole = [...asked].reduce((sum, word) => sum + (weights.get(word) ?? ofNoEntry), 0)
  const fits = new Map<Row, number>()
  for (const { row, words, weight } of names) {
    const shared = [...words].reduce((sum, word) => sum + (asked.has(word) ? (weights.get(word) ?? 0) : 0), 0)
    fits.set(row, Math.max(fits.get(row) ?? 0, (2 * shared) / (weight + whole)))
  }
  const best = Math.max(...fits.values())
  return [...fits]
    .filter(([, fit]) => fit >= leastFit && fit >= nearBest * best)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, mostNamed)
    .map(([row]) => row)
    .toSorted((one, other) => Number(isUsml(other)) - Number(isUsml(one)))
}
