import type { Base } from './base.ts'
import { bestOf } from './best.ts'
import { codesIn, fitOf } from './quoted-codes.ts'
import type { Article, Section } from './parse-article.ts'
import { asTerm, definitionsIn, isOfTerm, surestOf, type Defined, type Reduced } from './definitions.ts'
import { createSearchCorrection } from './correct-search-words.ts'
import { relatedWordScores } from './related-words.ts'
import { withoutPhrases } from './phrases.ts'
import { createWordIndex, type WordIndex, indexesByWord } from './word-index.ts'
import { termsOf } from './equal-words.ts'

/**
 * A section that fits a question. Each word has a weight: the rarer the word, the higher.
 * - `score`: the results are sorted by it.
 * - `weight`: the sum of the weights of those words of the question that the section has.
 * - `coverage`: `weight` as a share of the weight of all words of the question.
 * - `asked`: the same share, counting only words in the heading and wordings of the section.
 */
export type FoundSection = {
  readonly article: Article
  readonly section: Section
  readonly score: number
  readonly coverage: number
  readonly weight: number
  readonly asked: number
  readonly exactMatch: ExactMatch
}

/**
 * Why a section is exactly what is asked for. `term`: the question is its heading, or asks what a term is that the section explains.
 * `wording`: the question is another of its wordings. `undefined`: neither, or another section is so more surely.
 */
export type ExactMatch = 'term' | 'wording' | undefined

/**
 * Full-text search over the sections of articles. Returns the best first, five unless `limit` says
 * otherwise. With `asked` (0 to 1) it returns nothing unless the heading and wordings of some section have
 * that share of the question, or explain a term in it. That is a shortcut, because most messages do not ask
 * for an article.
 */
export type Search = (question: string, limit?: number, asked?: number) => readonly FoundSection[]

/** Splits a text into search words. */
type Terms = (text: string) => readonly string[]

/**
 * The functions that reduce a question to the words that say what it asks for, and how these words are
 * looked up (see {@link createSearch}).
 */
type Bared = Omit<Reduced, 'terms'> & {
  readonly byWordsAlone: boolean
  readonly isWord: (word: string) => boolean
  readonly withoutFiller: (text: string) => string
}

type Document = Pick<FoundSection, 'article' | 'section'>

/**
 * Creates the search over the articles of a knowledge base. The index is built at the first question. With
 * `byWordsAlone` a section gets no bonus for having the question as a wording, except as a wording that only
 * asks for a term (`asTerm` in definitions.ts). So a check sees what the words alone find. A word that neither the articles nor `isWord` know is corrected to the nearest one.
 */
export function createSearch(base: Base, { byWordsAlone = false, isWord = anyWord } = {}): Search {
  let search: Search | undefined
  const without = (list: string): ((text: string) => string) => withoutPhrases(base, list)
  const bared = {
    byWordsAlone,
    isWord,
    withoutFiller: without('filler-words.txt'),
    term: without('definition-words.txt'),
    senseless: without('sense-words.txt'),
  }
  return (question, limit, asked) => (search ??= searchIn(documentsOf(base.articles), termsOf(base), bared))(question, limit, asked)
}

const anyWord = (_word: string): boolean => true

const documentsOf = (articles: readonly Article[]): readonly Document[] =>
  articles.flatMap((article) =>
    (article.sections.length > 0 ? article.sections : [{ heading: article.title, body: article.intro, asks: [] }]).map((section) => ({
      article,
      section,
    })),
  )

function searchIn(documents: readonly Document[], termsOf: Terms, { withoutFiller, byWordsAlone, isWord, ...reduced }: Bared): Search {
  const terms = inParts(termsOf)
  const asksOf = (text: string): readonly string[] => terms(withoutFiller(text))
  const definedBy = definitionsIn(
    documents.map(({ section }) => section),
    { terms: asksOf, ...reduced },
  )
  const mended = createSearchCorrection(
    documents.flatMap(({ section }) => [section.heading, ...section.asks]),
    isWord,
  )
  const leastSure = byWordsAlone ? asTerm : 0
  const index = indexOf(documents, terms)
  const texts = documents.map(textOf)
  const has = texts.map((text) => new Set(terms(text)))
  const asks = documents.map(({ section }) => new Set(terms([section.heading, ...section.asks].join(between))))
  const quotes = texts.map(codesIn)
  const weightOfOne = weighing(has)
  const weightOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + weightOfOne(word), 0)
  const mostAsked = mostOf(asks, weightOfOne)
  const hints = relatedWordScores(asks, weightOfOne)
  const rank = ranking({ index, hints, quotes, count: documents.length, leastSure })
  const look = (question: string): Looked => {
    const { asked, by } = definedBy(withoutFiller(mended(question)))
    const wanted = [...new Set(termsOf(asked))].slice(0, mostTerms)
    let ranked: Ranked | undefined
    return { wanted, whole: weightOf(wanted), isDefined: by.size > 0, ranked: () => (ranked ??= rank(question, wanted, by)) }
  }
  let last: { readonly question: string; readonly looked: Looked } | undefined
  return (question, limit = usual, leastAsked = 0) => {
    if (last?.question !== question) last = { question, looked: look(question) }
    const { wanted, whole, isDefined, ranked } = last.looked
    if (leastAsked > 0 && !isDefined && mostAsked(wanted) < leastAsked * whole) return []
    const { scores, exactMatch, best } = ranked()
    return best(limit).flatMap((id): FoundSection[] => {
      const document = documents[id]
      if (document === undefined) return []
      const shareOf = (words: ReadonlySet<string> | undefined): number =>
        whole === 0 ? 0 : weightOf(wanted.filter((word) => words?.has(word))) / whole
      const coverage = shareOf(has[id])
      return [
        { ...document, score: scores[id] ?? 0, coverage, weight: coverage * whole, asked: shareOf(asks[id]), exactMatch: exactMatch(id) },
      ]
    })
  }
}

type RankParts = {
  readonly index: WordIndex
  readonly hints: ReturnType<typeof relatedWordScores>
  readonly quotes: ReadonlyArray<ReturnType<typeof codesIn>>
  readonly count: number
  readonly leastSure: number
}

/**
 * Scores and ranks the documents that fit a question. If the question quotes codes ("126.1"), only
 * documents that fit these best remain. Equal scores are ordered by the question's own words, without
 * related ones.
 */
const ranking =
  ({ index, hints, quotes, count, leastSure }: RankParts) =>
  (question: string, wanted: readonly string[], defined: Defined['by']): Ranked => {
    const codes = codesIn(question)
    const { of: own, found } = index(wanted)
    const most = found.reduce((so, id) => Math.max(so, own[id] ?? 0), 0)
    const surest = surestOf(defined)
    // If the heading or a wording of a section is the question itself, no related words are needed.
    const hinted = defined.size > 0 ? undefined : hints(wanted)
    const scores = new Float64Array(count)
    for (const id of found) {
      const sure = defined.get(id)
      const beside = kinship * (hinted?.[id] ?? 0) + (sure === undefined || sure < leastSure ? 0 : asItself + forSureness * sure)
      scores[id] = (own[id] ?? 0) + most * beside
    }
    const fitting =
      codes.length === 0 ? found : havingMost(found, (id) => codes.reduce((sum, code) => sum + fitOf(code, quotes[id] ?? []), 0))
    const compare = (one: number, other: number): number => (scores[other] ?? 0) - (scores[one] ?? 0) || (own[other] ?? 0) - (own[one] ?? 0)
    return {
      scores,
      exactMatch: (id) => (surest === 0 || defined.get(id) !== surest ? undefined : isOfTerm(surest) ? 'term' : 'wording'),
      best: (limit) => bestOf(fitting, limit, compare),
    }
  }

/** Returns a function that weighs words: the fewer documents have a word, the more it weighs. */
function weighing(has: ReadonlyArray<ReadonlySet<string>>): (word: string) => number {
  const seen = new Map<string, number>()
  for (const words of has) for (const word of words) seen.set(word, (seen.get(word) ?? 0) + 1)
  const weightIn = (count: number): number => Math.log2(1 + has.length / (0.5 + count))
  const weights = new Map([...seen].map(([word, count]) => [word, weightIn(count)]))
  const ofUnseen = weightIn(0)
  return (word) => weights.get(word) ?? (isNumber(word) ? ofNumber : ofUnseen)
}

/**
 * Returns a function that adds up, for each section, the weights of those given words that are in its
 * heading and wordings, and returns the highest sum.
 */
function mostOf(asks: ReadonlyArray<ReadonlySet<string>>, weightOf: (word: string) => number): (wanted: readonly string[]) => number {
  const askedIn = indexesByWord(asks)
  return (wanted) => {
    const all = new Float64Array(asks.length)
    let most = 0
    for (const word of wanted)
      for (const id of askedIn.get(word) ?? []) {
        const told = (all[id] ?? 0) + weightOf(word)
        all[id] = told
        most = Math.max(most, told)
      }
    return most
  }
}

/**
 * A ranking of documents. `scores`: the score of each, by its index. `exactMatch`: why a document is exactly
 * what is asked for. `best`: the indexes of the best documents, best first.
 */
type Ranked = {
  readonly scores: Float64Array
  readonly exactMatch: (id: number) => ExactMatch
  readonly best: (limit: number) => readonly number[]
}

/**
 * A question that is looked up: its words (`wanted`), their total weight (`whole`), whether a section
 * explains exactly what it asks (`isDefined`), and the ranking, computed when needed. The last question is
 * kept, because a message is looked up several times in a row.
 */
type Looked = { readonly wanted: readonly string[]; readonly whole: number; readonly isDefined: boolean; readonly ranked: () => Ranked }

/**
 * The weight of a number that no section has. It is low, because a number says little about the topic of a
 * question.
 */
const ofNumber = 2
const isNumber = (word: string): boolean => /^[\d.,]+$/.test(word)

/** How much related words (related-words.ts) count, as a share of what the question's own words count. */
const kinship = 0.2

/** How many results are returned if the caller gives no limit. */
const usual = 5

/** At most this many different words of a question are looked up. */
const mostTerms = 60

/**
 * The bonus of a section that explains exactly what is asked, as a share of the best score by words:
 * `asItself`, plus `forSureness` times the number that definitions.ts gives for how sure this is.
 */
const [asItself, forSureness] = [0.5, 0.3]

/** The elements with the highest count. */
function havingMost<T>(all: readonly T[], count: (one: T) => number): readonly T[] {
  const counts = all.map(count)
  const most = Math.max(...counts)
  return all.filter((_, index) => counts[index] === most)
}

/** Separates the parts of a text to be indexed: headings, wordings, bodies. */
const between = ' ; '

/**
 * Wraps `terms` for texts made of parts joined by `between`: heading, wordings, body. The search words of each part are cached, because
 * many texts have the same part, e.g. the title of an article.
 */
function inParts(terms: Terms): Terms {
  const known = new Map<string, readonly string[]>()
  const once = (part: string): readonly string[] => {
    const found = known.get(part) ?? terms(part)
    known.set(part, found)
    return found
  }
  return (text) => text.split(between).flatMap(once)
}

const textOf = ({ article, section }: Document): string =>
  [section.heading, ...section.asks, section.body, article.title, ...(article.aliases ?? [])].join(between)

/** Builds the index of words of all sections. A word in a heading or wording counts more than one in the text. */
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
