import type { Section } from './parse-article.ts'

/**
 * What a question wants explained. `asked`: the words of the question that name it. `by`: the sections that
 * explain it, keyed by index, each with a number for how surely the section does (the constants below);
 * empty if none does.
 */
export type Defined = { readonly asked: string; readonly by: ReadonlyMap<number, number> }
export type Definitions = (question: string) => Defined

/**
 * Functions that reduce texts for comparison. `terms` gives the search words of a text. `term` drops words
 * that only ask for an explanation ("define"). `senseless` drops words that only say under which law a term
 * is meant ("under the ITAR").
 */
export type Reduced = {
  readonly terms: (text: string) => readonly string[]
  readonly term: (text: string) => string
  readonly senseless: (text: string) => string
}

/**
 * How surely a section explains what is asked, surest first. The question is:
 * - the heading of the section,
 * - a term in its heading ("what is a TCP"),
 * - one of its wordings,
 * - a term in its heading, once words such as "define" or "under the ITAR" are left out of both,
 * - one of its wordings, once such words are left out of both.
 */
const [asHeading, ofHeading, ofWording, bareHeading, bareWording] = [6, 5, 3, 2, 1]
/**
 * How surely a section explains the question if the question is one of its wordings, and this wording asks
 * only for a term: between `ofWording` and `ofHeading`.
 */
export const asTerm = 4

/**
 * Returns a function that finds the sections whose heading or wording asks the same as a question,
 * regardless of word order and filler words.
 */
export function definitionsIn(sections: readonly Section[], reduced: Reduced): Definitions {
  const { terms, term } = reduced
  const { bare, keyOf } = reductions(reduced)
  const { known, headings } = indexWordings(sections, reduced)
  /**
   * Finds a term that is not in the clause that asks, but in another: "Everybody says MTCR here. What is
   * that?"
   */
  const namedBefore = (question: string): Defined | undefined => {
    const others = clausesBeside(question, (clause) => bare(clause) !== clause && keyOf(bare(clause)) === '')
    return others.length === 0 ? undefined : longestTerm(others.map((clause) => terms(clause)))
  }
  const longestTerm = (clauses: ReadonlyArray<readonly string[]>): Defined | undefined => {
    for (let length = mostOfTerm; length > 0; length--)
      for (const words of clauses.toReversed())
        for (let from = 0; from + length <= words.length; from++) {
          const asked = words.slice(from, from + length)
          const by = known.get([...new Set(asked)].sort().join(' '))
          if (by !== undefined && isOfTerm(surestOf(by))) return { asked: asked.join(' '), by }
        }
    return undefined
  }
  const asItself = (question: string): Defined | undefined => {
    const heading = headings.get(terms(question).join(' '))
    if (heading !== undefined) return { asked: question, by: new Map([[heading, asHeading]]) }
    let best: Defined | undefined
    for (const asked of [question, term(question), bare(question)]) {
      const by = known.get(keyOf(asked))
      if (by !== undefined && surestOf(by) > surestOf(best?.by ?? new Map()) && isOne(by)) best = { asked, by }
    }
    return best
  }
  /** Looks up the first of two questions: "What is a TCP" in "What is a TCP and who writes it". */
  const askedFirst = (question: string): Defined | undefined => {
    const [first = '', more] = question.split(askedThen)
    const defined = more === undefined ? undefined : asItself(first)
    return defined !== undefined && isOfTerm(surestOf(defined.by)) ? defined : undefined
  }
  return (question) => asItself(question) ?? askedFirst(question) ?? namedBefore(question) ?? { asked: question, by: new Map() }
}

/** `bare` drops what {@link Reduced} drops. `keyOf`: the search words of a text in a fixed order, so that word order does not count. */
const reductions = ({ terms, term, senseless }: Reduced) => ({
  bare: (text: string): string => senseless(term(text)),
  keyOf: (text: string): string => [...new Set(terms(text))].sort().join(' '),
})

/** Every wording by which a section is asked for (`known`, by key; how surely by section index), and the section of each heading. */
function indexWordings(
  sections: readonly Section[],
  reduced: Reduced,
): { readonly known: ReadonlyMap<string, Defined['by']>; readonly headings: ReadonlyMap<string, number> } {
  const { terms, term } = reduced
  const { bare, keyOf } = reductions(reduced)
  const known = new Map<string, Map<number, number>>()
  const headings = new Map<string, number>()
  const add = (text: string, id: number, sure: number): void => {
    const key = keyOf(text)
    if (key === '') return
    const ids = known.get(key) ?? new Map<number, number>()
    known.set(key, ids)
    ids.set(id, Math.max(ids.get(id) ?? 0, sure))
  }
  const isTerm = (wording: string): boolean =>
    (term(wording) !== wording || termsExplained(wording).length > 0) && keyOf(wording).split(' ').length <= mostOfShort
  for (const [id, { heading, asks }] of sections.entries()) {
    headings.set(terms(heading).join(' '), id)
    add(heading, id, asHeading)
    for (const one of termsExplained(heading)) {
      add(one, id, ofHeading)
      add(bare(one), id, bareHeading)
    }
    for (const wording of asks) {
      add(wording, id, isTerm(wording) ? asTerm : ofWording)
      add(bare(wording), id, bareWording)
      for (const one of termsExplained(wording)) add(bare(one), id, bareWording)
    }
  }
  return { known, headings }
}

/**
 * The clauses of a question that do more than ask for an explanation, if another clause only does that
 * ("What is that?"); otherwise empty.
 */
function clausesBeside(question: string, onlyAsks: (clause: string) => boolean): readonly string[] {
  const clauses = question.split(ends).filter((clause) => clause.trim() !== '')
  const others = clauses.filter((clause) => !onlyAsks(clause))
  return others.length === clauses.length ? [] : others
}

/**
 * `ends` splits a question into clauses; `askedThen` matches the words that introduce a second question
 * ("and who"). A term has at most `mostOfTerm` words, a wording that asks only for a term at most
 * `mostOfShort`.
 */
const ends = /[,;?!\n]|[.:](?=\s|$)| - | – |--/
const askedThen = /,? and (?=how|who|why|what|when|where|which|since|do|does|is|are|can|may|must)/i
const mostOfTerm = 6
const mostOfShort = 3

/**
 * Whether it is clear which section is meant. A match found only by ignoring words such as "under the ITAR" is
 * clear only if no second section matches equally well: "what do I file" is a question of the ITAR and of the EAR.
 */
const isOne = (by: Defined['by']): boolean =>
  surestOf(by) > bareHeading || [...by.values()].filter((sure) => sure === surestOf(by)).length === 1

/** How surely the best of these sections explains the question; 0 if there is none. */
export const surestOf = (by: Defined['by']): number => Math.max(0, ...by.values())

/**
 * Whether a match with this sureness means that the section explains a term: the match is by its heading,
 * or by a wording that asks only for the term.
 */
export const isOfTerm = (sure: number): boolean => sure >= asTerm || sure === bareHeading

/** The terms that a heading promises to explain: "What is a technology control plan (TCP)?", "What do range and payload mean?" */
export function termsExplained(heading: string): readonly string[] {
  const meant = /^(?:what|whom?) (?:does|do) (.+) (?:mean|stand for|do|say)\?*$/i.exec(heading)?.[1]
  if (meant !== undefined) return [meant, ...(meant.startsWith('"') ? [] : meant.split(/, | and /))].flatMap(withoutBrackets)
  const [, verb = '', asked] = /^(?:what|who) (is|are) (.+?)\?*$/i.exec(heading) ?? []
  if (asked === undefined || /^(?:the )?(?:difference|limits?|penalt)/i.test(asked)) return []
  const [first = asked] = asked.split(/,? and (?=how|which|what|when|who|where|why)/i)
  const joined = verb === 'are' && first.includes(',') ? first.split(/, | and /) : first.split(', ')
  return [first, ...joined].flatMap(withoutBrackets)
}

/** The names in "technology control plan (TCP)": the whole, the part before the brackets, and the part inside them. */
function withoutBrackets(term: string): readonly string[] {
  const [, before = '', inside = ''] = /^(.+?) \(([^()]+)\)$/.exec(term) ?? []
  return [term, before, inside].filter((one) => /\p{L}/u.test(one))
}
