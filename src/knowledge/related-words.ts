import { indexesByWord } from './word-index.ts'

/**
 * A word related to another, because both often occur in the same sections. `share` is 1 if they always
 * occur together, and lower the more often they occur apart.
 */
type Kin = { readonly word: string; readonly share: number }

/**
 * Returns a function that scores each section by words related to a question's words: "overhaul" is related to "repair", because both occur
 * in the headings and wordings of the same sections. A score is a share of the whole question, from 0 to about 1. `asks` has the words of
 * each section's heading and wordings.
 */
export function relatedWordScores(
  asks: readonly ReadonlySet<string>[],
  weightOf: (word: string) => number,
): (wanted: readonly string[]) => Float64Array {
  const places = indexesByWord(asks)
  const countOf = (word: string): number => places.get(word)?.length ?? 0
  const known = new Map<string, readonly Kin[]>()
  const kinOf = (word: string): readonly Kin[] => {
    const beside = new Map<string, number>()
    for (const id of places.get(word) ?? []) for (const other of asks[id] ?? []) beside.set(other, (beside.get(other) ?? 0) + 1)
    const kin: Kin[] = []
    for (const [other, times] of beside)
      if (other !== word && times >= fewest && countOf(other) < commonest * asks.length)
        kin.push({ word: other, share: times / Math.sqrt(countOf(word) * countOf(other)) })
    return kin.sort((one, other) => other.share - one.share || (one.word < other.word ? -1 : 1)).slice(0, mostKin)
  }
  const keptKin = (word: string): readonly Kin[] => {
    const found = known.get(word) ?? kinOf(word)
    known.set(word, found)
    return found
  }
  return (words) => {
    const wanted = new Set(words)
    const whole = Math.sqrt(words.reduce((sum, word) => sum + weightOf(word) ** 2, 0))
    const kin = new Map<string, number>()
    for (const word of words)
      for (const { word: other, share } of keptKin(word))
        if (!wanted.has(other)) kin.set(other, Math.max(kin.get(other) ?? 0, share * weightOf(word)))
    const told = new Float64Array(asks.length)
    for (const [word, weight] of kin) for (const id of places.get(word) ?? []) told[id] = (told[id] ?? 0) + weight / whole
    return told
  }
}

/**
 * Words are related if at least `fewest` sections have both. A word in more than the share `commonest` of
 * all sections is too common to be related to any. For each word, the `mostKin` most related words are
 * kept.
 */
const fewest = 2
const commonest = 0.05
const mostKin = 12
