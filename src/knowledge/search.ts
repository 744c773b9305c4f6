import MiniSearch from 'minisearch'
import type { Base } from './base.ts'
import { codesIn, fitOf } from './codes.ts'
import type { Article, Section } from './load.ts'
import { relatedIn, termsOf } from './kin.ts'

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
  const weightOf = (words: readonly string[]): number =>
    words.reduce((sum, word) => sum + Math.log2(1 + documents.length / (0.5 + (seen.get(word) ?? 0))), 0)
  const askedIn = new Map<string, number[]>()
  asks.forEach((words, id) => words.forEach((word) => askedIn.set(word, [...(askedIn.get(word) ?? []), id])))
  const mostAsked = (wanted: readonly string[]): number => {
    const weights = new Map<number, number>()
    for (const word of wanted) {
      const weight = weightOf([word])
      for (const id of askedIn.get(word) ?? []) weights.set(id, (weights.get(id) ?? 0) + weight)
    }
    return Math.max(0, ...weights.values())
  }
  const hints = relatedIn(asks, (word) => weightOf([word]))
  return (question, limit, least = 0) => {
    const wanted = [...new Set(termsOf(question))].slice(0, mostTerms)
    const whole = weightOf(wanted)
    if (least > 0 && mostAsked(wanted) < least * whole) return []
    const codes = codesIn(question)
    const asked = termsOf(question).join(' ')
    const own = index.search(question, { combineWith: 'OR', tokenize: () => wanted })
    const kin = kinship * (own[0]?.score ?? 0)
    const hinted = wordings.has(asked) ? noHints : hints(wanted)
    const hits = own
      .map(({ id, score }) => ({ id: Number(id), score: headings[Number(id)] === asked ? sameHeading * score : score }))
      .map(({ id, score }) => ({ id, score: score + kin * (hinted.get(id) ?? 0) }))
      .sort((a, b) => b.score - a.score)
    return havingMost(hits, ({ id }) => codes.reduce((sum, code) => sum + fitOf(code, quotes[id] ?? []), 0))
      .slice(0, limit)
      .flatMap(({ id, score }): Found[] => {
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
  const most = Math.max(...all.map(count))
  return all.filter((one) => count(one) === most)
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
function indexOf(documents: readonly Document[], terms: Terms): MiniSearch {
  const index = new MiniSearch({
    fields: ['heading', 'asks', 'title', 'aliases', 'body'],
    tokenize: (text) => [...terms(text)],
    processTerm: (term) => term,
    searchOptions: { boost: { heading: 1.5, asks: 2, title: 0.7, aliases: 0.4 }, bm25: { k: 0.8, b: 0.6, d: 0.5 } },
  })
  index.addAll(
    documents.map(({ article, section }, id) => ({
      id,
      title: article.title,
      heading: section.heading,
      asks: section.asks.join(between),
      body: section.body,
      aliases: (article.aliases ?? []).join(between),
    })),
  )
  return index
}
