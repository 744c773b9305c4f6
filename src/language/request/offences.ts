import type { Offence } from '../../knowledge/language-schema.ts'
import type { Message } from '../message.ts'
import type { WordRange } from './learned-scores.ts'
import { meantRanges, namedOnce, sentenceStarts } from './ranges-meant.ts'

/** An offence, and where its words are in the message: one list for each column of the offence (`done`, `to`, `so-that`). */
export type OffenceTold = { readonly offence: Offence; readonly columns: ReadonlyArray<readonly WordRange[]> }

/**
 * Finds the words of an offence in a message; `undefined` if it lacks words for any of the offence's columns.
 * The first column (`done`) lists marks.
 */
export function offenceTold(message: Message, offence: Offence): OffenceTold | undefined {
  if (!offence.done.some((mark) => message.marks.any(mark))) return undefined
  const columns = [offence.done, offence.to, offence['so-that']].filter((column) => column !== undefined)
  const told: Array<readonly WordRange[]> = []
  for (const names of columns) {
    const all = meantRanges(message, names)
    const places = offence['named-once'] === true && names === offence.done ? namedOnce(message, all) : all
    if (places.length === 0) return undefined
    told.push(places)
  }
  return { offence, columns: told }
}

/** The first offence that a range of words states outright, with its words; `undefined` if there is none. */
export function offenceIn(
  all: readonly OffenceTold[],
  message: Message,
  within: WordRange,
): { readonly offence: string; readonly words: readonly WordRange[] } | undefined {
  for (const { offence, columns } of all)
    for (const stretch of stretchesFor(offence, message, within)) {
      const words = columns.flatMap((places) => firstIn(places, stretch) ?? [])
      if (words.length === columns.length) return { offence: offence.offence, words }
    }
  return undefined
}

/**
 * The parts of a range of words in which an offence must be complete: each sentence or, for an offence with `within: message`, every two
 * consecutive sentences.
 */
function stretchesFor(offence: Offence, { tokens }: Message, within: WordRange): readonly WordRange[] {
  const starts = sentenceStarts(tokens, within)
  const count = offence.within === 'message' ? 2 : 1
  return starts.map((from, index) => ({ from, to: starts[index + count] ?? within.to }))
}

/** The first of some ranges (`places`) that begins inside a given range, cut at the end of the given range; `undefined` if none does. */
function firstIn(places: readonly WordRange[], { from, to }: WordRange): WordRange | undefined {
  const first = places.find((place) => place.from >= from && place.from < to)
  return first && { from: first.from, to: Math.min(first.to, to) }
}
