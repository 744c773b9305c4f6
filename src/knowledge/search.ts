import type { Base } from './base.ts'
import { bestOf } from './best.ts'
import { codesIn, fitOf } from './codes.ts'
import type { Article, Section } from './load.ts'
import { asTerm, definitionsIn, isOfTerm, surestOf, type Defined, type Reduced } from './definitions.ts'
import { createMending } from './mended.ts'
import { placesIn, relatedIn, termsOf } from './kin.ts'
import { withoutPhrases } from './phrases.ts'
import { createWordIndex, type WordIndex } from './word-index.ts'

/**
 * A section of an article that fits a question, with a score. `coverage` is the share of the question's words that it has,
 * `weight` how much they tell together (rare words tell more than common ones), and `asked` the share that its own question has.
 * `isIt`: it explains just the term that is asked for, or has the question for a wording of its own.
 */
export type Found = {
  readonly article: Article
  readonly section: Section
  readonly score: number
  readonly coverage: number
  readonly weight: number
  readonly asked: number
  readonly isIt: IsIt
}

/** How a section is what is asked for: its heading explains the term, or a wording of its own is the question. */
export type IsIt = 'term' | 'wording' | undefined

/**
 * Full-text search over the articles' sections. With `asked` nothing is looked for unless some section's own question has that share
 * of the words: most messages ask for none.
 */
export type Search = (question: string, limit?: number, asked?: number) => readonly Found[]

/** The words of a text, as they are looked for. */
type Terms = (text: string) => readonly string[]

/** What takes the words out of a question that ask for nothing, and those around a term that is asked for. */
type Bared = Omit<Reduced, 'terms'> & {
  readonly byWordsAlone: boolean
  readonly isWord: (word: string) => boolean
  readonly told: (text: string) => string
}

type Document = Pick<Found, 'article' | 'section'>

/**
 * Full-text search over the sections of a knowledge base. The index is built when the first question needs it. `byWordsAlone`: no
 * wording finds its section for being one, so that what its words find can be checked. What is no word by `isWord` is mended.
 */
export function createSearch(base: Base, { byWordsAlone = false, isWord = anyWord } = {}): Search {
  let search: Search | undefined
  const without = (list: string): ((text: string) => string) => withoutPhrases(base, list)
  const bared = {
    byWordsAlone,
    isWord,
    told: without('filler-words.txt'),
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

function searchIn(documents: readonly Document[], termsOf: Terms, { told, byWordsAlone, isWord, ...reduced }: Bared): Search {
  const terms = inPieces(termsOf)
  const asksOf = (text: string): readonly string[] => terms(told(text))
  const definedBy = definitionsIn(
    documents.map(({ section }) => section),
    { terms: asksOf, ...reduced },
  )
  const mended = createMending(
    documents.flatMap(({ section }) => [section.heading, ...section.asks]),
    isWord,
  )
  const least = byWordsAlone ? asTerm : 0
  const index = indexOf(documents, terms)
  const texts = documents.map(textOf)
  const has = texts.map((text) => new Set(terms(text)))
  const asks = documents.map(({ section }) => new Set(terms([section.heading, ...section.asks].join(between))))
  const quotes = texts.map(codesIn)
  const weightOfOne = weighing(has)
  const weightOf = (words: readonly string[]): number => words.reduce((sum, word) => sum + weightOfOne(word), 0)
  const mostAsked = mostOf(asks, weightOfOne)
  const hints = relatedIn(asks, weightOfOne)
  const rank = ranking({ index, hints, quotes, count: documents.length, least })
  const look = (question: string): Looked => {
    const { asked, by } = definedBy(told(mended(question)))
    const wanted = [...new Set(termsOf(asked))].slice(0, mostTerms)
    let ranked: Ranked | undefined
    return { wanted, whole: weightOf(wanted), isDefined: by.size > 0, ranked: () => (ranked ??= rank(question, wanted, by)) }
  }
  let last: { readonly question: string; readonly looked: Looked } | undefined
  return (question, limit = usual, least = 0) => {
    if (last?.question !== question) last = { question, looked: look(question) }
    const { wanted, whole, isDefined, ranked } = last.looked
    if (least > 0 && !isDefined && mostAsked(wanted) < least * whole) return []
    const { scores, isIt, best } = ranked()
    return best(limit).flatMap((id): Found[] => {
      const document = documents[id]
      if (document === undefined) return []
      const shareOf = (words: ReadonlySet<string> | undefined): number =>
        whole === 0 ? 0 : weightOf(wanted.filter((word) => words?.has(word))) / whole
      const coverage = shareOf(has[id])
      return [{ ...document, score: scores[id] ?? 0, coverage, weight: coverage * whole, asked: shareOf(asks[id]), isIt: isIt(id) }]
    })
  }
}

type RankParts = {
  readonly index: WordIndex
  readonly hints: ReturnType<typeof relatedIn>
  readonly quotes: ReadonlyArray<ReturnType<typeof codesIn>>
  readonly count: number
  readonly least: number
}

/** The numbers of the documents that fit a question, with their scores: of those that fit alike the one goes first whose own words do. */
const ranking =
  ({ index, hints, quotes, count, least }: RankParts) =>
  (question: string, wanted: readonly string[], defined: Defined['by']): Ranked => {
    const codes = codesIn(question)
    const { of: own, found } = index(wanted)
    const most = found.reduce((so, id) => Math.max(so, own[id] ?? 0), 0)
    const surest = surestOf(defined)
    // A question in a section's own words needs no others.
    const hinted = defined.size > 0 ? undefined : hints(wanted)
    const scores = new Float64Array(count)
    for (const id of found) {
      const sure = defined.get(id)
      const beside = kinship * (hinted?.[id] ?? 0) + (sure === undefined || sure < least ? 0 : asItself + forSureness * sure)
      scores[id] = (own[id] ?? 0) + most * beside
    }
    const fitting =
      codes.length === 0 ? found : havingMost(found, (id) => codes.reduce((sum, code) => sum + fitOf(code, quotes[id] ?? []), 0))
    const compare = (one: number, other: number): number => (scores[other] ?? 0) - (scores[one] ?? 0) || (own[other] ?? 0) - (own[one] ?? 0)
    return {
      scores,
      isIt: (id) => (surest === 0 || defined.get(id) !== surest ? undefined : isOfTerm(surest) ? 'term' : 'wording'),
      best: (limit) => bestOf(fitting, limit, compare),
    }
  }

/** What a word tells: the fewer documents have it, the more. */
function weighing(has: ReadonlyArray<ReadonlySet<string>>): (word: string) => number {
  const seen = new Map<string, number>()
  for (const words of has) for (const word of words) seen.set(word, (seen.get(word) ?? 0) + 1)
  const weightIn = (count: number): number => Math.log2(1 + has.length / (0.5 + count))
  const weights = new Map([...seen].map(([word, count]) => [word, weightIn(count)]))
  const ofUnseen = weightIn(0)
  return (word) => weights.get(word) ?? (isNumber(word) ? ofNumber : ofUnseen)
}

/** How much of some words the section tells, at most, whose own question has most of them. */
function mostOf(asks: ReadonlyArray<ReadonlySet<string>>, weightOf: (word: string) => number): (wanted: readonly string[]) => number {
  const askedIn = placesIn(asks)
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

/** Documents by their numbers: what each scores, and the best few. */
type Ranked = {
  readonly scores: Float64Array
  readonly isIt: (id: number) => IsIt
  readonly best: (limit: number) => readonly number[]
}

/** A question that is looked for: its words, what they tell together, and the documents that fit, found when they are wanted. A message is looked for several times in a row. */
type Looked = { readonly wanted: readonly string[]; readonly whole: number; readonly isDefined: boolean; readonly ranked: () => Ranked }

/** A number that no section has tells little of which one is meant. */
const ofNumber = 2
const isNumber = (word: string): boolean => /^[\d.,]+$/.test(word)

/** What the kin of a question's words tell, beside what the words themselves do. */
const kinship = 0.2

/** So many sections are told where nobody says how many. */
const usual = 5

/** So many different words of a question are looked for. */
const mostTerms = 60

/** A section that explains just what is asked counts so much more, and more the surer that is, by what the best counts for its words. */
const [asItself, forSureness] = [0.5, 0.3]

/** Those that count most; all of them, where all count the same. */
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
