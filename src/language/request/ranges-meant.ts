import { cachedByObject } from '../cached.ts'
import type { Message } from '../message.ts'
import { beginsSentence } from '../patterns/match.ts'
import type { WordRange } from './learned-scores.ts'

/**
 * The ranges of words that have a mark or are a member of a class (`sign`). With `onlyMeant`, ranges are
 * skipped that the asker declines or says of other people.
 */
export const rangesOf = (message: Message, sign: string, onlyMeant: boolean): readonly WordRange[] =>
  rangesNamed(message, [sign]).filter(({ from }) => !onlyMeant || isMeant(message, from))

/** For each class, the words at which a member begins. */
const classPlaces = cachedByObject(({ classes }: Message): ReadonlyMap<string, readonly number[]> => {
  const places = new Map<string, number[]>()
  for (const [at, spans] of classes.entries())
    for (const { name } of spans) {
      const known = places.get(name)
      if (known === undefined) places.set(name, [at])
      else known.push(at)
    }
  return places
})

/** No range of words. One shared list, to save memory. */
export const nowhere: readonly WordRange[] = []

/**
 * The ranges of words that have one of several marks or are in one of several classes; each word begins at
 * most one range. For a class, a range ends after the words of the class; for a mark, after all words in a
 * row with that mark.
 */
function rangesNamed(message: Message, names: readonly string[]): readonly WordRange[] {
  const { marks } = message
  const classes = classPlaces(message)
  if (!names.some((name) => classes.has(name) || marks.any(name))) return nowhere
  const begins = new Set(names.flatMap((name) => [...(classes.get(name) ?? []), ...marks.words(name)]))
  // Goes from the last word to the first, because the end of a row of marked
  // words is known from the next word.
  const rows = new Map<string, WordRange>()
  return [...begins]
    .sort((a, b) => b - a)
    .map((from) => {
      const own = names.filter((name) => marks.has(from, name))
      for (const name of own) {
        const next = rows.get(name)
        rows.set(name, { from, to: next?.from === from + 1 ? next.to : from + 1 })
      }
      const word = message.classes[from]?.find(({ name }) => names.includes(name))
      return { from, to: word?.to ?? rows.get(own[0] ?? '')?.to ?? from + 1 }
    })
    .toReversed()
}

/**
 * The ranges of words that have one of the marks or classes, that the asker means ({@link isMeant}), and that
 * do not cut a longer name in two.
 */
export const meantRanges = (message: Message, names: readonly string[]): readonly WordRange[] =>
  rangesNamed(message, names).filter(({ from, to }) => isMeant(message, from) && !cutsName(message, from, to))

/** Keeps the ranges (`places`) whose words occur in the message only inside such ranges. */
export function namedOnce({ tokens }: Message, places: readonly WordRange[]): readonly WordRange[] {
  const alike = new Set(places.flatMap(({ from, to }) => tokens.slice(from, to).map((_, index) => from + index)))
  const elsewhere = new Set(tokens.flatMap(({ word }, at) => (alike.has(at) ? [] : [word])))
  return places.filter(({ from, to }) => !tokens.slice(from, to).some(({ word }) => elsewhere.has(word)))
}

/**
 * Whether the asker means a word: it is not declined or prevented, and not said of other people, unless the asker wants the same as they
 * do.
 */
const isMeant = ({ marks }: Message, at: number): boolean => !marks.has(at, 'averted') && (!marks.has(at, 'told') || marks.any('wanted'))

/** Whether words cut a longer name in two: "decoy" in the name "decoy drone", "Cook" in "Cook Islands". */
const cutsName = ({ mentions }: Message, from: number, to: number): boolean =>
  mentions.some(
    (name) =>
      ((name.from < to && to < name.to) || (name.from < from && from < name.to)) && name.meanings.some(({ kind }) => kind !== 'words'),
  )

/** The indexes of the words at which the sentences of a range of words begin. */
export const sentenceStarts = (tokens: Message['tokens'], { from, to }: WordRange): readonly number[] =>
  tokens.slice(from, to).flatMap((token, at) => (at === 0 || beginsSentence(token) ? [from + at] : []))
