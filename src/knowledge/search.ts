import type { Base } from './base.ts'
import { codesIn, fitOf } from './codes.ts'
import type { Article, Section } from './load.ts'
import { placesIn, relatedIn, termsOf } from './kin.ts'
import { createWordIndex, type WordIndex } from './word-index.ts'

/**
 * A section of an article that fits a question, with a score. `coverage` is the share of the question's words that it has,
 * `weight` how much they tell together (rare words tell more than common ones), and `asked` the share that its own question has.
 */
export type Found = {
  readonly article: Article
  readonly section: Section
  readonly score: number
  readonly coverage: number
  readonly weight: number
  readonly asked: number
}

/**
 * Full-text search over the articles' sections. With `asked` nothing is looked for unless some section's own question has that share
 * of the words: most messages ask for none.
 */
export type Search = (question: string, limit?: number, asked?: number) => readonly Found[]

/** The words of a text, as they are looked for. */
type Terms = (text: string) => readonly string[]

type Document = Pick<Found, 'article' | 'section'>

/** Full-text search over the sections of a knowledge base. The index is built when the first question needs it. */
export function createSearch(base: Base): Search {
  let search: Search | undefined
  return (question, limit = 5, asked = 0) => (search ??= searchIn(documentsOf(base.articles), termsOf(base)))(question, limit, asked)
}

const documentsOf = (articles: readonly Article[]): readonly Document[] =>
  articles.flatMap((article) =>
    (article.sections.length > 0 ? article.sections : [{ heading: article.title, body: article.intro, asks: [] }]).map((section) => ({
      article,
      section,
    })),
  )

function searchIn(documents: readonly Document[], termsOf: Terms): Search {
  const terms = inPieces(termsOf)
  const index = indexOf(documents, terms)
  const texts = documents.map(textOf)
  const has = texts.map((text) => new Set(terms(text)))
  const asks = documents.map(({ section }) => new Set(terms([section.heading, ...section.asks].join(between))))
  const quotes = texts.map(codesIn)
  const wordingOf = (text: string): string => terms(text).join(' ')
  const headings = documents.map(({ section }) => wordingOf(section.heading))
  const wordings = new Set(documents.flatMap(({ section }) => [section.heading, ...section.asks]).map(wordingOf))
  const seen = new Map<string, number>()
  for (const words of has) for (const word of words) seen.set(word, (seen.get(word) ?? 0) + 1)
  const weightIn = (count: number): number => Math.log2(1 + documents.length / (0.5 + count))
  const weights = new Map([...seen].map(([word, count]) => [word, weightIn(count)]))
  const ofUnseen = weightIn(0)
  const weightOfOne = (word: string): number => weights.get(word) ?? ofUnseen
  const weightOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + weightOfOne(word), 0)
  const askedIn = placesIn(asks)
  const mostAsked = (wanted: readonly string[]): number => {
    const all = new Map<number, number>()
    for (const word of wanted) for (const id of askedIn.get(word) ?? []) all.set(id, (all.get(id) ?? 0) + weightOfOne(word))
    return Math.max(0, ...all.values())
  }
  const hints = relatedIn(asks, weightOfOne)
  return (question, limit, least = 0) => {
    const words = termsOf(question)
    const wanted = [...new Set(words)].slice(0, mostTerms)
    const whole = weightOf(wanted)
    if (least > 0 && mostAsked(wanted) < least * whole) return []
    const codes = codesIn(question)
    const asked = words.join(' ')
    const own = index(wanted)
    const kin = kinship * (own[0]?.score ?? 0)
    const hinted = wordings.has(asked) ? noHints : hints(wanted)
    const hits = own
      .map(({ id, score }) => ({ id, score: (headings[id] === asked ? sameHeading * score : score) + kin * (hinted.get(id) ?? 0) }))
      .sort((a, b) => b.score - a.score)
    const fitting =
      codes.length === 0 ? hits : havingMost(hits, ({ id }) => codes.reduce((sum, code) => sum + fitOf(code, quotes[id] ?? []), 0))
    return fitting.slice(0, limit).flatMap(({ id, score }): Found[] => {
      const document = documents[id]
      if (document === undefined) return []
      const shareOf = (words: ReadonlySet<string> | undefined): number =>
        whole === 0 ? 0 : weightOf(wanted.filter((word) => words?.has(word))) / whole
      const coverage = shareOf(has[id])
      return [{ ...document, score, coverage, weight: coverage * whole, asked: shareOf(asks[id]) }]
    })
  }
}

/** What the kin of a question's words tell, beside what the words themselves do. */
const kinship = 0.2

/** A question in a section's own words needs no others. */
const noHints: ReadonlyMap<number, number> = new Map()

/** So many different words of a question are looked for. */
const mostTerms = 60

/** A heading that is the question itself counts so many times what its words do. */
const sameHeading = 3

/** Those of which the most is true; all, where nothing is of any. */
function havingMost<T>(all: readonly T[], count: (one: T) => number): readonly T[] {
  const counts = all.map(count)
  const most = Math.max(...counts)
  return all.filter((_, index) => counts[index] === most)
}

/** Stands between the pieces of a text: headings, wordings, bodies. */
const between = ' ; '

/** The words of a text made of pieces; those of a piece are found once, however many texts it is in. */
function inPieces(terms: Terms): Terms {
  const known = new Map<string, readonly string[]>()
  const once = (piece: string): readonly string[] => {
    const found = known.get(piece) ?? terms(piece)
    known.set(piece, found)
    return found
  }
  return (text) => text.split(between).flatMap(once)
}

const textOf = ({ article, section }: Document): string =>
  [section.heading, ...section.asks, section.body, article.title, ...(article.aliases ?? [])].join(between)

/** How people ask, and the heading, count more than the text; rare words more than common ones. */
function indexOf(documents: readonly Document[], terms: Terms): WordIndex {
  const field = (boost: number, textOf: (document: Document) => string) => ({ boost, words: documents.map((one) => terms(textOf(one))) })
  return createWordIndex([
    field(1.5, ({ section }) => section.heading),
    field(2, ({ section }) => section.asks.join(between)),
    field(0.7, ({ article }) => article.title),
    field(0.4, ({ article }) => (article.aliases ?? []).join(between)),
    field(1, ({ section }) => section.body),
  ])
}
