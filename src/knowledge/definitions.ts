import type { Section } from './load.ts'

/** A question without what surrounds the term that it asks for, and the sections that explain this, by their numbers, with how surely. */
export type Defined = { readonly asked: string; readonly by: ReadonlyMap<number, number> }
export type Definitions = (question: string) => Defined

/** The words of a text, as the search compares them, and what is left of it where no word only says that a term is asked for, or in whose sense. */
export type Reduced = {
  readonly terms: (text: string) => readonly string[]
  readonly term: (text: string) => string
  readonly senseless: (text: string) => string
}

/** The surest first: the whole heading, a term of it, a wording, the heading or a wording without what surrounds its term. */
const [asHeading, ofHeading, ofWording, bareHeading, bareWording] = [6, 5, 3, 2, 1]
/** A wording that asks for a term, and nothing else. */
export const asTerm = 4

/** Finds the sections whose heading or wording is what a question asks for, in whatever words it asks. */
export function definitionsIn(sections: readonly Section[], { terms, term, senseless }: Reduced): Definitions {
  const bare = (text: string): string => senseless(term(text))
  const keyOf = (text: string): string => [...new Set(terms(text))].sort().join(' ')
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
  /** "Everybody says MTCR here. What is that?": the term is told beside a question that asks what it is. */
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
  /** "What is a TCP and who writes it": what the term is goes first. */
  const askedFirst = (question: string): Defined | undefined => {
    const [first = '', more] = question.split(askedThen)
    const defined = more === undefined ? undefined : asItself(first)
    return defined !== undefined && isOfTerm(surestOf(defined.by)) ? defined : undefined
  }
  return (question) => asItself(question) ?? askedFirst(question) ?? namedBefore(question) ?? { asked: question, by: new Map() }
}

/** The clauses of a question beside one that only asks what something is; none, where none does. */
function clausesBeside(question: string, onlyAsks: (clause: string) => boolean): readonly string[] {
  const clauses = question.split(ends).filter((clause) => clause.trim() !== '')
  const others = clauses.filter((clause) => !onlyAsks(clause))
  return others.length === clauses.length ? [] : others
}

/** Where a clause ends; a term has so many words at most, one that a wording asks for so many. */
const ends = /[,;?!\n]|[.:](?=\s|$)| - | – |--/
const askedThen = /,? and (?=how|who|why|what|when|where|which|since|do|does|is|are|can|may|must)/i
const mostOfTerm = 6
const mostOfShort = 3

/** "What do I file" alone is asked of the ITAR or the EAR: neither section is it. */
const isOne = (by: Defined['by']): boolean =>
  surestOf(by) > bareHeading || [...by.values()].filter((sure) => sure === surestOf(by)).length === 1

/** How surely the surest section of these explains what is asked; nothing where there is none. */
export const surestOf = (by: Defined['by']): number => Math.max(0, ...by.values())

/** Whether a section explains what is asked, by its heading or by a wording that asks for the term alone. */
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

/** A term, what stands behind it in brackets, and both. */
function withoutBrackets(term: string): readonly string[] {
  const [, before = '', inside = ''] = /^(.+?) \(([^()]+)\)$/.exec(term) ?? []
  return [term, before, inside].filter((one) => /\p{L}/u.test(one))
}
