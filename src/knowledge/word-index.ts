/** A field of all documents, e.g. their headings. `boost` is how much a word there counts; `words` has the words of each document. */
export type Field = { readonly boost: number; readonly words: ReadonlyArray<readonly string[]> }

/**
 * Scores of documents. `of`: the score of each document, by its index. `found`: the indexes of the
 * documents that have any of the words, in the order in which they were found.
 */
export type Scores = { readonly of: Float64Array; readonly found: readonly number[] }

/** Scores the documents that have any of `words`. No word may be given twice. */
export type WordIndex = (words: readonly string[]) => Scores

/**
 * A document that has a word in a field: its index (`id`), and how often the word occurs there. `ratio` is
 * the number of different words in that field, relative to the average, times `byLength`.
 */
type Place = { readonly id: number; readonly times: number; readonly ratio: number }

/** What a word adds to the score of one document. */
type Added = { readonly id: number; readonly score: number }

/**
 * Parameters of the ranking formula BM25+: `more` limits what each further occurrence of a word adds (k1),
 * `byLength` is how much long fields are penalized (b), `atAll` is added for any occurrence (delta).
 */
const [more, byLength, atAll] = [2, 0.6, 0.5]

/**
 * Builds an index over the words of documents. The score of a document is the sum of what the words add to
 * it, multiplied by the number of given words that it has.
 */
export function createWordIndex(fields: readonly Field[]): WordIndex {
  const count = fields[0]?.words.length ?? 0
  const places = fields.map(({ words }) => placesIn(words))
  const known = new Map<string, readonly Added[]>()
  const addedBy = (word: string): readonly Added[] => {
    const kept = known.get(word)
    if (kept !== undefined) return kept
    const added = scoresOf(fields, places, word, count)
    if (added.length > 0) known.set(word, added)
    return added
  }
  return (words) => {
    const [scores, having] = [new Float64Array(count), new Uint8Array(count)]
    const found: number[] = []
    for (const word of words)
      for (const { id, score } of addedBy(word)) {
        if (having[id] === 0) found.push(id)
        scores[id] = (scores[id] ?? 0) + score
        having[id] = (having[id] ?? 0) + 1
      }
    for (const id of found) scores[id] = (scores[id] ?? 0) * (having[id] ?? 0)
    return { of: scores, found }
  }
}

/** For each word of a field, the documents that have it. */
function placesIn(documents: Field['words']): ReadonlyMap<string, readonly Place[]> {
  const counted = documents.map((words) => {
    const times = new Map<string, number>()
    for (const word of words) times.set(word, (times.get(word) ?? 0) + 1)
    return times
  })
  const usual = counted.reduce((mean, { size }, index) => (mean * index + size) / (index + 1), 0)
  const places = new Map<string, Place[]>()
  for (const [id, words] of counted.entries())
    for (const [word, times] of words) {
      const place = { id, times, ratio: (byLength * words.size) / usual }
      const known = places.get(word)
      if (known === undefined) places.set(word, [place])
      else known.push(place)
    }
  return places
}

function scoresOf(
  fields: readonly Field[],
  places: ReadonlyArray<ReadonlyMap<string, readonly Place[]>>,
  word: string,
  count: number,
): readonly Added[] {
  const scores = new Map<number, number>()
  fields.forEach(({ boost }, index) => {
    const having = places[index]?.get(word) ?? []
    const rarity = Math.log(1 + (count - having.length + 0.5) / (having.length + 0.5))
    for (const { id, times, ratio } of having) {
      const score = boost * (rarity * (atAll + (times * (more + 1)) / (times + more * (1 - byLength + ratio))))
      scores.set(id, (scores.get(id) ?? 0) + score)
    }
  })
  return [...scores].map(([id, score]) => ({ id, score }))
}

/** For each word, the indexes of the sets that contain it. */
export function indexesByWord(all: readonly ReadonlySet<string>[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>()
  for (const [id, words] of all.entries())
    for (const word of words) {
      const ids = places.get(word)
      if (ids === undefined) places.set(word, [id])
      else ids.push(id)
    }
  return places
}
