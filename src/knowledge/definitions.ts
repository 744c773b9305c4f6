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
export const asHeading = 5
const [ofHeading, ofWording, bareHeading, bareWording] = [4, 3, 2, 1]

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
  for (const [id, { heading, asks }] of sections.entries()) {
    headings.set(terms(heading).join(' '), id)
    add(heading, id, asHeading)
    for (const one of termsExplained(heading)) {
      add(one, id, ofHeading)
      add(bare(one), id, bareHeading)
    }
    for (const wording of asks) {
      add(wording, id, ofWording)
      add(bare(wording), id, bareWording)
      for (const one of termsExplained(wording)) add(bare(one), id, bareWording)
    }
  }
  return (question) => {
    const heading = headings.get(terms(question).join(' '))
    if (heading !== undefined) return { asked: question, by: new Map([[heading, asHeading]]) }
    let best: Defined = { asked: question, by: new Map() }
    for (const asked of [question, term(question), bare(question)]) {
      const by = known.get(keyOf(asked))
      if (by !== undefined && surestOf(by) > surestOf(best.by) && isOne(by)) best = { asked, by }
    }
    return best
  }
}

/** "What do I file" alone is asked of the ITAR or the EAR: neither section is it. */
const isOne = (by: Defined['by']): boolean => surestOf(by) > bareHeading || by.size === 1

/** How surely the surest section of these explains what is asked; nothing where there is none. */
export const surestOf = (by: Defined['by']): number => Math.max(0, ...by.values())

/** Whether it is the heading that explains what is asked, in words of its own. */
export const isOfHeading = (sure: number): boolean => sure >= ofHeading || sure === bareHeading

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
