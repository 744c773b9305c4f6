import type { Base } from '../knowledge/base.ts'
import { boundWords } from '../knowledge/missile-lines.ts'
import { isUsml } from '../knowledge/missile-lists.ts'
import type { Row } from '../knowledge/missile-lists-schema.ts'
import { terms } from '../knowledge/search-words.ts'
import { cachedByObject } from '../language/cached.ts'

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
const index = cachedByObject((base: Base): { readonly names: readonly Name[]; readonly weights: ReadonlyMap<string, number> } => {
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

/** A figure of an entry in words: "energy of accelerated electrons", "2 MeV or more". */
export type FigureLimit = { readonly what: string; readonly bounds: string }

/**
 * The figures of an entry in words: those that only the entry describes (`what`), and those that are facts or figures of its part (`of`),
 * by their names.
 */
export const figuresOf = (base: Base, { figures = [] }: Row): readonly FigureLimit[] =>
  figures.map((figure) => {
    if ('what' in figure) return { what: figure.what, bounds: boundWords(figure, { unit: figure.unit ?? '' }) }
    const known = base.missileLists.parts.flatMap((part) => part.figures).find(({ id }) => id === figure.of)
    const fact = base.facts.get(figure.of)
    return { what: known?.what ?? fact?.name ?? figure.of, bounds: boundWords(figure, known ?? { unit: fact?.unit ?? '' }) }
  })

/** The words of an entry and of its figures, as search words: its names, and what its figures measure and in which unit. */
type Limits = { readonly row: Row; readonly names: readonly string[]; readonly figures: ReadonlySet<string> }

const limits = cachedByObject((base: Base): readonly Limits[] =>
  base.missileLists.rows.flatMap((row) => {
    const figures = figuresOf(base, row)
    const names = [row.name, ...(row.names ?? []), ...(row.says ?? [])].flatMap((name) => terms(name))
    return figures.length === 0 || row.mt === 'none'
      ? []
      : [{ row, names: [...new Set(names)], figures: new Set(figures.flatMap(({ what, bounds }) => terms(`${what} ${bounds}`))) }]
  }),
)

/** Words that only ask for a limit. */
const askingLimit = new Set([
  ...asking,
  ...terms(
    'threshold limit limits cutoff cut-off figure figures bound minimum maximum criterion criteria parameter controlled control ' +
      'controls caught listed MT missile missiles technology export license count counts start starts from above below beyond under over',
  ),
])

/** At least this share of a question's words must be words of an entry's names and figures. */
const leastOfQuestion = 0.6

/** At most this many entries are shown with their figures. */
const mostWithLimit = 2

/**
 * The entries that control a thing by figures, whose names and figures have most of the words of a question
 * between them, the best first. Empty if none has a word of each.
 */
export function entriesWithLimit(base: Base, question: string): readonly Row[] {
  const asked = [...new Set(terms(question).filter((word) => !askingLimit.has(word)))]
  const fits = limits(base).flatMap(({ row, names, figures }) => {
    const [ofName, ofFigure] = [asked.filter((word) => names.includes(word)), asked.filter((word) => figures.has(word))]
    const share = new Set([...ofName, ...ofFigure]).size / asked.length
    return ofName.length > 0 && share >= leastOfQuestion
      ? [{ row, share: share + ofName.length / (10 * names.length) + ofFigure.length / 100 }]
      : []
  })
  return fits
    .toSorted((one, other) => other.share - one.share)
    .slice(0, mostWithLimit)
    .map(({ row }) => row)
}
